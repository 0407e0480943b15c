package chat.madang.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What was scheduled and is not due yet. Belongs to [Chat] alone.
///
/// Counted by session and by the author's name, so that neither a new connection nor a new name
/// makes room for more; and by room.
final class Agenda {
    /// The most that wait for one room.
    static final int OF_A_ROOM_MAX = 1_000;

    private final int ofAPersonMax;
    private final Map<ScheduledMessage, Optional<SessionId>> messages = new HashMap<>();

    /// Those of rooms that somebody is in: the others wait for somebody, however late it is.
    private final NavigableSet<ScheduledMessage> audible = new TreeSet<>();

    /// Those of each room that has any.
    private final Map<RoomId, Set<ScheduledMessage>> byRoom = new HashMap<>();

    /// How many there are of each session and of each author's key.
    private final Map<Object, Integer> counts = new HashMap<>();

    Agenda(int ofAPersonMax, List<ScheduledMessage> remembered) {
        this.ofAPersonMax = ofAPersonMax;
        for (var message : remembered) put(message, Optional.empty());
    }

    boolean isFull(RoomId room, Person author) {
        return in(room).size() >= OF_A_ROOM_MAX
                || count(author.session()) >= ofAPersonMax
                || count(author.name().key()) >= ofAPersonMax;
    }

    /// Adds one for a room that somebody is in.
    void add(ScheduledMessage message, Optional<SessionId> author) {
        put(message, author);
        audible.add(message);
    }

    private void put(ScheduledMessage message, Optional<SessionId> author) {
        messages.put(message, author);
        byRoom.computeIfAbsent(message.room(), _ -> new TreeSet<>()).add(message);
        count(message, author, 1);
    }

    /// Says whether it was still there.
    boolean remove(ScheduledMessage message) {
        var author = messages.remove(message);
        if (author == null) return false;
        audible.remove(message);
        byRoom.computeIfPresent(
                message.room(),
                (_, waiting) -> {
                    waiting.remove(message);
                    return waiting.isEmpty() ? null : waiting;
                });
        count(message, author, -1);
        return true;
    }

    void removeAll(RoomId room) {
        for (var message : List.copyOf(in(room))) remove(message);
    }

    /// Somebody is in that room now.
    void peopled(RoomId room) {
        audible.addAll(in(room));
    }

    /// Nobody is in that room any more.
    void deserted(RoomId room) {
        audible.removeAll(in(room));
    }

    /// When the next one is due that somebody will hear; nothing when there is none.
    Optional<Instant> nextDue() {
        return audible.isEmpty() ? Optional.empty() : Optional.of(audible.first().due());
    }

    /// Those that are due by now and that somebody hears, in order.
    List<ScheduledMessage> due(Instant now) {
        var due = new ArrayList<ScheduledMessage>();
        for (var message : audible) {
            if (message.due().isAfter(now)) break;
            due.add(message);
        }
        return due;
    }

    /// The session that scheduled it, if it did since the start.
    Optional<SessionId> author(ScheduledMessage message) {
        return messages.getOrDefault(message, Optional.empty());
    }

    private Set<ScheduledMessage> in(RoomId room) {
        return byRoom.getOrDefault(room, Set.of());
    }

    private void count(ScheduledMessage message, Optional<SessionId> author, int step) {
        count(message.author().key(), step);
        author.ifPresent(session -> count(session, step));
    }

    private void count(Object whose, int step) {
        counts.merge(whose, step, (count, more) -> count + more == 0 ? null : count + more);
    }

    private int count(Object whose) {
        return counts.getOrDefault(whose, 0);
    }
}
