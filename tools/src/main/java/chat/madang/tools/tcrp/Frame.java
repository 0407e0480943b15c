package chat.madang.tools.tcrp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// One message of the control connection, in either direction; all text is UTF-8.
///
/// ```
/// | room name size: 1 | operation: 1 | state: 1 | payload size: 29, big-endian |
/// | room name: room name size bytes | payload: payload size bytes |
/// ```
///
/// @param room the room's name, [#ROOM_BYTES_MAX] at most
/// @param operation 0..255; which there are is not checked here
/// @param state 0..255; the same
/// @param payload [#PAYLOAD_BYTES_MAX] at most
record Frame(String room, int operation, int state, String payload) {
    /// The longest room name that its size can tell.
    static final int ROOM_BYTES_MAX = 255;

    /// The longest payload that this client sends or reads: a user name, a status or a token.
    static final int PAYLOAD_BYTES_MAX = 255;

    private static final int SIZE_BYTES = 29;

    /// The next frame. Blocks.
    ///
    /// @throws EOFException when the connection was closed before its end
    /// @throws GarbledException when it has a payload that is none of this protocol, which is not
    ///   read then, or bytes that are no text
    static Frame read(DataInputStream in) throws IOException {
        int roomSize = in.readUnsignedByte();
        int operation = in.readUnsignedByte();
        int state = in.readUnsignedByte();
        int payloadSize = readPayloadSize(in);
        var room = readText(in, roomSize);
        return new Frame(room, operation, state, readText(in, payloadSize));
    }

    /// Its bytes.
    byte[] bytes() {
        var roomBytes = encoded("room", room, ROOM_BYTES_MAX);
        var payloadBytes = encoded("payload", payload, PAYLOAD_BYTES_MAX);
        var bytes = new ByteArrayOutputStream();
        bytes.write(roomBytes.length);
        bytes.write(operation);
        bytes.write(state);
        bytes.writeBytes(new byte[SIZE_BYTES - 1]);
        bytes.write(payloadBytes.length);
        bytes.writeBytes(roomBytes);
        bytes.writeBytes(payloadBytes);
        return bytes.toByteArray();
    }

    private static int readPayloadSize(DataInputStream in) throws IOException {
        int size = 0;
        for (int read = 0; read < SIZE_BYTES; read++) {
            size = size << Byte.SIZE | in.readUnsignedByte();
            if (size > PAYLOAD_BYTES_MAX) {
                throw new GarbledException("a payload of too many bytes");
            }
        }
        return size;
    }

    private static String readText(DataInputStream in, int size) throws IOException {
        var bytes = new byte[size];
        in.readFully(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException noText) {
            throw new GarbledException("no UTF-8");
        }
    }

    private static byte[] encoded(String what, String text, int bytesMax) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > bytesMax) {
            throw new IllegalArgumentException(
                    "%s: %d bytes (expected: 0..%d)".formatted(what, bytes.length, bytesMax));
        }
        return bytes;
    }
}
