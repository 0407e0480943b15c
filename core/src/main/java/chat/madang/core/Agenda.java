package chat.madang.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What was scheduled and is not due yet. Belongs to [Chat] alone.
///
/// Counted by session and by the author's name, so that neither a new connection nor a new name
/// makes room for more; and by room.
final class Agenda {
    /// The most that wait for one room.
    static final int OF_A_ROOM_MAX = 1_000;

    private final int ofAPersonMax;
    private final NavigableMap<ScheduledMessage, Optional<SessionId>> messages = new TreeMap<>();
    private final Map<Object, Integer> counts = new HashMap<>();

    Agenda(int ofAPersonMax, List<ScheduledMessage> remembered) {
        this.ofAPersonMax = ofAPersonMax;
        for (var message : remembered) add(message, Optional.empty());
    }

    boolean isFull(RoomId room, Person author) {
        return count(room) >= OF_A_ROOM_MAX
                || count(author.session()) >= ofAPersonMax
                || count(author.name().key()) >= ofAPersonMax;
    }

    void add(ScheduledMessage message, Optional<SessionId> author) {
        messages.put(message, author);
        count(message, author, 1);
    }

    /// Says whether it was still there.
    boolean remove(ScheduledMessage message) {
        var author = messages.remove(message);
        if (author == null) return false;
        count(message, author, -1);
        return true;
    }

    void removeAll(RoomId room) {
        if (count(room) == 0) return;
        for (var message : List.copyOf(messages.keySet())) {
            if (message.room().equals(room)) remove(message);
        }
    }

    /// When the next one is due; nothing when none waits.
    Optional<Instant> nextDue() {
        return messages.isEmpty() ? Optional.empty() : Optional.of(messages.firstKey().due());
    }

    /// Those that are due by now, in order.
    List<ScheduledMessage> due(Instant now) {
        var due = new ArrayList<ScheduledMessage>();
        for (var message : messages.keySet()) {
            if (message.due().isAfter(now)) break;
            due.add(message);
        }
        return due;
    }

    /// The session that scheduled it, if it did since the start.
    Optional<SessionId> author(ScheduledMessage message) {
        return messages.getOrDefault(message, Optional.empty());
    }

    private void count(ScheduledMessage message, Optional<SessionId> author, int step) {
        count(message.room(), step);
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
