package chat.madang.core;

import static java.util.Locale.ROOT;

import java.text.Normalizer;
import java.util.Optional;

/// What a person is called: 1 to 32 code points that can be seen and told apart.
///
/// Refused are control characters, line and paragraph separators, characters that reorder or hide
/// text (bidirectional controls, zero-width space), text that is not well-formed, and names of
/// which nothing is visible. The joiners inside emoji and Indic or Persian words may stay.
///
/// Two names are the same name when their [#key]s are.
public record Name(String value) {
    /// The longest name, in code points.
    public static final int CODE_POINTS_MAX = 32;

    /// @throws IllegalArgumentException when the value is no name; [#of] answers without throwing
    public Name {
        if (!isName(value)) {
            throw new IllegalArgumentException(
                    "name: %d chars (expected: 1..%d visible code points)"
                            .formatted(value.length(), CODE_POINTS_MAX));
        }
    }

    /// The name that `value` spells, or nothing when it is none.
    public static Optional<Name> of(String value) {
        return isName(value) ? Optional.of(new Name(value)) : Optional.empty();
    }

    /// What is compared: the name after NFKC and case folding, without characters that nobody sees.
    public String key() {
        return key(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isName(String value) {
        return value.length() <= 2 * CODE_POINTS_MAX
                && value.codePointCount(0, value.length()) <= CODE_POINTS_MAX
                && value.codePoints().allMatch(Characters::isPlain)
                && !key(value).isEmpty();
    }

    /// What is compared of any text, name or not.
    ///
    /// Folds until nothing changes: a few letters (ẞ, by way of ß, to ss) take more than one step.
    static String key(String value) {
        // Most names are so, and masks are compared with everybody who speaks.
        if (value.chars().allMatch(Name::isPrintedAscii)) return value.strip().toLowerCase(ROOT);

        String key = fold(value);
        for (String next = fold(key); !next.equals(key); next = fold(key)) key = next;
        return key;
    }

    private static boolean isPrintedAscii(int unit) {
        return unit >= ' ' && unit <= '~';
    }

    private static String fold(String value) {
        var seen = new StringBuilder(value.length());
        value.codePoints().filter(Characters::isSeen).forEach(seen::appendCodePoint);
        String upper = Normalizer.normalize(seen, Normalizer.Form.NFKC).toUpperCase(ROOT);
        // Letter by letter, so that a sigma at the end of a word is no other letter.
        var lower = new StringBuilder(upper.length());
        upper.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC).strip();
    }
}
