package chat.madang.gate.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// One connection that asks, and is answered in the order in which it asks. Stays on its loop.
///
/// While an answer is under way nothing is read; what came before that waits, up to
/// [HttpBounds#WAITING_MAX] requests. An answer is over when its last byte was given to the system,
/// so that nothing piles up for a peer that does not read.
///
/// A request that cannot be understood, or has a body, is answered, and nothing is heard after it.
/// The end comes as it does for a connection of a gate: the own side first, then the peer has time
/// to read what it was told.
final class HttpExchange extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);

    private final HttpReader reader;
    private final HttpSite site;
    private final HttpBounds bounds;
    private final InstantSource clock;
    private final Queue<HttpRequest> waiting = new ArrayDeque<>();
    private Awaited awaited = Awaited.NOTHING;

    /// What ends the connection when what is awaited does not come. Null while nothing is awaited.
    private @Nullable Future<?> late;

    /// A request whose end has not come. Null between requests.
    private @Nullable HttpRequest unfinished;

    /// Whether nothing more is heard.
    private boolean deaf;

    /// What the connection waits for.
    private enum Awaited {
        NOTHING,
        /// The first byte of a request.
        REQUEST,
        /// What is missing of it.
        REST,
        /// The site, and the peer that reads.
        ANSWER,
        /// The peer's end.
        END,
    }

    HttpExchange(HttpReader reader, HttpSite site, HttpBounds bounds, InstantSource clock) {
        this.reader = reader;
        this.site = site;
        this.bounds = bounds;
        this.clock = clock;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        await(context, Awaited.REQUEST);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        await(context, Awaited.NOTHING);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!deaf) hear(context, message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // Bytes and no request: a part of one.
        if (reader.hasReadSince() && awaited == Awaited.REQUEST) await(context, Awaited.REST);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) return;
        deaf = true;
        if (awaited != Awaited.ANSWER) context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deaf = true;
        waiting.clear();
        await(context, Awaited.NOTHING);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) log.error("failed peer={}", peer(context), cause);
        context.close();
    }

    private void hear(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            reader.hasReadSince();
            unfinished = request;
            if (HttpHead.isLast(request)) {
                take(context, request);
                deaf = true;
                return;
            }
        }
        if (message instanceof LastHttpContent && unfinished != null) take(context, unfinished);
    }

    private void take(ChannelHandlerContext context, HttpRequest request) {
        unfinished = null;
        if (waiting.size() == HttpBounds.WAITING_MAX) {
            deaf = true;
            return;
        }
        waiting.add(request);
        if (awaited != Awaited.ANSWER) next(context);
    }

    /// Has the next request answered, or waits for one.
    private void next(ChannelHandlerContext context) {
        var request = waiting.poll();
        if (request != null) {
            await(context, Awaited.ANSWER);
            context.channel().config().setAutoRead(false);
            answer(context, request);
        } else if (deaf) {
            end(context);
        } else {
            await(context, reader.hasRest() ? Awaited.REST : Awaited.REQUEST);
            context.channel().config().setAutoRead(true);
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest request) {
        var refusal = HttpHead.refusal(request);
        if (refusal.isPresent()) {
            write(context, request, refusal.get());
            return;
        }
        var path = HttpHead.path(request).orElseThrow();
        try {
            if (isAlone() && site.takesOver(context, path, request)) {
                context.pipeline().remove(this);
                return;
            }
            site.answer(path, request)
                    .whenComplete((answer, failure) ->
                            onLoop(context, () -> answered(context, request, answer, failure)));
        } catch (RuntimeException bug) {
            answered(context, request, null, bug);
        }
    }

    /// Whether nothing has come behind what is answered: it would be no request any more, and
    /// whoever asks for another protocol has to wait until it is there.
    private boolean isAlone() {
        return !deaf && waiting.isEmpty() && unfinished == null && !reader.hasRest();
    }

    private static void onLoop(ChannelHandlerContext context, Runnable action) {
        if (context.executor().inEventLoop()) {
            action.run();
            return;
        }
        try {
            context.executor().execute(action);
        } catch (RejectedExecutionException _) {
            // The loop has ended, and the connection with it.
        }
    }

    private void answered(
            ChannelHandlerContext context,
            HttpRequest request,
            @Nullable HttpAnswer answer,
            @Nullable Throwable failure) {
        if (failure != null) log.error("not answered path={}", request.uri(), failure);
        write(
                context,
                request,
                answer != null
                        ? answer
                        : HttpAnswer.status(HttpResponseStatus.INTERNAL_SERVER_ERROR));
    }

    private void write(ChannelHandlerContext context, HttpRequest request, HttpAnswer answer) {
        if (!HttpUtil.isKeepAlive(request)) {
            deaf = true;
            waiting.clear();
        }
        boolean goesOn = !deaf || !waiting.isEmpty();
        write(context, answer, HttpHead.isHead(request), HttpHead.connection(request, goesOn));
    }

    private void write(
            ChannelHandlerContext context,
            HttpAnswer answer,
            boolean headAlone,
            Optional<String> connection) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, answer.status(), body(answer, headAlone));
        var headers = response.headers();
        answer.headers().forEach(headers::set);
        headers.set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(clock.instant())));
        connection.ifPresent(value -> headers.set(HttpHeaderNames.CONNECTION, value));
        if (answer.hasBody()) headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.bytes().length);
        context.writeAndFlush(response)
                .addListener(written -> {
                    if (written.isSuccess()) next(context);
                    else context.close();
                });
    }

    private static ByteBuf body(HttpAnswer answer, boolean headAlone) {
        return headAlone || !answer.hasBody()
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(answer.bytes());
    }

    /// Ends the own side, and closes when the peer has ended its own, or takes too long.
    private void end(ChannelHandlerContext context) {
        var channel = context.channel();
        if (channel instanceof DuplexChannel duplex && !duplex.isInputShutdown()) {
            await(context, Awaited.END);
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
        } else {
            channel.close();
        }
    }

    private void await(ChannelHandlerContext context, Awaited what) {
        if (late != null) late.cancel(false);
        awaited = what;
        late =
                what == Awaited.NOTHING
                        ? null
                        : context.executor()
                                .schedule(() -> late(context), seconds(what), TimeUnit.SECONDS);
    }

    private int seconds(Awaited what) {
        return switch (what) {
            case NOTHING -> 0;
            case REQUEST -> bounds.idleSecondsMax();
            case REST -> bounds.headSecondsMax();
            case ANSWER -> bounds.answerSecondsMax();
            case END -> HttpBounds.END_SECONDS_MAX;
        };
    }

    private void late(ChannelHandlerContext context) {
        if (awaited == Awaited.REST) {
            deaf = true;
            await(context, Awaited.ANSWER);
            var answer = HttpAnswer.status(HttpResponseStatus.REQUEST_TIMEOUT);
            write(context, answer, false, Optional.of(HttpHeaderValues.CLOSE.toString()));
        } else {
            context.close();
        }
    }

    private static Object peer(ChannelHandlerContext context) {
        return Objects.requireNonNullElse(context.channel().remoteAddress(), "gone");
    }
}
