package chat.madang.gate.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;

import java.util.Optional;

/// What can be told of a request by its head alone.
final class HttpHead {
    private static final String METHODS = "GET, HEAD";

    private HttpHead() {}

    /// Why a request cannot be answered as it was meant; nothing when it can.
    static Optional<HttpAnswer> refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) return Optional.of(malformed(request));
        if (request.protocolVersion().majorVersion() != 1) {
            return refuse(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
        }
        if (!request.method().equals(HttpMethod.GET) && !isHead(request)) {
            return Optional.of(
                    HttpAnswer.status(HttpResponseStatus.METHOD_NOT_ALLOWED)
                            .with(HttpHeaderNames.ALLOW, METHODS));
        }
        if (hasBody(request)) return refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        if (!saysItsHost(request) || path(request).isEmpty()) {
            return refuse(HttpResponseStatus.BAD_REQUEST);
        }
        return Optional.empty();
    }

    /// Whether nothing can be understood behind it, or nobody wants to.
    static boolean isLast(HttpRequest request) {
        return request.decoderResult().isFailure() || hasBody(request);
    }

    /// Whether more than the head is to come.
    private static boolean hasBody(HttpRequest request) {
        var length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0");
        return HttpUtil.isTransferEncodingChunked(request) || !length.strip().equals("0");
    }

    static boolean isHead(HttpRequest request) {
        return request.method().equals(HttpMethod.HEAD);
    }

    /// The target up to the question mark: `/a/b`, of `/a/b?c` or of `http://host/a/b?c`.
    static Optional<String> path(HttpRequest request) {
        var target = request.uri();
        int scheme = target.indexOf("://");
        if (!target.startsWith("/") && scheme > 0) {
            int slash = target.indexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target.substring(slash);
        }
        if (!target.startsWith("/")) return Optional.empty();
        int query = target.indexOf('?');
        return Optional.of(query < 0 ? target : target.substring(0, query));
    }

    /// What the answer says of the connection's future; nothing when that goes without saying.
    static Optional<String> connection(HttpRequest request, boolean goesOn) {
        if (!goesOn) return Optional.of(HttpHeaderValues.CLOSE.toString());
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                ? Optional.of(HttpHeaderValues.KEEP_ALIVE.toString())
                : Optional.empty();
    }

    /// Exactly once, since HTTP/1.1.
    private static boolean saysItsHost(HttpRequest request) {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        return hosts == 1 || (hosts == 0 && request.protocolVersion().minorVersion() == 0);
    }

    private static HttpAnswer malformed(HttpRequest request) {
        return HttpAnswer.status(
                switch (request.decoderResult().cause()) {
                    case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
                    case TooLongFrameException _ ->
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
                    default -> HttpResponseStatus.BAD_REQUEST;
                });
    }

    private static Optional<HttpAnswer> refuse(HttpResponseStatus status) {
        return Optional.of(HttpAnswer.status(status));
    }
}
