package chat.madang.gate.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/// What the server sends over a WebSocket, in bytes ([RFC 6455, section
/// 5.2](https://www.rfc-editor.org/rfc/rfc6455#section-5.2)): whole messages, not masked, so that
/// what is the same for everybody is encoded once.
///
/// ```
/// | 81 | length: 1 byte, up to 125      | {"type":…} |
/// | 81 | 7e | length: u16, up to 65,535 | {"type":…} |
/// | 81 | 7f | length: u64               | {"type":…} |
/// | 89 | 00 |                                          ping
/// | 88 | length | code: u16 | reason in UTF-8 |         close
/// ```
final class WebFrames {
    /// The server goes, or gives up a connection that seems lost.
    static final int GOING_AWAY = 1_001;

    /// Something is no text.
    static final int UNSUPPORTED = 1_003;

    /// Something is no JSON object in UTF-8.
    static final int INVALID = 1_007;

    /// Too many mistakes.
    static final int POLICY = 1_008;

    /// The person goes as they have asked.
    static final int NORMAL = 1_000;

    /// Another connection goes on.
    static final int REPLACED = 4_001;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int BYTES_OF_ONE = 125;
    private static final int TWO_FOLLOW = 126;
    private static final int EIGHT_FOLLOW = 127;
    private static final int SHORT_HEAD = 2;
    private static final int MIDDLE_HEAD = 4;
    private static final int LONG_HEAD = 10;
    private static final int BYTES_OF_TWO = 65_535;

    private WebFrames() {}

    /// Appends a message, an object whose fields `fields` writes.
    static void text(ByteBuf out, Consumer<JsonGenerator> fields) {
        int start = out.writerIndex();
        // Most have this head.
        out.writeZero(MIDDLE_HEAD);
        try (var json = generator(new ByteBufOutputStream(out))) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        } catch (RuntimeException bug) {
            out.writerIndex(start);
            throw bug;
        }
        int length = out.writerIndex() - start - MIDDLE_HEAD;
        out.setByte(start, TEXT);
        if (length <= BYTES_OF_ONE) {
            out.setByte(start + 1, length);
            move(out, start + MIDDLE_HEAD, start + SHORT_HEAD, length);
        } else if (length <= BYTES_OF_TWO) {
            out.setByte(start + 1, TWO_FOLLOW);
            out.setShort(start + 2, length);
        } else {
            out.setByte(start + 1, EIGHT_FOLLOW);
            move(out, start + MIDDLE_HEAD, start + LONG_HEAD, length);
            out.setLong(start + 2, length);
        }
    }

    /// An object by itself, whose fields `fields` writes.
    static byte[] object(Consumer<JsonGenerator> fields) {
        var out = new ByteArrayOutputStream();
        try (var json = generator(out)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /// Appends the question whether the peer is there.
    static void ping(ByteBuf out) {
        out.writeByte(PING);
        out.writeByte(0);
    }

    /// Appends the last frame.
    ///
    /// @param reason at most 123 bytes of ASCII
    static void close(ByteBuf out, int code, String reason) {
        out.writeByte(CLOSE);
        out.writeByte(Short.BYTES + reason.length());
        out.writeShort(code);
        out.writeCharSequence(reason, US_ASCII);
    }

    private static JsonGenerator generator(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    private static void move(ByteBuf out, int from, int to, int length) {
        var bytes = new byte[length];
        out.getBytes(from, bytes);
        out.writerIndex(to);
        out.writeBytes(bytes);
    }
}
