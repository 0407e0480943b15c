package chat.madang.core;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a room is called: 1 to 255 bytes of UTF-8 on one line, of which something can be seen.
///
/// Rooms may share a title.
public record Title(String value) {
    /// The longest title, in bytes of UTF-8.
    public static final int BYTES_MAX = 255;

    /// @throws IllegalArgumentException when the value is no title; [#of] answers without throwing
    public Title {
        if (!isTitle(value)) {
            throw new IllegalArgumentException(
                    "title: %d chars (expected: 1..%d bytes, no control characters)"
                            .formatted(value.length(), BYTES_MAX));
        }
    }

    /// The title that `value` spells, or nothing when it is none.
    public static Optional<Title> of(String value) {
        return isTitle(value) ? Optional.of(new Title(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isTitle(String value) {
        return value.codePoints().anyMatch(Title::leavesAMark)
                && value.length() <= BYTES_MAX
                && value.codePoints().allMatch(Characters::isPlain)
                && value.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
    }

    private static boolean leavesAMark(int codePoint) {
        return Characters.isSeen(codePoint)
                && !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint);
    }
}
