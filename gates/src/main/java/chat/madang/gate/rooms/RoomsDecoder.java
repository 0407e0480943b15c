package chat.madang.gate.rooms;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// Bytes to [RoomsFrame]s. docs/protocols/rooms.md, Frames:
///
/// ```
/// | length: u16, big-endian | payload: length bytes |
/// ```
///
/// The prefix can announce 65,535 bytes; a payload of more than [#PAYLOAD_BYTES_MAX] is no message,
/// and is passed over as it comes, without being kept.
final class RoomsDecoder {
    static final int LENGTH_BYTES = 2;

    /// More than the longest text with every byte of it escaped, `\u0001`, and what stands around.
    static final int PAYLOAD_BYTES_MAX = 32_768;

    private int bytesToPassOver;

    /// Takes the next frame from `in`.
    ///
    /// @return null when more bytes are needed
    @Nullable RoomsFrame decode(ByteBuf in) {
        passOver(in);
        if (bytesToPassOver > 0 || in.readableBytes() < LENGTH_BYTES) return null;

        int payloadBytes = in.getUnsignedShort(in.readerIndex());
        if (payloadBytes > PAYLOAD_BYTES_MAX) {
            in.skipBytes(LENGTH_BYTES);
            bytesToPassOver = payloadBytes;
            return new RoomsFrame.Oversized(payloadBytes);
        }
        if (in.readableBytes() < LENGTH_BYTES + payloadBytes) return null;

        in.skipBytes(LENGTH_BYTES);
        var payload = in.nioBuffer(in.readerIndex(), payloadBytes);
        in.skipBytes(payloadBytes);
        return new RoomsFrame.Payload(payload);
    }

    private void passOver(ByteBuf in) {
        int bytes = Math.min(bytesToPassOver, in.readableBytes());
        in.skipBytes(bytes);
        bytesToPassOver -= bytes;
    }
}
