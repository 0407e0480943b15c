package chat.madang.core;

import java.util.Optional;

/// What a client calls something that it says, so that it is not said twice when it comes again: 1
/// to 64 characters of printable ASCII. One that nobody can guess is best.
public record Nonce(String value) {
    /// The longest, in characters.
    public static final int LENGTH_MAX = 64;

    /// @throws IllegalArgumentException when the value is none; [#of] answers without throwing
    public Nonce {
        if (!isNonce(value)) {
            throw new IllegalArgumentException(
                    "nonce: %d chars (expected: 1..%d of printable ASCII)"
                            .formatted(value.length(), LENGTH_MAX));
        }
    }

    /// The nonce that `value` spells, or nothing when it is none.
    public static Optional<Nonce> of(String value) {
        return isNonce(value) ? Optional.of(new Nonce(value)) : Optional.empty();
    }

    private static boolean isNonce(String value) {
        return !value.isEmpty()
                && value.length() <= LENGTH_MAX
                && value.chars().allMatch(unit -> unit >= ' ' && unit <= '~');
    }
}
