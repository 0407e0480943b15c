package chat.madang.gate.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What comes over a WebSocket, for the connection behind: each message as its bytes alone, a byte
/// [WebDialogue#SIGN_OF_LIFE] for what shows that the peer is there, once however much of it comes
/// together, and [WebDialogue#MISTAKE] with two bytes, the code to close with, for what cannot be
/// heard: the last that comes.
final class WebSocketMessages extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(WebSocketMessages.class);

    private boolean closing;

    /// Whether the peer has shown that it is there, in what is being read.
    private boolean alive;

    /// The latest that is not answered yet; null when there is none.
    private @Nullable ByteBuf ping;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        switch (message) {
            case TextWebSocketFrame text -> {
                answerPing(context);
                hear(context, text.content());
            }
            case PingWebSocketFrame asked -> {
                forgetPing();
                ping = asked.content();
                alive = true;
            }
            case PongWebSocketFrame pong -> {
                pong.release();
                alive = true;
            }
            case CloseWebSocketFrame close -> {
                closing = true;
                context.writeAndFlush(close);
                // The same as the end of what comes.
                context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
            default -> {
                ReferenceCountUtil.release(message);
                mistake(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
            }
        }
    }

    /// Of several pings the latest alone is answered (RFC 6455, 5.5.3).
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        answerPing(context);
        if (alive && !closing) context.fireChannelRead(sign());
        alive = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forgetPing();
    }

    private void answerPing(ChannelHandlerContext context) {
        if (ping == null || closing) return;
        context.writeAndFlush(new PongWebSocketFrame(ping));
        ping = null;
    }

    private void forgetPing() {
        if (ping != null) ping.release();
        ping = null;
    }

    /// Messages of nothing are no JSON, nor is what begins with a byte that has a meaning here.
    private void hear(ChannelHandlerContext context, ByteBuf content) {
        if (content.isReadable()
                && content.getByte(content.readerIndex()) != WebDialogue.MISTAKE
                && content.getByte(content.readerIndex()) != WebDialogue.SIGN_OF_LIFE) {
            context.fireChannelRead(content);
            return;
        }
        content.release();
        mistake(context, WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof CodecException)) {
            context.fireExceptionCaught(cause);
            return;
        }
        log.debug("not a WebSocket message peer={}", context.channel().remoteAddress(), cause);
        mistake(context, status(cause));
    }

    private static WebSocketCloseStatus status(Throwable cause) {
        return switch (cause) {
            case CorruptedWebSocketFrameException corrupted -> corrupted.closeStatus();
            case TooLongFrameException _ -> WebSocketCloseStatus.MESSAGE_TOO_BIG;
            default -> WebSocketCloseStatus.PROTOCOL_ERROR;
        };
    }

    /// Nothing is heard after it, but what came before it is.
    private void mistake(ChannelHandlerContext context, WebSocketCloseStatus why) {
        if (closing) return;
        closing = true;
        var bytes = context.alloc().buffer(1 + Short.BYTES);
        context.fireChannelRead(bytes.writeByte(WebDialogue.MISTAKE).writeShort(why.code()));
    }

    private static ByteBuf sign() {
        return Unpooled.wrappedBuffer(new byte[] {WebDialogue.SIGN_OF_LIFE});
    }
}
