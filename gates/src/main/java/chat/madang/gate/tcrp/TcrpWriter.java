package chat.madang.gate.tcrp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/// Answers over TCP, in the forms of the request.
final class TcrpWriter {
    private TcrpWriter() {}

    /// Appends how a request came out.
    static void writeStatus(TcrpRequest request, TcrpStatus status, ByteBuf out) {
        write(request, TcrpHeader.STATUS, request.form().status(status), out);
    }

    /// Appends the token.
    static void writeToken(TcrpRequest request, String token, ByteBuf out) {
        write(request, TcrpHeader.TOKEN, request.form().token(token), out);
    }

    private static void write(TcrpRequest request, int state, String payload, ByteBuf out) {
        out.writeByte(ByteBufUtil.utf8Bytes(request.room()));
        out.writeByte(request.header().operation());
        out.writeByte(state);
        request.header().sizeForm().write(ByteBufUtil.utf8Bytes(payload), out);
        ByteBufUtil.writeUtf8(out, request.room());
        ByteBufUtil.writeUtf8(out, payload);
    }
}
