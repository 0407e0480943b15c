package chat.madang.core;

/// The rules of a room, fixed when it is made; all that tells one kind of room from another.
///
/// @param capacity the most members, 1..
/// @param ends when the room ceases to be
public record RoomPolicy(int capacity, Ends ends) {
    /// When a room ceases to be.
    public enum Ends {
        /// When nobody is in it any more.
        WITH_LAST_MEMBER,
        /// Never: it waits for people.
        NEVER,
    }

    /// @throws IllegalArgumentException when not even one person would fit
    public RoomPolicy {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: %d (expected: 1..)".formatted(capacity));
        }
    }
}
