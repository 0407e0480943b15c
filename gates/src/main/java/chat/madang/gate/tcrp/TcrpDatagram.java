package chat.madang.gate.tcrp;

import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// What stands before the message in a datagram from a client.
///
/// ```
/// | RoomNameSize: 1 | TokenSize: 1 | room name | token | message: the rest |      4,096 bytes
/// ```
record TcrpDatagram(String room, String token) {
    private static final int SIZES_BYTES = 2;

    /// Takes away all that stands before the message.
    ///
    /// @return null when it is malformed
    static @Nullable TcrpDatagram read(ByteBuf in) {
        if (in.readableBytes() < SIZES_BYTES) return null;
        int roomBytes = in.readUnsignedByte();
        int tokenBytes = in.readUnsignedByte();
        if (in.readableBytes() < roomBytes + tokenBytes) return null;

        var room = Utf8.read(in, roomBytes);
        var token = Utf8.read(in, tokenBytes);
        return room == null || token == null ? null : new TcrpDatagram(room, token);
    }
}
