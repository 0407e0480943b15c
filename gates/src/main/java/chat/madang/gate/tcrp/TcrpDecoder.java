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
    /// Takes the next request. Of one that its header shows to be malformed, all but the payload.
    ///
    /// @return null when it is not complete
    @Nullable TcrpRequest decode(ByteBuf in) {
        if (in.readableBytes() < TcrpHeader.BYTES) return null;
        var header = TcrpHeader.read(in.duplicate());
        boolean isRequest = header.isRequest(payloadBytesMax);
        long payloadBytes = isRequest ? header.payloadBytes() : 0;
        if (in.readableBytes() < TcrpHeader.BYTES + header.roomBytes() + payloadBytes) return null;

        in.skipBytes(TcrpHeader.BYTES);
        var name = Utf8.read(in, header.roomBytes());
        var room = name == null ? "" : name;
        if (!isRequest) return new TcrpRequest.Malformed(header, room, PayloadForm.BARE);
        return request(header, room, Utf8.read(in, (int) payloadBytes));
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
