package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

import org.jspecify.annotations.Nullable;

/// Bytes to messages of text, for protocols that do not say where a message ends.
///
/// Two forms are understood, and told by how the first read ends:
///
/// ```
/// lines    hello\n | how are you?\r\n | ...     each up to a line end, however it was cut
/// chunks   hello    | how are you?    | ...     each what one read has brought
/// ```
public final class TextReader {
    /// The longest line without its end, and the longest chunk, in bytes.
    public static final int BYTES_MAX = 8_192;

    private Form form = Form.UNKNOWN;

    /// Whether the rest of a line that was too long is still to be passed over.
    private boolean passingOver;

    /// How messages are told apart.
    public enum Form {
        /// Nothing has come yet.
        UNKNOWN,
        /// By line ends.
        LINES,
        /// By reads.
        CHUNKS,
    }

    /// What was read.
    public sealed interface Message {
        /// A message; may be empty, has no line end at its end.
        record Words(String text) implements Message {}

        /// Nothing that can be understood: too long, or not UTF-8. Its bytes were not kept.
        record Garbage() implements Message {}
    }

    /// How this peer's messages are told apart; known once the first has been read.
    public Form form() {
        return form;
    }

    /// Takes the next message.
    ///
    /// @return null when it is not complete, or nothing but the line end of a chunk before
    public @Nullable Message read(ByteBuf in) {
        if (!in.isReadable()) return null;
        if (form == Form.UNKNOWN) {
            form = in.getByte(in.writerIndex() - 1) == '\n' ? Form.LINES : Form.CHUNKS;
        }
        return form == Form.LINES ? readLine(in) : readChunk(in);
    }

    private @Nullable Message readLine(ByteBuf in) {
        int end = in.forEachByte(ByteProcessor.FIND_LF);
        if (end < 0) {
            if (in.readableBytes() > BYTES_MAX) passingOver = true;
            if (passingOver) in.skipBytes(in.readableBytes());
            return null;
        }
        int length = end - in.readerIndex();
        boolean tooLong = passingOver || length > BYTES_MAX;
        passingOver = false;
        var message = tooLong ? skip(in, length) : words(in, length);
        in.skipBytes(1);
        return message;
    }

    /// Null for a line end that came by itself, behind a message that was a chunk.
    private static @Nullable Message readChunk(ByteBuf in) {
        int length = in.readableBytes();
        var message = length > BYTES_MAX ? skip(in, length) : words(in, length);
        return message.equals(new Message.Words("")) ? null : message;
    }

    private static Message skip(ByteBuf in, int length) {
        in.skipBytes(length);
        return new Message.Garbage();
    }

    private static Message words(ByteBuf in, int length) {
        var text = Utf8.read(in, length);
        return text == null ? new Message.Garbage() : new Message.Words(withoutLineEnd(text));
    }

    private static String withoutLineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) end--;
        return text.substring(0, end);
    }
}
