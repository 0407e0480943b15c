package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What an operator reads of a whole server in this process, while people come, are refused and go.
class OpsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OUTBOUND_BYTES_MAX = 131_072;
    private static final int LISTENERS = 10;
    private static final String JOIN = "{\"type\":\"CSJoinRoom\",\"roomId\":1}";
    private static final List<String> GATES =
            List.of("rooms", "coded", "open", "duo", "irc", "relay", "tcrp", "ops");

    @TempDir private Path folder;
    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(PATIENCE).build();

    private Server server;

    @BeforeEach
    void setUp() throws StartFailure {
        server = Server.start(Config.of(settings()));
    }

    @AfterEach
    void tearDown() {
        server.close();
        client.close();
    }

    @Test
    void it_is_well_and_ready_and_says_nothing_else() throws Exception {
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
        assertThat(get("/readyz").body()).isEqualTo("ok\n");
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/").statusCode()).isEqualTo(404);
        var metrics = get("/metrics?x");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("content-type")).contains(Metrics.TYPE);
        var post = request("/healthz").POST(BodyPublishers.ofString("x")).build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void it_is_the_last_door_and_no_gate() {
        var door = server.doors().getLast();

        assertThat(door.name()).isEqualTo("ops");
        assertThat(door.transport()).isEqualTo("http");
        assertThat(door.address().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void who_comes_and_goes_is_counted_by_gate() throws Exception {
        try (var amir = at("rooms")) {
            say(amir, "{\"type\":\"CSCreateRoom\",\"title\":\"tea\"}");
            awaitMetric("madang_rooms{gate=\"rooms\"}", 1);
            assertThat(metric("madang_rooms_peopled")).isEqualTo(1);
            assertThat(metric("madang_people{gate=\"rooms\"}")).isEqualTo(1);
            assertThat(metric("madang_people{gate=\"irc\"}")).isZero();
            assertThat(metric("madang_connections{gate=\"rooms\"}")).isEqualTo(1);
            assertThat(metric("madang_outbound_bytes_total{gate=\"rooms\"}")).isPositive();
            assertThat(metric("madang_commands_total")).isGreaterThanOrEqualTo(2);
            assertThat(metric("madang_deliveries_total")).isGreaterThanOrEqualTo(2);
            assertThat(metric("madang_turn_seconds_count")).isPositive();
            awaitMetric("madang_journal_queue", 0);
            assertThat(metric("madang_commit_seconds_count")).isPositive();
        }
        awaitMetric("madang_connections{gate=\"rooms\"}", 0);
        assertThat(metric("madang_people{gate=\"rooms\"}")).isZero();
        assertThat(metric("madang_rooms{gate=\"rooms\"}")).isZero();
        assertThat(metric("madang_rooms_peopled")).isZero();
        assertThat(metric("madang_connections_opened_total{gate=\"rooms\"}")).isEqualTo(1);
        assertThat(metric("madang_connections_closed_slow_total{gate=\"rooms\"}")).isZero();
    }

    @Test
    void what_is_refused_is_counted_with_its_reason() throws Exception {
        var refused = "madang_refusals_total{reason=\"no_such_room\"}";
        assertThat(metric(refused)).isZero();
        try (var amir = at("rooms")) {
            say(amir, "{\"type\":\"CSJoinRoom\",\"roomId\":99}");
            awaitMetric(refused, 1);
            say(amir, "{\"type\":\"CSJoinRoom\",\"roomId\":98}");
            awaitMetric(refused, 2);
        }
        assertThat(metric("madang_refusals_total{reason=\"banned\"}")).isZero();
    }

    @Test
    void who_does_not_read_is_closed_and_counted() throws Exception {
        var closed = "madang_connections_closed_slow_total{gate=\"rooms\"}";
        try (var talker = at("rooms");
                var deaf = new Socket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(talker.getRemoteSocketAddress());
            say(talker, "{\"type\":\"CSCreateRoom\",\"title\":\"tea\"}");
            awaitMetric("madang_rooms{gate=\"rooms\"}", 1);
            // So many that one who lags among them does not slow the talk down.
            for (int i = 0; i < LISTENERS; i++) listen(at("rooms"));
            say(deaf, JOIN);
            awaitMetric("madang_people{gate=\"rooms\"}", LISTENERS + 2);

            var chat = "{\"type\":\"CSChat\",\"text\":\"" + "x".repeat(4_000) + "\"}";
            for (int i = 0; i % 50 > 0 || metric(closed) == 0; i++) {
                assertThat(i).isLessThan(100_000);
                say(talker, chat);
            }
            assertThat(metric(closed)).isEqualTo(1);
            awaitMetric("madang_connections{gate=\"rooms\"}", LISTENERS + 1);
        }
    }

    @Test
    void while_the_journal_cannot_be_written_it_is_well_but_not_ready() throws Exception {
        var file = folder.resolve(Server.STORE_FILE);
        try (var amir = at("rooms");
                var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            // Somebody else holds the file, which looks like any disk that takes nothing.
            statement.execute("BEGIN IMMEDIATE");
            say(amir, "{\"type\":\"CSCreateRoom\",\"title\":\"tea\"}");
            await().atMost(PATIENCE).until(() -> get("/readyz").statusCode() == 503);
            assertThat(get("/readyz").body()).startsWith("the journal cannot be written");
            assertThat(get("/healthz").statusCode()).isEqualTo(200);
            assertThat(metric("madang_journal_writable")).isZero();

            statement.execute("ROLLBACK");
            await().atMost(PATIENCE).until(() -> get("/readyz").statusCode() == 200);
            assertThat(metric("madang_journal_writable")).isEqualTo(1);
        }
    }

    @Test
    void an_operator_gets_in_when_the_house_is_full() throws Exception {
        server.close();
        var settings = settings().withOption("limits.connections", "1", "--limit");
        server = Server.start(Config.of(settings));
        try (var amir = at("rooms");
                var tooMany = at("rooms")) {
            assertThat(tooMany.getInputStream().read()).isNegative();
            assertThat(metric("madang_connections{gate=\"rooms\"}")).isEqualTo(1);
            assertThat(metric("madang_connections_turned_away_total{gate=\"rooms\"}")).isEqualTo(1);
            assertThat(amir.isConnected()).isTrue();
        }
    }

    @Test
    void a_taken_port_stops_the_start_with_a_line_that_says_so() throws Exception {
        server.close();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());
            var config = Config.of(settings().withOption("ops.port", port, "--ops-port"));

            assertThatThrownBy(() -> Server.start(config))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("the port is in use")
                    .hasMessageContaining("--ops-port");
        }
    }

    @Test
    void without_it_there_is_no_port() throws Exception {
        server.close();
        server = Server.start(Config.of(settings().withOption("ops.port", "off", "--ops-port")));

        assertThat(server.doors()).noneMatch(door -> door.name().equals("ops"));
    }

    @Test
    void many_who_read_at_once_and_go_leave_nothing_behind() throws Exception {
        var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 20; i++) {
            asked.add(client.sendAsync(request("/metrics").build(), BodyHandlers.ofString()));
        }
        for (var each : asked) assertThat(each.get().body()).contains("madang_turn_seconds_count");
    }

    private Settings settings() {
        var settings = Settings.defaults().withOption("data", folder.toString(), "--data");
        for (var gate : GATES) settings = settings.withOption(gate + ".port", "0", "--port");
        return settings.withOption(
                "limits.outbound", String.valueOf(OUTBOUND_BYTES_MAX), "--outbound");
    }

    private int port(String gate) {
        return server.doors().stream()
                .filter(door -> door.name().equals(gate))
                .findFirst()
                .orElseThrow()
                .address()
                .getPort();
    }

    private Socket at(String gate) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port(gate));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /// Joins room 1 and reads on, until the server ends.
    private static void listen(Socket peer) throws IOException {
        say(peer, JOIN);
        Thread.ofVirtual().start(() -> readAll(peer));
    }

    private static void readAll(Socket peer) {
        try (peer) {
            peer.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(Socket peer, String message) throws IOException {
        peer.getOutputStream().write(Frames.json(message));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(port("ops"), path)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString(UTF_8));
    }

    private double metric(String sample) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + sample));
    }

    private void awaitMetric(String sample, double expected) {
        await().atMost(PATIENCE).until(() -> metric(sample) == expected);
    }
}
