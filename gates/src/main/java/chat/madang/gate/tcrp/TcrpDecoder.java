package chat.madang.gate.tcrp;

import chat.madang.core.Title;
import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// Bytes of the control connection to [TcrpRequest]s.
///
/// ```
/// | header: 32 | room name: RoomNameSize bytes | payload: OperationPayloadSize bytes |
/// ```
///
/// @param payloadBytesMax a longer payload is not waited for, read or reserved
record TcrpDecoder(int payloadBytesMax) {
    /// Takes the next request. Of one that its header shows to be malformed, the header alone.
    ///
    /// @return null when it is not complete
    @Nullable TcrpRequest decode(ByteBuf in) {
        if (in.readableBytes() < TcrpHeader.BYTES) return null;
        var header = TcrpHeader.read(in.duplicate());
        if (!header.isRequest(payloadBytesMax)) {
            in.skipBytes(TcrpHeader.BYTES);
            return new TcrpRequest.Malformed(header, "", PayloadForm.BARE);
        }
        long bytes = TcrpHeader.BYTES + header.roomBytes() + header.payloadBytes();
        if (in.readableBytes() < bytes) return null;

        in.skipBytes(TcrpHeader.BYTES);
        var room = Utf8.read(in, header.roomBytes());
        var payload = Utf8.read(in, (int) header.payloadBytes());
        return request(header, room == null ? "" : room, payload);
    }

    private static TcrpRequest request(TcrpHeader header, String room, @Nullable String payload) {
        if (payload == null) return new TcrpRequest.Malformed(header, room, PayloadForm.BARE);

        var form = PayloadForm.of(payload);
        var title = Title.of(room);
        var wish = form.name(payload);
        return title.isEmpty() || wish == null
                ? new TcrpRequest.Malformed(header, room, form)
                : new TcrpRequest.Entry(header, room, form, title.get(), wish);
    }
}
