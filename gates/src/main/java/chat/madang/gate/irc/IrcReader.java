package chat.madang.gate.irc;

import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Bytes to lines. A line ends with CR or LF, so that CR LF ends one and makes an empty one.
///
/// ```
/// | '@' tags (0..4094) ' ' | command and params (1..510) | CR LF, LF or CR |
/// ```
final class IrcReader {
    /// The longest tags of a client, without `@` and the blank, in bytes.
    static final int TAGS_MAX = 4_094;

    /// The longest rest of a line, without its end, in bytes.
    static final int BODY_MAX = 510;

    private static final int LINE_MAX = 1 + TAGS_MAX + 1 + BODY_MAX;

    /// Whether the rest of a line that was too long is still to be passed over.
    private boolean passingOver;

    /// What was read.
    sealed interface Incoming {
        /// A line without its end; may be empty.
        record Words(String line) implements Incoming {}

        /// A line longer than may be. Its bytes were not kept.
        record TooLong() implements Incoming {}

        /// A line with a byte that no line can have.
        record HasNul(String command) implements Incoming {}

        /// A line that is not UTF-8.
        record NotUtf8(String command) implements Incoming {}
    }

    /// Takes the next line; null when it is not complete.
    @Nullable Incoming read(ByteBuf in) {
        int end = in.forEachByte(octet -> octet != '\r' && octet != '\n');
        if (end < 0) {
            if (in.readableBytes() > LINE_MAX) passingOver = true;
            if (passingOver) in.skipBytes(in.readableBytes());
            return null;
        }
        int length = end - in.readerIndex();
        boolean tooLong = passingOver || isTooLong(in, length);
        passingOver = false;
        var incoming = tooLong ? skip(in, length) : words(in, length);
        in.skipBytes(1);
        return incoming;
    }

    private static boolean isTooLong(ByteBuf in, int length) {
        int start = in.readerIndex();
        if (length == 0 || in.getByte(start) != '@') return length > BODY_MAX;
        int blank = in.indexOf(start, start + length, (byte) ' ');
        int tags = (blank < 0 ? start + length : blank) - start - 1;
        return tags > TAGS_MAX || length - tags - 2 > BODY_MAX;
    }

    private static Incoming skip(ByteBuf in, int length) {
        in.skipBytes(length);
        return new Incoming.TooLong();
    }

    private static Incoming words(ByteBuf in, int length) {
        int start = in.readerIndex();
        boolean nul = in.indexOf(start, start + length, (byte) 0) >= 0;
        var raw = nul ? null : Utf8.read(in, length);
        if (raw != null) return new Incoming.Words(raw);
        in.readerIndex(start);
        var command = command(in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString());
        return nul ? new Incoming.HasNul(command) : new Incoming.NotUtf8(command);
    }

    /// The command in a line that cannot be read, as far as it can be shown.
    private static String command(String raw) {
        var known = IrcLine.of(raw).map(IrcLine::command).orElse("*");
        boolean plain = known.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
        return plain ? known.toUpperCase(Locale.ROOT) : "*";
    }
}
