package chat.madang.gate.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chat.madang.gate.Gatehouse;
import chat.madang.gate.Limits;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Real sockets on one loop, and whatever may come through them.
class HttpPortTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final int CONNECTIONS_MAX = 3;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

    /// Patient with those who ask in time; whoever has begun has a second.
    private static final HttpBounds BOUNDS =
            new HttpBounds(CONNECTIONS_MAX, 4_096, 8_192, 60, 1, 60);

    private final Gatehouse gatehouse =
            new Gatehouse(1, new Limits(Limits.OUTBOUND_BYTES_MIN, 100));

    private int port;

    /// Answers with the path; some paths are special.
    private static final class Echo implements HttpSite {
        @Override
        public CompletionStage<HttpAnswer> answer(String path, HttpRequest request) {
            return switch (path) {
                case "/bug" -> throw new IllegalStateException("as asked");
                case "/failed" ->
                        CompletableFuture.failedFuture(new IllegalStateException("as asked"));
                case "/never" -> new CompletableFuture<>();
                case "/later" -> CompletableFuture.supplyAsync(() -> said(path), Echo::aside);
                case "/same" ->
                        CompletableFuture.completedFuture(
                                said(path)
                                        .with("etag", "\"1\"")
                                        .with("cache-control", "public, max-age=60"));
                case "/unchanged" ->
                        CompletableFuture.completedFuture(
                                HttpAnswer.status(HttpResponseStatus.NOT_MODIFIED));
                default -> CompletableFuture.completedFuture(said(path));
            };
        }

        @Override
        public boolean takesOver(ChannelHandlerContext context, String path, HttpRequest request) {
            if (!path.equals("/raw")) return false;
            var pipeline = context.pipeline();
            pipeline.remove(HttpResponseEncoder.class);
            pipeline.firstContext().writeAndFlush(Unpooled.copiedBuffer("raw\n", ISO_8859_1));
            context.channel().config().setAutoRead(true);
            return true;
        }

        private static void aside(Runnable task) {
            Thread.ofVirtual().start(task);
        }

        private static HttpAnswer said(String path) {
            return HttpAnswer.line(HttpResponseStatus.OK, path);
        }
    }

    @BeforeEach
    void setUp() throws IOException {
        port =
                gatehouse
                        .openAside("echo", new HttpPort(new Echo(), BOUNDS, CLOCK), ANY_PORT)
                        .getPort();
    }

    @AfterEach
    void tearDown() {
        gatehouse.close();
    }

    @Test
    void a_page_comes_with_its_headers() throws Exception {
        try (var client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
            var uri = URI.create("http://localhost:%d/a?b".formatted(port));
            var request = java.net.http.HttpRequest.newBuilder(uri).build();
            var answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("/a\n");
            var headers = answer.headers();
            assertThat(headers.firstValue("content-type")).contains("text/plain; charset=utf-8");
            assertThat(headers.firstValue("cache-control")).contains("no-store");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("date")).contains("Fri, 02 Jan 2026 03:04:05 GMT");
            assertThat(headers.firstValue("content-length")).contains("3");
        }
    }

    @Test
    void head_has_the_same_head_and_nothing_else() throws Exception {
        var answer = ask("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("content-length: 3\r\n");
        assertThat(answer).endsWith("\r\n\r\n").doesNotContain("/a\n");
    }

    @Test
    void requests_that_come_at_once_are_answered_in_their_order() throws Exception {
        assertThat(bodies(ask(get("/1") + get("/later") + get("/2") + last("/3"))))
                .containsExactly("/1", "/later", "/2", "/3");
    }

    @Test
    void more_at_once_than_may_wait_are_not_heard() throws Exception {
        var all = get("/later").repeat(1_000);

        var answers = ask(all);
        assertThat(bodies(answers)).hasSizeBetween(1 + HttpBounds.WAITING_MAX, 999);
        assertThat(answers).containsOnlyOnce("connection: close");
    }

    @Test
    void http_1_0_ends_after_one_answer_unless_it_asks_for_more() throws Exception {
        assertThat(ask("GET /a HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("connection: close\r\n")
                .endsWith("/a\n");
        var twice = "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + last("/b");
        assertThat(ask(twice)).contains("connection: keep-alive\r\n").contains("/a\n", "/b\n");
    }

    @Test
    void what_is_no_get_is_refused() throws Exception {
        for (var method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW")) {
            assertThat(ask(method + " /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .as(method)
                    .startsWith("HTTP/1.1 405 ")
                    .contains("allow: GET, HEAD\r\n");
        }
    }

    @Test
    void a_body_is_not_read() throws Exception {
        var length = "Host: x\r\nContent-Length: 1000000000\r\n\r\n" + "x".repeat(500_000);
        assertThat(ask("POST /a HTTP/1.1\r\n" + length)).startsWith("HTTP/1.1 405 ");
        assertThat(ask("GET /a HTTP/1.1\r\n" + length)).startsWith("HTTP/1.1 413 ");
        var chunks = "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";
        var answers = ask("GET /a HTTP/1.1\r\n" + chunks + get("/b"));
        assertThat(answers).startsWith("HTTP/1.1 413 ").doesNotContain("/b\n");
    }

    @Test
    void what_is_no_request_is_refused() throws Exception {
        for (var request :
                List.of(
                        "GET\r\n\r\n",
                        "GET /a HTTP/1.1\r\n\r\n",
                        "GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                        "GET a HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                        get("/a").replace("x", "x\r\nContent-Length: 1\r\nContent-Length: 2"),
                        "\0\1\2\3\r\n\r\n",
                        "\u00ff\u00fe /a HTTP/1.1\r\n\r\n",
                        "GET /a HTTP/1.1\r\n: x\r\n\r\n")) {
            assertThat(askAndEnd(request)).as(request).startsWith("HTTP/1.1 400 ");
        }
        assertThat(ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    }

    @Test
    void what_is_too_long_is_refused() throws Exception {
        var header = "X: " + "x".repeat(100_000) + "\r\n\r\n";
        assertThat(ask("GET /a HTTP/1.1\r\nHost: x\r\n" + header)).startsWith("HTTP/1.1 431 ");
        assertThat(ask("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n"))
                .startsWith("HTTP/1.1 414 ");
    }

    @Test
    void a_refusal_waits_for_the_answers_before_it() throws Exception {
        assertThat(ask(get("/later") + "nonsense\r\n\r\n" + get("/2")))
                .contains("/later\n")
                .contains("HTTP/1.1 400 ")
                .doesNotContain("/2\n");
    }

    @Test
    void who_begins_and_does_not_go_on_is_told_so() throws Exception {
        assertThat(ask("GET /a HTTP/1.1\r\nHo")).startsWith("HTTP/1.1 408 ");
        assertThat(ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\nG")).contains("/a\n", "HTTP/1.1 408 ");
    }

    @Test
    void who_has_ended_their_side_is_answered_all_the_same() throws Exception {
        assertThat(askAndEnd(get("/later"))).endsWith("/later\n");
        assertThat(askAndEnd("")).isEmpty();
        assertThat(askAndEnd("GET /a")).isEmpty();
    }

    @Test
    void a_failure_of_the_site_is_told_and_the_connection_goes_on() throws Exception {
        assertThat(ask(get("/bug") + get("/failed") + last("/a")))
                .startsWith("HTTP/1.1 500 ")
                .endsWith("/a\n");
    }

    @Test
    void an_answer_has_its_own_headers_and_a_status_without_body_none() throws Exception {
        assertThat(ask(last("/same")))
                .contains("etag: \"1\"\r\n", "cache-control: public, max-age=60\r\n")
                .doesNotContain("no-store");
        assertThat(ask(get("/unchanged") + last("/a")))
                .startsWith("HTTP/1.1 304 ")
                .endsWith("/a\n")
                .containsOnlyOnce("content-length");
    }

    @Test
    void an_absolute_target_is_understood() throws Exception {
        assertThat(ask("GET http://x/a?b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .endsWith("/a\n");
    }

    @Test
    void a_site_may_take_the_connection_over() throws Exception {
        try (var peer = connect()) {
            send(peer, "GET /raw HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(peer.getInputStream().readNBytes(4)).asString(ISO_8859_1).isEqualTo("raw\n");
        }
    }

    @Test
    void as_many_as_may_be_are_let_in_and_room_is_made_again() throws Exception {
        var peers = new ArrayList<Socket>();
        for (int i = 0; i < CONNECTIONS_MAX; i++) {
            var peer = connect();
            peers.add(peer);
            send(peer, get("/a"));
            assertThat(peer.getInputStream().read()).isEqualTo('H');
        }
        try (var tooMany = connect()) {
            assertThat(isEnded(tooMany)).isTrue();
        }
        for (var peer : peers) peer.close();
        while (!ask(last("/a")).endsWith("/a\n")) Thread.onSpinWait();
    }

    private static boolean isEnded(Socket peer) {
        try {
            return peer.getInputStream().read() < 0;
        } catch (IOException _) {
            // Closed at once: as well.
            return true;
        }
    }

    private static String get(String path) {
        return "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(path);
    }

    private static String last(String path) {
        return "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(path);
    }

    private Socket connect() throws IOException {
        var peer = new Socket(InetAddress.getLoopbackAddress(), port);
        peer.setSoTimeout(PATIENCE_MILLIS);
        return peer;
    }

    private static void send(Socket peer, String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /// Everything that comes until the server ends.
    private String ask(String text) throws IOException {
        try (var peer = connect()) {
            send(peer, text);
            return heard(peer);
        }
    }

    private String askAndEnd(String text) throws IOException {
        try (var peer = connect()) {
            send(peer, text);
            peer.shutdownOutput();
            return heard(peer);
        }
    }

    private static String heard(Socket peer) throws IOException {
        var heard = new ByteArrayOutputStream();
        try {
            peer.getInputStream().transferTo(heard);
        } catch (java.net.SocketException e) {
            // Of no place: closed without a word.
            assertThat(e).hasMessageContaining("reset");
        }
        return heard.toString(ISO_8859_1);
    }

    private static List<String> bodies(String answers) {
        return answers.lines().filter(line -> line.startsWith("/")).toList();
    }
}
