package chat.madang.gate.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Bytes to requests, within bounds:
///
/// ```
/// METHOD SP target SP HTTP/1.x CRLF        lineBytesMax
/// name: value CRLF ...                     headersBytesMax
/// CRLF
/// ```
///
/// Knows whether anything came at all.
final class HttpReader extends HttpRequestDecoder {
    private boolean hasRead;

    HttpReader(HttpBounds bounds) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(bounds.lineBytesMax())
                        .setMaxHeaderSize(bounds.headersBytesMax()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        hasRead = true;
        super.channelRead(context, message);
    }

    /// Whether a line has begun that has not ended.
    boolean hasRest() {
        return actualReadableBytes() > 0;
    }

    /// Whether bytes have come since this was last asked.
    boolean hasReadSince() {
        boolean had = hasRead;
        hasRead = false;
        return had;
    }
}
