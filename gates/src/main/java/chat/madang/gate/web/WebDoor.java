package chat.madang.gate.web;

import chat.madang.gate.http.HttpAnswer;
import chat.madang.gate.http.HttpBounds;
import chat.madang.gate.http.HttpPort;
import chat.madang.gate.http.HttpSite;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What one connection to the port gets: the files of the page, and the API by a WebSocket.
final class WebDoor implements HttpSite {
    /// Where the API is.
    static final String API = "/api/v1";

    /// The longest message of a client.
    static final int MESSAGE_BYTES_MAX = 32_768;

    private static final String VERSION = WebSocketVersion.V13.toHttpHeaderValue().toString();

    /// What browsers send at most; the ports of the page are counted as the gates' are.
    private static final HttpBounds BOUNDS = HttpBounds.usual(Integer.MAX_VALUE);

    private static final WebSocketDecoderConfig CONFIG =
            WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(MESSAGE_BYTES_MAX)
                    .allowExtensions(false)
                    // Said and closed as everything else is that cannot be heard.
                    .closeOnProtocolViolation(false)
                    .build();

    private final WebGate gate;
    private final Runnable admit;

    private WebDoor(WebGate gate, Runnable admit) {
        this.gate = gate;
        this.admit = admit;
    }

    /// Has a channel ask for files, or for the API.
    ///
    /// @param admit makes a connection of it that speaks JSON
    static void open(Channel channel, WebGate gate, Runnable admit) {
        HttpPort.welcome(channel, new WebDoor(gate, admit), BOUNDS, gate.clock());
    }

    @Override
    public CompletionStage<HttpAnswer> answer(String path, HttpRequest request) {
        return CompletableFuture.completedFuture(
                path.equals(API) ? about(request) : gate.files().answer(path, request.headers()));
    }

    @Override
    public boolean takesOver(ChannelHandlerContext context, String path, HttpRequest request) {
        if (!path.equals(API) || !isUpgrade(request) || !isAllowed(request)) return false;

        // What it says of the address to the client is nothing that clients look at.
        var shaker = new WebSocketServerHandshaker13(path, null, CONFIG);
        var channel = context.channel();
        context.pipeline()
                .addLast(new WebSocketFrameAggregator(MESSAGE_BYTES_MAX), new WebSocketMessages());
        var whole =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.GET,
                        request.uri(),
                        Unpooled.EMPTY_BUFFER,
                        request.headers(),
                        EmptyHttpHeaders.INSTANCE);
        shaker.handshake(channel, whole)
                .addListener(shaken -> {
                    if (shaken.isSuccess() && channel.isActive()) {
                        admit.run();
                        channel.config().setAutoRead(true);
                    } else {
                        channel.close();
                    }
                });
        return true;
    }

    /// What there is to say of the server to who asks for the API without a WebSocket, or must not
    /// have one.
    private HttpAnswer about(HttpRequest request) {
        if (!isAllowed(request)) {
            return HttpAnswer.line(
                    HttpResponseStatus.FORBIDDEN, "this page may not use the API: web.origins");
        }
        if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
            return HttpAnswer.line(HttpResponseStatus.UPGRADE_REQUIRED, "a WebSocket, please")
                    .with(HttpHeaderNames.UPGRADE, "websocket")
                    .with(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        }
        var bytes = WebFrames.object(json -> ServerJson.fields(gate, json));
        return HttpAnswer.of(HttpResponseStatus.OK, "application/json; charset=utf-8", bytes);
    }

    /// Whether it asks for the one version of WebSockets whose frames are spoken here, as RFC 6455
    /// has it.
    private static boolean isUpgrade(HttpRequest request) {
        var headers = request.headers();
        return request.method().equals(HttpMethod.GET)
                && request.protocolVersion().minorVersion() >= 1
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    }

    /// Whether the page that asks, if it is one, is ours or one that was let in.
    private boolean isAllowed(HttpRequest request) {
        var origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (origin == null || gate.options().origins().contains(origin)) return true;
        var host = Optional.ofNullable(request.headers().get(HttpHeaderNames.HOST));
        return host.isPresent()
                && (origin.equalsIgnoreCase("http://" + host.get())
                        || origin.equalsIgnoreCase("https://" + host.get()));
    }
}
