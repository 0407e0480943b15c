package chat.madang.core;

/// The rules of a room, fixed when it is made; all that tells one kind of room from another.
///
/// @param capacity the most members, 1..
/// @param ends when the room ceases to be
/// @param host who may throw others out
public record RoomPolicy(int capacity, Ends ends, Host host) {
    /// When a room ceases to be.
    public enum Ends {
        /// When nobody is in it any more.
        WITH_LAST_MEMBER,
        /// When its host leaves: then everybody is out.
        WITH_HOST,
        /// Never: it waits for people, and outlives the server.
        NEVER,
    }

    /// Who is a room's host.
    public enum Host {
        /// Nobody.
        NONE,
        /// Whoever made it, as long as they stay.
        CREATOR,
        /// Whoever has been in it longest.
        ELDEST,
        /// Nobody at first; whoever made it is an operator.
        OPERATORS,
    }

    /// @throws IllegalArgumentException when not even one person would fit, or when the room would
    ///   end with a host whom it cannot have
    public RoomPolicy {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: %d (expected: 1..)".formatted(capacity));
        }
        if (ends == Ends.WITH_HOST && host != Host.CREATOR) {
            throw new IllegalArgumentException("host: %s (expected: CREATOR)".formatted(host));
        }
    }
}
