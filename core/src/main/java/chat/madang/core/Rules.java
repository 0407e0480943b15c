package chat.madang.core;

import java.util.Set;

/// What holds in the whole yard.
///
/// @param lettersMax how many messages are kept for one account, 1..
/// @param scheduledMax how many scheduled messages of one person wait, 1..
/// @param reserved names that nobody may take, because they could be mistaken for the server's
public record Rules(int lettersMax, int scheduledMax, Set<Name> reserved) {
    /// The usual bounds, and no reserved names.
    public static final Rules USUAL = new Rules(100, 20, Set.of());

    /// @throws IllegalArgumentException when a bound is not positive
    public Rules {
        if (lettersMax < 1 || scheduledMax < 1) {
            throw new IllegalArgumentException(
                    "letters: %d, scheduled: %d (expected: 1..)"
                            .formatted(lettersMax, scheduledMax));
        }
        reserved = Set.copyOf(reserved);
    }
}
