package chat.madang.core;

/// An account's number, 1.., never used again.
public record AccountId(long value) {
    /// @throws IllegalArgumentException when `value` is not positive
    public AccountId {
        if (value < 1)
            throw new IllegalArgumentException("account: %d (expected: 1..)".formatted(value));
    }
}
