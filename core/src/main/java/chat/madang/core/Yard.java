package chat.madang.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The whole state. Belongs to [Chat] alone.
final class Yard {
    private final Rules rules;
    private final People people = new People();
    private final Rooms rooms;
    private final Mail mail;
    private final Agenda agenda;
    private final Nonces nonces;
    private MessageId lastMessage;

    Yard(Rules rules, Memory memory) {
        this.rules = rules;
        this.rooms = new Rooms(memory.lastRoom(), memory.rooms());
        this.mail = new Mail(rules.lettersMax(), memory);
        // What was to be said in a room that is over is forgotten.
        var scheduled =
                memory.scheduled().stream()
                        .filter(message -> rooms.find(message.room()) != null)
                        .toList();
        this.agenda = new Agenda(rules.scheduledMax(), scheduled);
        this.nonces = new Nonces(memory.nonces());
        this.lastMessage = memory.lastMessage();
    }

    Rules rules() {
        return rules;
    }

    People people() {
        return people;
    }

    Rooms rooms() {
        return rooms;
    }

    Mail mail() {
        return mail;
    }

    Agenda agenda() {
        return agenda;
    }

    Nonces nonces() {
        return nonces;
    }

    /// The room that is meant, as far as that person may know; null when there is none.
    @Nullable Room seen(RoomRef ref, Stay asker) {
        var room = rooms.find(ref);
        return room == null || !room.isSeenBy(asker) ? null : room;
    }

    /// The stamp of the next event in that room.
    Stamp stamp(Room room, Instant now) {
        return room.stamp(nextMessage(now), now);
    }

    MessageId nextMessage(Instant now) {
        lastMessage = lastMessage.next(now);
        return lastMessage;
    }
}
