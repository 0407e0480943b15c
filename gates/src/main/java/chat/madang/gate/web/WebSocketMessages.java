package chat.madang.gate.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What comes over a WebSocket, for the connection behind: each message as its bytes alone, and a
/// byte [WebDialogue#SIGN_OF_LIFE] for what shows that the peer is there.
final class WebSocketMessages extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(WebSocketMessages.class);

    private boolean closing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        switch (message) {
            case TextWebSocketFrame text -> hear(context, text.content());
            case PingWebSocketFrame ping -> {
                context.writeAndFlush(new PongWebSocketFrame(ping.content()));
                context.fireChannelRead(sign());
            }
            case PongWebSocketFrame pong -> {
                pong.release();
                context.fireChannelRead(sign());
            }
            case CloseWebSocketFrame close -> {
                closing = true;
                context.writeAndFlush(close);
                // The same as the end of what comes.
                context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
            default -> {
                ReferenceCountUtil.release(message);
                close(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
            }
        }
    }

    /// Messages of nothing are no JSON; the connection behind does not hear them.
    private void hear(ChannelHandlerContext context, ByteBuf content) {
        if (content.isReadable()) {
            context.fireChannelRead(content);
            return;
        }
        content.release();
        close(context, WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof CodecException)) {
            context.fireExceptionCaught(cause);
            return;
        }
        log.debug("not a WebSocket message peer={}", context.channel().remoteAddress(), cause);
        close(
                context,
                cause instanceof TooLongFrameException
                        ? WebSocketCloseStatus.MESSAGE_TOO_BIG
                        : WebSocketCloseStatus.PROTOCOL_ERROR);
    }

    private void close(ChannelHandlerContext context, WebSocketCloseStatus why) {
        if (closing) return;
        closing = true;
        context.writeAndFlush(new CloseWebSocketFrame(why))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static ByteBuf sign() {
        return Unpooled.wrappedBuffer(new byte[] {WebDialogue.SIGN_OF_LIFE});
    }
}
