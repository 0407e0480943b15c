package chat.madang.tools.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The numbers that a message's text ends in, written and found without an object.
///
/// ```
/// xxxxxxxxxxxx 3 1234        padding, then the talker, then its message's number, from 0
/// ```
///
/// They are read backwards from the end, so that it does not matter what a server puts before.
final class Mark {
    /// What [#before] answers when there is none.
    static final long NONE = -1;

    /// The shortest text that has room for any two numbers.
    static final int SIZE_MIN = 24;

    private static final byte PADDING = 'x';
    private static final int DIGITS_MAX = 10;

    /// Two numbers with a blank before each.
    private static final int MARK_BYTES_MAX = 2 * (DIGITS_MAX + 1);

    private Mark() {}

    /// A text of `size` bytes, in which [#write] writes numbers.
    static byte[] text(int size) {
        var text = new byte[size];
        Arrays.fill(text, PADDING);
        return text;
    }

    /// Writes both numbers into the end of a text, and padding before them.
    static void write(byte[] text, int talker, int sequence) {
        int at = digits(text, text.length, sequence);
        text[--at] = ' ';
        at = digits(text, at, talker);
        text[--at] = ' ';
        Arrays.fill(text, text.length - MARK_BYTES_MAX, at, PADDING);
    }

    /// The numbers before `end`: the talker in the upper half, the sequence in the lower, or
    /// [#NONE].
    static long before(ByteBuffer in, int start, int end) {
        int at = end;
        long sequence = 0;
        long scale = 1;
        int digit;
        while (--at >= start && (digit = in.get(at) - '0') >= 0 && digit <= 9) {
            sequence += digit * scale;
            scale *= 10;
        }
        if (at == end - 1 || end - at > DIGITS_MAX + 1) return NONE;
        if (at < start || in.get(at) != ' ') return NONE;
        int gap = at;
        long talker = 0;
        scale = 1;
        while (--at >= start && (digit = in.get(at) - '0') >= 0 && digit <= 9) {
            talker += digit * scale;
            scale *= 10;
        }
        if (at == gap - 1 || gap - at > DIGITS_MAX + 1) return NONE;
        if (at - 1 < start || in.get(at) != ' ' || in.get(at - 1) != PADDING) return NONE;
        if (sequence > Integer.MAX_VALUE || talker > Integer.MAX_VALUE) return NONE;
        return talker << Integer.SIZE | sequence;
    }

    /// Writes digits that end before `end`, and tells where they begin.
    private static int digits(byte[] text, int end, int number) {
        int at = end;
        do {
            text[--at] = (byte) ('0' + number % 10);
            number /= 10;
        } while (number > 0);
        return at;
    }
}
