package chat.madang.core;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// One room and who is in it, in the order in which they came. Belongs to [Chat] alone.
final class Room {
    private final RoomId id;
    private final Title title;
    private final RoomPolicy policy;
    private final Map<SessionId, Person> members = new LinkedHashMap<>();
    private long sequence;

    Room(RoomId id, Title title, RoomPolicy policy) {
        this.id = id;
        this.title = title;
        this.policy = policy;
    }

    RoomId id() {
        return id;
    }

    Title title() {
        return title;
    }

    Collection<Person> members() {
        return members.values();
    }

    boolean has(SessionId session) {
        return members.containsKey(session);
    }

    boolean isFull() {
        return members.size() >= policy.capacity();
    }

    /// Whether the room has ceased to be, now that somebody has left.
    boolean isOver() {
        return members.isEmpty()
                && switch (policy.ends()) {
                    case WITH_LAST_MEMBER -> true;
                    case NEVER -> false;
                };
    }

    /// Takes a person in, or, when already in, under the new name in the old place.
    void put(Person person) {
        members.put(person.session(), person);
    }

    void remove(SessionId session) {
        members.remove(session);
    }

    /// The stamp of the room's next event.
    Stamp stamp(MessageId message, Instant now) {
        sequence++;
        return new Stamp(message, sequence, now);
    }
}
