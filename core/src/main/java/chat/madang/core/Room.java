package chat.madang.core;

import chat.madang.core.Event.Listing;
import chat.madang.core.RoomPolicy.Host;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One room and who is in it, in the order in which they came. Belongs to [Chat] alone.
final class Room {
    private final RoomId id;
    private final Handle handle;
    private final Title title;
    private final Map<SessionId, Person> members = new LinkedHashMap<>();
    private RoomPolicy policy;
    private long sequence;

    /// Null while there is none.
    private @Nullable SessionId host;

    /// Null since the last change, until somebody asks.
    private @Nullable Listing listing;

    /// @param lastSequence where the counting goes on from, 0 for a new room
    Room(RoomId id, Handle handle, Title title, RoomPolicy policy, long lastSequence) {
        this.id = id;
        this.handle = handle;
        this.title = title;
        this.policy = policy;
        this.sequence = lastSequence;
    }

    RoomId id() {
        return id;
    }

    Handle handle() {
        return handle;
    }

    Title title() {
        return title;
    }

    RoomPolicy policy() {
        return policy;
    }

    /// Other rules from now on; whoever is in stays in.
    void setPolicy(RoomPolicy other) {
        if (other.host() != policy.host()) host = null;
        policy = other;
        listing = null;
        if (policy.host() == Host.ELDEST) electEldest();
    }

    /// What a list of rooms says of it. Made once for all who ask between two changes.
    Listing listing() {
        if (listing == null) {
            var names = members.values().stream().map(Person::name).toList();
            listing = new Listing(id, handle, title, policy.capacity(), hostName(), names);
        }
        return listing;
    }

    Collection<Person> members() {
        return members.values();
    }

    boolean has(SessionId session) {
        return members.containsKey(session);
    }

    boolean isHost(SessionId session) {
        return session.equals(host);
    }

    boolean isFull() {
        return members.size() >= policy.capacity();
    }

    /// Whether the room has ceased to be, now that somebody has left.
    boolean isOver() {
        return switch (policy.ends()) {
            case WITH_LAST_MEMBER -> members.isEmpty();
            case WITH_HOST -> host == null;
            case NEVER -> false;
        };
    }

    /// Takes in whoever made it.
    void addCreator(Person person) {
        put(person);
        if (policy.host() == Host.CREATOR) host = person.session();
        listing = null;
    }

    /// Takes a person in, or, when already in, under the new name in the old place.
    void put(Person person) {
        members.put(person.session(), person);
        if (policy.host() == Host.ELDEST) electEldest();
        listing = null;
    }

    /// Lets a person out.
    ///
    /// @return who is the host from now on, if that has changed to somebody
    Optional<Person> remove(SessionId session) {
        members.remove(session);
        listing = null;
        if (!isHost(session)) return Optional.empty();

        host = null;
        if (policy.host() == Host.ELDEST) electEldest();
        return Optional.ofNullable(members.get(host));
    }

    /// The stamp of the room's next event.
    Stamp stamp(MessageId message, Instant now) {
        sequence++;
        return new Stamp(message, sequence, now);
    }

    private void electEldest() {
        if (host == null && !members.isEmpty()) host = members.keySet().iterator().next();
    }

    private Optional<Name> hostName() {
        return Optional.ofNullable(members.get(host)).map(Person::name);
    }
}
