package chat.madang.core;

import chat.madang.core.Event.Listing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// One room and who is in it, in the order in which they came. Belongs to [Chat] alone.
final class Room {
    private final RoomId id;
    private final Title title;
    private final RoomPolicy policy;
    private final Map<SessionId, Person> members = new LinkedHashMap<>();
    private long sequence;

    /// Null since the last change, until somebody asks.
    private @Nullable Listing listing;

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

    /// What a list of rooms says of it. Made once for all who ask between two changes.
    Listing listing() {
        if (listing == null) {
            var names = members.values().stream().map(Person::name).toList();
            listing = new Listing(id, title, names);
        }
        return listing;
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
        listing = null;
    }

    void remove(SessionId session) {
        members.remove(session);
        listing = null;
    }

    /// The stamp of the room's next event.
    Stamp stamp(MessageId message, Instant now) {
        sequence++;
        return new Stamp(message, sequence, now);
    }
}
