package chat.madang.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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

    /// The most that are remembered as lost: far more than can be under way to the disk.
    private static final int LOST_MAX = 10_000;

    private final int ofAPersonMax;
    private final Map<ScheduledMessage, Optional<SessionId>> messages = new HashMap<>();

    /// Those of rooms that somebody is in: the others wait for somebody, however late it is.
    private final NavigableSet<ScheduledMessage> audible = new TreeSet<>();

    /// Those of each room that has any.
    private final Map<RoomId, Set<ScheduledMessage>> byRoom = new HashMap<>();

    /// Those of each author's key that has any.
    private final Map<String, Set<ScheduledMessage>> byAuthor = new HashMap<>();

    /// How many there are of each session.
    private final Map<SessionId, Integer> counts = new HashMap<>();

    /// What was unscheduled before it turned out that it could not be stored; the eldest goes
    /// first.
    private final Set<ScheduledMessage> lost = new LinkedHashSet<>();

    Agenda(int ofAPersonMax, List<ScheduledMessage> remembered) {
        this.ofAPersonMax = ofAPersonMax;
        for (var message : remembered) put(message, Optional.empty());
    }

    boolean isFull(RoomId room, Person author) {
        return in(room).size() >= OF_A_ROOM_MAX
                || counts.getOrDefault(author.session(), 0) >= ofAPersonMax
                || of(author.name()).size() >= ofAPersonMax;
    }

    /// What waits of whoever is called so, in order.
    Set<ScheduledMessage> of(Name author) {
        return byAuthor.getOrDefault(author.key(), Set.of());
    }

    /// Adds one for a room that somebody is in.
    void add(ScheduledMessage message, Optional<SessionId> author) {
        put(message, author);
        audible.add(message);
    }

    /// Adds one for a room that nobody is in; nothing, when it waits already.
    void put(ScheduledMessage message, Optional<SessionId> author) {
        if (messages.putIfAbsent(message, author) != null) return;
        byRoom.computeIfAbsent(message.room(), _ -> new TreeSet<>()).add(message);
        byAuthor.computeIfAbsent(message.author().key(), _ -> new TreeSet<>()).add(message);
        author.ifPresent(session -> counts.merge(session, 1, Integer::sum));
    }

    /// Says whether it was still there.
    boolean remove(ScheduledMessage message) {
        var author = messages.remove(message);
        if (author == null) return false;
        audible.remove(message);
        remove(message, byRoom, message.room());
        remove(message, byAuthor, message.author().key());
        author.ifPresent(session ->
                counts.computeIfPresent(session, (_, count) -> count == 1 ? null : count - 1));
        return true;
    }

    /// It is not on disk, and does not wait either.
    void lose(ScheduledMessage message) {
        lost.add(message);
        if (lost.size() > LOST_MAX) lost.remove(lost.iterator().next());
    }

    boolean isLost(ScheduledMessage message) {
        return lost.contains(message);
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

    private static <K> void remove(
            ScheduledMessage message, Map<K, Set<ScheduledMessage>> index, K key) {
        index.computeIfPresent(
                key,
                (_, waiting) -> {
                    waiting.remove(message);
                    return waiting.isEmpty() ? null : waiting;
                });
    }
}
