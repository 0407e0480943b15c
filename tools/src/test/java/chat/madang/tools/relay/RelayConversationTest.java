package chat.madang.tools.relay;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.tools.PipedClient;
import chat.madang.tools.ScriptedDatagrams;
import chat.madang.tools.TypedClient;
import chat.madang.tools.talk.Datagrams;
import chat.madang.tools.talk.Rhythm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// `madang chat relay://…` with a server that does what a script says.
// Most of them wait for a second in which nothing comes.
@Execution(ExecutionMode.CONCURRENT)
class RelayConversationTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Rhythm RHYTHM = new Rhythm(LONG, Duration.ofSeconds(1), Duration.ZERO);
    private static final String LOST = "nobody listens at that port";

    @TempDir Path folder;

    @Test
    void a_script_says_who_it_is_and_talks_and_hears_the_others_but_not_itself() throws Exception {
        try (var server =
                new ScriptedDatagrams(client -> {
                    assertThat(client.heard()).isEqualTo(said("유나", ""));
                    client.send(said("유나", ""));
                    client.send(said("amir", ""));
                    var own = client.heard();
                    assertThat(own).isEqualTo(said("유나", "안녕 👋"));
                    client.send(said("amir", "日本"));
                    client.send(own);
                    assertThat(client.heard()).isEqualTo(said("유나", "안녕 👋"));
                    client.send(own);
                    client.send(said("amir", "안녕 👋"));
                    client.send(said("server", "malformed"));
                })) {
            assertThat(run(server, "유나\n안녕 👋\n\n안녕 👋\n"))
                    .isEqualTo(
                            new PipedClient(
                                    0,
                                    List.of("amir: 日本", "amir: 안녕 👋", "server: malformed"),
                                    ""));
        }
    }

    @Test
    void somebody_else_under_the_same_name_is_heard() throws Exception {
        try (var server =
                new ScriptedDatagrams(client -> {
                    client.send(client.heard());
                    client.send(client.heard());
                    client.send(said("bea", "hi"));
                    client.send(said("bea", "not me"));
                })) {
            assertThat(run(server, "bea\nhi\n").out()).containsExactly("bea: hi", "bea: not me");
        }
    }

    @Test
    void a_server_that_is_silent_about_the_announcement_has_let_us_in() throws Exception {
        try (var server =
                new ScriptedDatagrams(client -> {
                    client.heard();
                    assertThat(client.heard()).isEqualTo(said("bea", "hi"));
                    client.send(said("amir", "ho"));
                })) {
            assertThat(run(server, "bea\nhi\n")).isEqualTo(ran(0, "amir: ho"));
        }
    }

    @Test
    void what_comes_first_is_shown_though_it_was_taken_for_the_answer() throws Exception {
        try (var server =
                new ScriptedDatagrams(client -> {
                    client.heard();
                    client.send(said("amir", "first"));
                })) {
            assertThat(run(server, "bea\n")).isEqualTo(ran(0, "amir: first"));
        }
    }

    @Test
    void what_is_malformed_hostile_or_from_elsewhere_harms_nobody() throws Exception {
        var random = new Random(4);
        try (var server =
                new ScriptedDatagrams(client -> {
                    client.send(client.heard());
                    client.sendFromElsewhere(said("mallory", "I am not the server"));
                    client.send();
                    client.send((byte) 200, (byte) 'a');
                    client.send((byte) 1, (byte) 0xFF, (byte) 0x80, (byte) 'x');
                    client.send(said("\u001b[31m", "a\r\n\u202e\u009b2J"));
                    for (int sent = 0; sent < 50; sent++) {
                        var noise = new byte[1 + random.nextInt(40)];
                        random.nextBytes(noise);
                        // Promises a name that is longer than the datagram.
                        noise[0] = (byte) (noise.length + random.nextInt(200));
                        client.send(noise);
                    }
                    client.send(said("amir", "still there?"));
                })) {
            assertThat(run(server, "bea\n"))
                    .isEqualTo(
                            ran(
                                    0,
                                    "\uFFFD: \uFFFDx",
                                    "\uFFFD[31m: a\uFFFD\uFFFD\uFFFD\uFFFD2J",
                                    "amir: still there?"));
        }
    }

    @Test
    void a_line_that_does_not_fit_is_refused_here_and_the_longest_that_fits_is_sent()
            throws Exception {
        // 4,096 less one for the length and three for the name.
        var longest = "가".repeat(1_364);
        assertThat(longest.getBytes(UTF_8)).hasSize(4_092);
        try (var server =
                new ScriptedDatagrams(client -> {
                    client.send(client.heard());
                    assertThat(client.heard())
                            .hasSize(Datagrams.BYTES_MAX)
                            .isEqualTo(said("bea", longest));
                })) {
            assertThat(run(server, "bea\n" + longest + "a\n" + longest))
                    .isEqualTo(
                            ran(
                                    0,
                                    "Not sent: the message has 4093 bytes (expected: 4092 at"
                                            + " most)."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name taken", "malformed"})
    void a_refused_name_is_asked_for_again(String refusal) throws Exception {
        try (var server =
                new ScriptedDatagrams(client -> {
                    assertThat(client.heard()).isEqualTo(said("bea", ""));
                    client.send(said("server", refusal));
                    assertThat(client.heard()).isEqualTo(said("amir", ""));
                    client.send(said("amir", ""));
                    assertThat(client.heard()).isEqualTo(said("amir", "hi"));
                })) {
            var client = typed(server.port(), RHYTHM);
            client.awaitShown("User name: ");
            client.type("bea\n");
            client.awaitShown("The server says: " + refusal);
            client.type("amir\n");
            client.awaitShown("Connected.");
            client.type("hi\n\u0004");
            assertThat(client.status()).isZero();
        }
    }

    @Test
    void a_script_whose_name_is_refused_fails_and_sends_nothing_else() throws Exception {
        try (var server =
                new ScriptedDatagrams(client -> {
                    client.heard();
                    client.send(said("server", "name taken"));
                    assertThat(client.hearsNothing(300)).isTrue();
                })) {
            assertThat(run(server, "bea\nhello\n"))
                    .isEqualTo(new PipedClient(1, List.of(), "The server says: name taken\n"));
        }
    }

    @Test
    void a_name_that_does_not_fit_is_not_sent() throws Exception {
        try (var server =
                new ScriptedDatagrams(client -> assertThat(client.hearsNothing(300)).isTrue())) {
            assertThat(run(server, "가".repeat(86)).errors())
                    .isEqualTo("user name: 258 bytes (expected: 255 at most)\n");
        }
    }

    @Test
    void a_person_who_leaves_instead_of_answering_leaves_with_status_0() throws Exception {
        var client = typed(closedPort(), RHYTHM);
        client.type("\u0004");
        assertThat(client.status()).isZero();
    }

    @Test
    void who_is_idle_sends_announcements_as_signs_of_life() throws Exception {
        var often = new Rhythm(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ZERO);
        try (var server =
                new ScriptedDatagrams(client -> {
                    for (int sign = 0; sign < 4; sign++) {
                        assertThat(client.heard()).isEqualTo(said("bea", ""));
                        client.send(said("bea", ""));
                    }
                    client.send(said("amir", "awake?"));
                })) {
            var client = typed(server.port(), often);
            client.type("bea\n");
            client.awaitShown("amir: awake?");
            client.type("\u0004");
            assertThat(client.status()).isZero();
            assertThat(client.shown()).doesNotContain("bea: ");
        }
    }

    @Test
    void a_server_that_is_not_there_is_said_in_one_line() throws Exception {
        int port = closedPort();
        assertThat(PipedClient.run(new RelayProtocol(), url(port), "bea\nhi\n"))
                .isEqualTo(
                        new PipedClient(
                                1,
                                List.of(),
                                ("cannot connect to 127.0.0.1:%d: nobody listens at that port. Is"
                                                + " the server running? Start it with: ./madang"
                                                + " serve\n")
                                        .formatted(port)));
    }

    @Test
    void a_server_that_goes_ends_a_script_though_its_input_has_not_ended() throws Exception {
        try (var server =
                        new ScriptedDatagrams(client -> {
                            client.send(client.heard());
                            client.heard();
                            client.leave();
                        });
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            typist.write("bea\nhi\n".getBytes(UTF_8));
            var often = new Rhythm(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ZERO);
            var ran = PipedClient.run(new RelayProtocol(often), url(server.port()), neverEnding);
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).isEqualTo("connection lost: " + LOST + "\n");
            typist.flush();
        }
    }

    @Test
    void a_person_comes_back_under_the_same_name_or_another_when_the_server_does()
            throws Exception {
        var often = new Rhythm(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ZERO);
        TypedClient client;
        int port;
        try (var server =
                new ScriptedDatagrams(peer -> {
                    peer.send(peer.heard());
                    peer.heard();
                    peer.leave();
                })) {
            port = server.port();
            client = typed(port, often);
            client.type("bea\n");
            client.awaitShown("Connection lost: " + LOST);
            client.type("\n");
            client.awaitShown("cannot connect to");
        }
        var again = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        try (var server =
                new ScriptedDatagrams(
                        again,
                        peer -> {
                            assertThat(peer.heard()).isEqualTo(said("bea", ""));
                            peer.send(said("server", "name taken"));
                            while (!Arrays.equals(peer.heard(), said("amir", ""))) {
                                // A sign of life of before may have been under way.
                            }
                            peer.send(said("amir", ""));
                        })) {
            assertThat(server.port()).isEqualTo(port);
            client.type("\n");
            client.awaitShown("The server says: name taken");
            client.type("amir\n");
            client.awaitShown("Connected again, as amir.");
            client.type("/quit\n");
            assertThat(client.status()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "relay://localhost/tea|path: tea (expected: none)",
                "relay://localhost?create|parameter: create (expected: none)",
            })
    void a_url_that_makes_no_sense_is_said_in_one_line(String url, String why) {
        assertThat(PipedClient.run(new RelayProtocol(), url, "bea\n"))
                .isEqualTo(new PipedClient(2, List.of(), why + "\n"));
    }

    private TypedClient typed(int port, Rhythm rhythm) throws IOException {
        return new TypedClient(new RelayProtocol(rhythm), url(port), folder.resolve("history"));
    }

    private static PipedClient run(ScriptedDatagrams server, String input) {
        return PipedClient.run(new RelayProtocol(RHYTHM), url(server.port()), input);
    }

    private static PipedClient ran(int status, String... out) {
        return new PipedClient(status, List.of(out), "");
    }

    private static String url(int port) {
        return "relay://127.0.0.1:" + port;
    }

    /// The length of `name` is not the client's to say here.
    private static byte[] said(String name, String text) {
        int length = name.getBytes(UTF_8).length;
        var datagram = ("\0" + name + text).getBytes(UTF_8);
        datagram[0] = (byte) length;
        return datagram;
    }

    private static int closedPort() throws IOException {
        try (var closing = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return closing.getLocalPort();
        }
    }
}
