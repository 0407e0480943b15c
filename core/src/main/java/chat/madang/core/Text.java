package chat.madang.core;

import java.util.Optional;

/// What a person says: at most 4,096 bytes of UTF-8; may be empty, and may hold any character.
///
/// A dialect that cannot carry some of them (a line protocol, a line end) decides what to show.
public record Text(String value) {
    /// The longest text, in bytes of UTF-8.
    public static final int BYTES_MAX = 4_096;

    private static final int NOT_WELL_FORMED = -1;

    /// @throws IllegalArgumentException when the value is no text; [#of] answers without throwing
    public Text {
        if (!isText(value)) {
            throw new IllegalArgumentException(
                    "text: %d chars (expected: 0..%d bytes, no lone surrogates)"
                            .formatted(value.length(), BYTES_MAX));
        }
    }

    /// The text that `value` spells, or nothing when it is none.
    public static Optional<Text> of(String value) {
        return isText(value) ? Optional.of(new Text(value)) : Optional.empty();
    }

    /// How long it is as UTF-8: 0..[#BYTES_MAX].
    public int bytes() {
        return utf8Bytes(value);
    }

    private static boolean isText(String value) {
        if (value.length() > BYTES_MAX) return false;
        int bytes = utf8Bytes(value);
        return bytes != NOT_WELL_FORMED && bytes <= BYTES_MAX;
    }

    private static int utf8Bytes(String value) {
        int bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (unit < 0x80) {
                bytes += 1;
            } else if (unit < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(unit)) {
                bytes += 3;
            } else {
                if (Character.isLowSurrogate(unit)) return NOT_WELL_FORMED;
                i++;
                if (i == value.length()) return NOT_WELL_FORMED;
                if (!Character.isLowSurrogate(value.charAt(i))) return NOT_WELL_FORMED;
                bytes += 4;
            }
        }
        return bytes;
    }
}
