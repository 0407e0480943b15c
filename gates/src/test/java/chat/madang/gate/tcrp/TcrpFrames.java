package chat.madang.gate.tcrp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The bytes of the `tcrp` protocol, written and read by the page alone, without the gate's code.
final class TcrpFrames {
    static final int CREATE = 1;
    static final int JOIN = 2;
    private static final int SIZE_BYTES = 29;
    private static final int HEADER_BYTES = 3 + SIZE_BYTES;

    private TcrpFrames() {}

    /// A message of the control connection.
    ///
    /// @param digits how the payload's size is written
    record Frame(String room, int operation, int state, boolean digits, String payload) {}

    /// A request as it goes out.
    static byte[] request(int operation, boolean digits, String room, String payload) {
        var roomBytes = room.getBytes(StandardCharsets.UTF_8);
        var payloadBytes = payload.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(header(roomBytes.length, operation, 0, size(payloadBytes.length, digits)));
        out.writeBytes(roomBytes);
        out.writeBytes(payloadBytes);
        return out.toByteArray();
    }

    /// A header with whatever values.
    static byte[] header(int roomBytes, int operation, int state, byte[] size) {
        var out = new ByteArrayOutputStream();
        out.write(roomBytes);
        out.write(operation);
        out.write(state);
        out.writeBytes(size);
        return out.toByteArray();
    }

    /// A payload's size in 29 bytes.
    static byte[] size(long size, boolean digits) {
        return digits
                ? String.format(Locale.ROOT, "%029d", size).getBytes(StandardCharsets.US_ASCII)
                : HexFormat.of().parseHex(String.format(Locale.ROOT, "%058x", size));
    }

    /// All messages in `bytes`, which must be whole.
    static List<Frame> read(byte[] bytes) {
        var frames = new ArrayList<Frame>();
        int at = 0;
        while (at < bytes.length) {
            int roomEnd = at + HEADER_BYTES + (bytes[at] & 0xFF);
            var size = Arrays.copyOfRange(bytes, at + 3, at + HEADER_BYTES);
            boolean digits = size[0] == '0';
            int end = roomEnd + size(size, digits);
            frames.add(
                    new Frame(
                            text(bytes, at + HEADER_BYTES, roomEnd),
                            bytes[at + 1],
                            bytes[at + 2],
                            digits,
                            text(bytes, roomEnd, end)));
            at = end;
        }
        return frames;
    }

    /// A datagram to the gate.
    static byte[] datagram(String room, String token, String message) {
        var roomBytes = room.getBytes(StandardCharsets.UTF_8);
        var tokenBytes = token.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.write(roomBytes.length);
        out.write(tokenBytes.length);
        out.writeBytes(roomBytes);
        out.writeBytes(tokenBytes);
        out.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /// The `number`th token of the tests.
    static String token(int number) {
        return String.format(Locale.ROOT, "%032x", number);
    }

    private static int size(byte[] size, boolean digits) {
        return digits
                ? Integer.parseInt(new String(size, StandardCharsets.US_ASCII))
                : Integer.parseInt(HexFormat.of().formatHex(size), 16);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
