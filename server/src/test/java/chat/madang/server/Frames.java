package chat.madang.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames of the `rooms` protocol, written out by hand for clients of the tests.
final class Frames {
    private Frames() {}

    /// A message in JSON: one frame.
    static byte[] json(String message) {
        return frame(message.getBytes(StandardCharsets.UTF_8));
    }

    /// `CSJoinRoom` in protobuf: its `Type`, then itself. Room numbers below 128.
    static byte[] protobufJoin(int room) {
        return concatenated(frame(new byte[] {0x08, 3}), frame(new byte[] {0x08, (byte) room}));
    }

    /// `SCChat` in protobuf: its `Type`, then itself. Member and text below 128 bytes each.
    static byte[] protobufChat(String member, String text) {
        byte[] who = member.getBytes(StandardCharsets.UTF_8);
        byte[] what = text.getBytes(StandardCharsets.UTF_8);
        byte[] body =
                ByteBuffer.allocate(4 + who.length + what.length)
                        .put((byte) 0x0A)
                        .put((byte) who.length)
                        .put(who)
                        .put((byte) 0x12)
                        .put((byte) what.length)
                        .put(what)
                        .array();
        return concatenated(frame(new byte[] {0x08, 8}), frame(body));
    }

    private static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(2 + payload.length)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
