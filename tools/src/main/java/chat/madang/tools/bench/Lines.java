package chat.madang.tools.bench;

import java.nio.ByteBuffer;

/// Finds where lines end, eight bytes at a time.
final class Lines {
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long LINE_ENDS = EACH * '\n';

    private Lines() {}

    /// Where the first `\n` is, or -1.
    ///
    /// @param in in little-endian order
    static int end(ByteBuffer in, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long zeroWhereItIs = in.getLong(at) ^ LINE_ENDS;
            long found = (zeroWhereItIs - EACH) & ~zeroWhereItIs & HIGH;
            // Bytes above the first one may be marked by mistake; the lowest is right.
            if (found != 0) return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
        }
        for (; at < to; at++) {
            if (in.get(at) == '\n') return at;
        }
        return -1;
    }
}
