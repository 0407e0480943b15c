package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A real server, and pages that lose it.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WebIT {
    private static final int PAGES = 4;
    private static final int STEPS = 120;

    /// After so many steps the server is killed.
    private static final int STEPS_PER_LIFE = 60;

    private static final int TALK_MAX = 20_000;
    private static final int TALK_BURST = 50;
    private static final String MUCH = " " + "x".repeat(4_000);
    private static final int MASKED = 0x80;
    private static final int WHOLE_TEXT = 0x81;

    @TempDir private Path folder;

    private final List<String> said = new ArrayList<>();

    /// More than one with `-Dlaws.seeds=N`.
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("laws.seeds", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_is_cut_everybody_has_every_message_once_and_in_the_same_order(long seed)
            throws Exception {
        var random = new Random(seed);
        var pages = IntStream.range(0, PAGES).mapToObj(i -> new WebPage("page" + i)).toList();
        for (int life = 0; life * STEPS_PER_LIFE < STEPS; life++) {
            try (var server = start()) {
                for (var page : pages) page.come(server.port("web"));
                for (int step = 0; step < STEPS_PER_LIFE; step++) {
                    step(pages.get(random.nextInt(PAGES)), server.port("web"), random);
                }
                server.kill();
                for (var page : pages) if (page.isThere()) page.cut();
                assertThat(server.errors()).doesNotContain("ERROR");
            }
        }
        try (var server = start()) {
            for (var page : pages) page.come(server.port("web"));
            for (var page : pages) page.awaitAnswers();
            said.add(pages.getFirst().say());
            for (var page : pages) page.awaitSaid(said.getLast());
        }
        for (var page : pages) {
            assertThat(page.log()).as(page.name()).isEqualTo(pages.getFirst().log());
        }
        assertThat(pages.getFirst().log())
                .extracting(WebPage.Line::text)
                .containsExactlyInAnyOrderElementsOf(said);
    }

    /// Somebody says something, is cut, or comes back.
    private void step(WebPage page, int port, Random random) throws Exception {
        if (!page.isThere()) {
            if (random.nextInt(4) == 0) page.comeAndBeCut(port);
            else page.come(port);
            return;
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> page.cut();
            case 2 -> page.awaitAnswers();
            default -> {
                int count = 1 + random.nextInt(3);
                for (int i = 0; i < count; i++) said.add(page.say());
            }
        }
    }

    @Test
    void who_is_away_for_long_has_everything_when_they_are_back() throws Exception {
        try (var server = start()) {
            var pages = IntStream.range(0, PAGES).mapToObj(i -> new WebPage("page" + i)).toList();
            for (var page : pages) page.come(server.port("web"));
            var away = pages.getFirst();
            var here = pages.subList(1, PAGES);
            for (int i = 0; i < TALK_BURST; i++) talk(here);
            away.cut();
            for (int i = 0; i < TALK_BURST; i++) talk(here);
            away.come(server.port("web"));
            talk(pages);
            away.cut();
            for (int i = 0; i < TALK_BURST; i++) talk(here);
            // Longer than it is waited for them.
            for (var page : here) page.await("gone", away.name());
            for (int i = 0; i < TALK_BURST; i++) talk(here);
            away.come(server.port("web"));
            talk(pages);
            for (var page : pages) page.awaitSaid(said.getLast());
            for (var page : pages) {
                assertThat(page.log()).as(page.name()).isEqualTo(here.getFirst().log());
            }
            assertThat(away.log())
                    .extracting(WebPage.Line::text)
                    .containsExactlyInAnyOrderElementsOf(said);
            assertThat(server.errors()).doesNotContain("ERROR");
        }
    }

    private void talk(List<WebPage> pages) throws InterruptedException {
        for (var page : pages) said.add(page.say());
        for (var page : pages) page.awaitAnswers();
    }

    @Test
    void only_pages_of_its_own_get_in_and_those_that_are_none() throws Exception {
        try (var server = start()) {
            int port = server.port("web");
            assertThatThrownBy(() -> new WebLink(port, Optional.of("http://evil.example")))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .cause()
                    .extracting(refused ->
                            ((WebSocketHandshakeException) refused).getResponse().statusCode())
                    .isEqualTo(403);
            for (var origin :
                    List.of(Optional.<String>empty(), Optional.of("http://localhost:" + port))) {
                var link = new WebLink(port, origin);
                link.send("{\"type\":\"ping\"}");
                assertThat(link.read()).contains("not-entered");
                link.cut();
            }
        }
    }

    @Test
    void what_is_no_message_closes_with_its_code() throws Exception {
        try (var server = start()) {
            var large = new WebLink(server.port("web"), Optional.empty());
            large.send("{\"type\":\"" + "x".repeat(32_768) + "\"}");
            assertThat(large.closedBy()).isEqualTo(1_009);
            var binary = new WebLink(server.port("web"), Optional.empty());
            binary.sendBinary(new byte[] {1});
            assertThat(binary.closedBy()).isEqualTo(1_003);
            var other = new WebLink(server.port("web"), Optional.empty());
            other.send("hello");
            assertThat(other.closedBy()).isEqualTo(1_007);
            assertThat(server.errors()).doesNotContain("ERROR");
        }
    }

    @Test
    void who_does_not_read_is_closed_and_the_others_go_on() throws Exception {
        try (var server = start();
                var deaf = new Socket()) {
            var talker = new WebPage("talker");
            var hearer = new WebPage("hearer");
            talker.come(server.port("web"));
            hearer.come(server.port("web"));
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port("web")));
            upgrade(deaf);
            send(deaf, "{\"type\":\"hello\",\"name\":\"deaf\"}");
            send(deaf, "{\"type\":\"join\",\"room\":\"lobby\"}");
            talker.await("joined", "deaf");
            int left = TALK_MAX;
            while (!talker.hasHeard("gone", "deaf")) {
                assertThat(left--).isPositive();
                for (int i = 0; i < TALK_BURST; i++) talker.say(MUCH);
                talker.awaitAnswers();
            }
            talker.say();
            talker.awaitAnswers();
            hearer.awaitSaid(talker.log().getLast().text());
            assertThat(hearer.log()).isEqualTo(talker.log());
            assertThat(server.errors()).doesNotContain("ERROR");
        }
    }

    private static void upgrade(Socket socket) throws IOException {
        var request =
                """
                GET /api/v1 HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """
                        .replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        assertThat(socket.getInputStream().readNBytes(12)).asString(ISO_8859_1).endsWith("101");
    }

    /// A message of at most 125 bytes, masked with zeros.
    private static void send(Socket socket, String message) throws IOException {
        var content = message.getBytes(UTF_8);
        var frame = ByteBuffer.allocate(2 + Integer.BYTES + content.length);
        frame.put((byte) WHOLE_TEXT).put((byte) (MASKED | content.length)).putInt(0).put(content);
        socket.getOutputStream().write(frame.array());
    }

    private ServerProcess start() throws IOException {
        var config = folder.resolve("madang.toml");
        Files.writeString(config, "[web]\nlinger = 1\n[limits]\noutbound = 300000\n");
        return ServerProcess.start(folder, "", "--config=" + config);
    }
}
