package chat.madang.gate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a request is answered. Does not change; the same answer may be given to many.
///
/// Unless it says otherwise, nobody may keep it (`Cache-Control: no-store`), and nobody may take it
/// for something else than its type (`X-Content-Type-Options: nosniff`).
public final class HttpAnswer {
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final HttpResponseStatus status;
    private final byte[] bytes;
    private final Map<String, String> headers;

    private HttpAnswer(HttpResponseStatus status, byte[] bytes, Map<String, String> headers) {
        this.status = status;
        this.bytes = bytes;
        this.headers = headers;
    }

    /// Bytes of some type; they are not copied, and must not change any more.
    ///
    /// @param type as in `Content-Type`
    public static HttpAnswer of(HttpResponseStatus status, String type, byte[] bytes) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(HttpHeaderNames.CONTENT_TYPE.toString(), type);
        headers.put(HttpHeaderNames.CACHE_CONTROL.toString(), "no-store");
        headers.put("x-content-type-options", "nosniff");
        return new HttpAnswer(status, bytes, headers);
    }

    /// A line of plain text, without its end.
    public static HttpAnswer line(HttpResponseStatus status, String line) {
        return of(status, PLAIN, (line + "\n").getBytes(UTF_8));
    }

    /// A status and what it is called.
    public static HttpAnswer status(HttpResponseStatus status) {
        return line(status, status.reasonPhrase());
    }

    /// The same answer with a header more, or with another value of one that it has.
    ///
    /// @param name in lower case
    public HttpAnswer with(CharSequence name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name.toString(), value);
        return new HttpAnswer(status, bytes, more);
    }

    HttpResponseStatus status() {
        return status;
    }

    byte[] bytes() {
        return bytes;
    }

    Map<String, String> headers() {
        return headers;
    }

    /// Whether there is something to be sent but the head; not for an answer to HEAD.
    boolean hasBody() {
        return !status.equals(HttpResponseStatus.NO_CONTENT)
                && !status.equals(HttpResponseStatus.NOT_MODIFIED);
    }
}
