package chat.madang.core;

/// A room's number: 1 for the first room of the yard, one more for each after it, never used again.
public record RoomId(int value) implements RoomRef {
    /// @throws IllegalArgumentException when `value` is not positive
    public RoomId {
        if (value < 1)
            throw new IllegalArgumentException("room: %d (expected: 1..)".formatted(value));
    }
}
