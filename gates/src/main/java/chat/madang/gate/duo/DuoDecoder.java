package chat.madang.gate.duo;

import chat.madang.gate.duo.DuoRequest.Fault;
import chat.madang.gate.duo.DuoRequest.Senseless;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes to [DuoRequest]s, after the login. docs/protocols/duo.md:
///
/// ```
/// ZERO   | message | \0 |      or
/// LINE   | message | \n |      or
/// OPEN   | message |           as one read has brought it
/// ```
///
/// It is open until a read has an end in it; what end that is, holds for good. Line ends right
/// before the end, or at the end of an open message, do not belong to it.
final class DuoDecoder {
    /// The longest message without its end, in bytes.
    static final int MESSAGE_BYTES_MAX = 8_192;

    private End end = End.OPEN;

    /// Whether the rest of a message that was too long is still to be passed over.
    private boolean passingOver;

    /// What ends the messages of a client.
    enum End {
        /// Nothing, until now.
        OPEN('\0'),
        /// `\0`
        ZERO('\0'),
        /// `\n`
        LINE('\n');

        private final char character;

        End(char character) {
            this.character = character;
        }

        /// How many bytes of `in` stand before the first such end; negative when there is none.
        private int bytesBefore(ByteBuf in) {
            return in.bytesBefore((byte) character);
        }
    }

    /// What ends this client's messages, as far as it is known.
    End end() {
        return end;
    }

    /// Takes the next message.
    ///
    /// @return null when it is not complete
    @Nullable DuoRequest decode(ByteBuf in) {
        if (!in.isReadable()) return null;
        if (end == End.OPEN) end = endIn(in);
        if (end == End.OPEN) return message(in, in.readableBytes());

        int length = end.bytesBefore(in);
        if (length < 0) {
            if (in.readableBytes() > MESSAGE_BYTES_MAX) passingOver = true;
            if (passingOver) in.skipBytes(in.readableBytes());
            return null;
        }
        var message = passingOver ? tooLong(in, length) : message(in, length);
        passingOver = false;
        in.skipBytes(1);
        return message;
    }

    /// A `\0` says more than a line end, which may stand in a text.
    private static End endIn(ByteBuf in) {
        if (End.ZERO.bytesBefore(in) >= 0) return End.ZERO;
        return End.LINE.bytesBefore(in) >= 0 ? End.LINE : End.OPEN;
    }

    private static DuoRequest message(ByteBuf in, int length) {
        if (length > MESSAGE_BYTES_MAX) return tooLong(in, length);

        var bytes = in.readSlice(length).nioBuffer();
        try {
            var message = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return DuoRequest.of(withoutLineEnd(message));
        } catch (CharacterCodingException _) {
            return new Senseless(Fault.NOT_UTF_8);
        }
    }

    private static DuoRequest tooLong(ByteBuf in, int length) {
        in.skipBytes(length);
        return new Senseless(Fault.TOO_LONG);
    }

    private static String withoutLineEnd(String message) {
        int length = message.length();
        while (length > 0 && isLineEnd(message.charAt(length - 1))) length--;
        return message.substring(0, length);
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }
}
