package chat.madang.tools.tcrp;

import static chat.madang.tools.tcrp.ScriptedRoom.granting;
import static chat.madang.tools.tcrp.ScriptedRoom.refusing;
import static chat.madang.tools.tcrp.ScriptedRoom.said;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.tools.PipedClient;
import chat.madang.tools.ScriptedDatagrams;
import chat.madang.tools.ScriptedServer;
import chat.madang.tools.TypedClient;
import chat.madang.tools.talk.Datagrams;
import chat.madang.tools.talk.Rhythm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// `madang chat tcrp://…` with a server that does what scripts say.
// Most of them wait for a second in which nothing comes.
@Execution(ExecutionMode.CONCURRENT)
class TcrpConversationTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Rhythm RHYTHM = new Rhythm(LONG, SILENCE, Duration.ZERO);
    private static final Rhythm OFTEN = new Rhythm(Duration.ofMillis(50), SILENCE, Duration.ZERO);

    @TempDir Path folder;

    @Test
    void a_script_creates_a_room_talks_hears_what_comes_and_says_farewell() throws Exception {
        try (var server =
                new ScriptedRoom(
                        client -> {
                            assertThat(client.heard()).isEqualTo(said("cafe", ""));
                            assertThat(client.heard()).isEqualTo(said("cafe", "안녕 👋"));
                            send(client, "* bea joined");
                            send(client, "bea: 日本");
                            assertThat(client.heard()).isEqualTo(said("cafe", "/leave"));
                            send(client, "bea: bye");
                            assertThat(client.hearsNothing(300)).isTrue();
                        },
                        granting(Operation.CREATE, "유나", "cafe"))) {
            assertThat(run(server.url() + "?create", "유나\n안녕 👋\n"))
                    .isEqualTo(ran(0, "* bea joined", "bea: 日本", "bea: bye"));
        }
    }

    @Test
    void what_follows_leave_is_not_sent_and_nothing_after_the_farewell() throws Exception {
        try (var server =
                new ScriptedRoom(
                        client -> {
                            assertThat(client.heard()).isEqualTo(said("cafe", ""));
                            assertThat(client.heard()).isEqualTo(said("cafe", "/leave"));
                            assertThat(client.hearsNothing(300)).isTrue();
                        },
                        granting(Operation.JOIN, "bea", "cafe"))) {
            assertThat(run(server.url(), "bea\n/leave\nhello\n")).isEqualTo(ran(0));
        }
    }

    @Test
    void the_room_that_closes_because_its_host_has_left_is_no_loss() throws Exception {
        try (var server =
                new ScriptedRoom(
                        client -> {
                            client.heard();
                            assertThat(client.heard()).isEqualTo(said("cafe", "/leave"));
                            send(client, "* room closed");
                        },
                        granting(Operation.CREATE, "bea", "cafe"))) {
            assertThat(run(server.url() + "?create", "bea\n")).isEqualTo(ran(0, "* room closed"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, there is such a room already; without ?create you join it",
        "'', 2, there is no such room; with ?create you make it",
        "'', 3, the name is taken or cannot be used",
        "?create, 4, the room is full",
        "?create, 5, the server cannot make sense of the request",
    })
    void a_refusal_is_a_sentence(String create, String status, String sentence) throws Exception {
        var operation = create.isEmpty() ? Operation.JOIN : Operation.CREATE;
        try (var server =
                new ScriptedRoom(
                        client -> assertThat(client.hearsNothing(100)).isTrue(),
                        refusing(operation, "bea", status))) {
            var what = status.equals("3") ? "user name: " : "cannot enter 차: ";
            assertThat(run(server.url() + create, "bea\nhello\n"))
                    .isEqualTo(new PipedClient(1, List.of(), what + sentence + "\n"));
        }
    }

    @Test
    void a_person_whose_name_is_taken_is_asked_for_another() throws Exception {
        try (var server =
                new ScriptedRoom(
                        client -> {
                            assertThat(client.heard()).isEqualTo(said("cafe", ""));
                            assertThat(client.heard()).isEqualTo(said("cafe", "hi"));
                            assertThat(client.heard()).isEqualTo(said("cafe", "/leave"));
                        },
                        refusing(Operation.JOIN, "bea", "3"),
                        granting(Operation.JOIN, "amir", "cafe"))) {
            var client = typed(server.url());
            client.type("bea\n");
            client.awaitShown("user name: the name is taken or cannot be used");
            client.type("%s\n".formatted("가".repeat(86)));
            client.awaitShown("user name: 258 bytes (expected: 255 at most)");
            client.type("amir\nhi\n/leave\n");
            assertThat(client.status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "* room closed, the room was closed",
        "* disconnected: join again, the server has let this person go",
        "* invalid token, the server does not know this person any more",
    })
    void a_notice_that_ends_it_ends_a_script_though_its_input_has_not_ended(
            String notice, String why) throws Exception {
        try (var server =
                        new ScriptedRoom(
                                client -> {
                                    client.heard();
                                    send(client, notice);
                                },
                                granting(Operation.JOIN, "bea", "cafe"));
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            typist.write("bea\n".getBytes(UTF_8));
            var ran = PipedClient.run(new TcrpProtocol(RHYTHM), server.url(), neverEnding);
            assertThat(ran)
                    .isEqualTo(
                            new PipedClient(1, List.of(notice), "connection lost: " + why + "\n"));
            typist.flush();
        }
    }

    @Test
    void what_others_say_cannot_pass_for_such_a_notice() throws Exception {
        try (var server =
                new ScriptedRoom(
                        client -> {
                            client.heard();
                            send(client, "bea: * room closed");
                            send(client, "* room closed ");
                            send(client, "amir: hi");
                        },
                        granting(Operation.JOIN, "bea", "cafe"))) {
            assertThat(run(server.url(), "bea\n"))
                    .isEqualTo(ran(0, "bea: * room closed", "* room closed ", "amir: hi"));
        }
    }

    @Test
    void a_person_who_was_let_go_joins_again_by_enter() throws Exception {
        try (var server =
                new ScriptedRoom(
                        client -> {
                            assertThat(client.heard()).isEqualTo(said("one", ""));
                            send(client, "* disconnected: join again");
                            assertThat(client.heard()).isEqualTo(said("two", ""));
                            assertThat(client.heard()).isEqualTo(said("two", "back"));
                            assertThat(client.heard()).isEqualTo(said("two", "/leave"));
                        },
                        granting(Operation.JOIN, "bea", "one"),
                        granting(Operation.JOIN, "bea", "two"))) {
            var client = typed(server.url());
            client.type("bea\n");
            client.awaitShown("Enter on an empty line connects again.");
            client.type("lost\n");
            client.awaitShown("Not sent");
            client.type("\n");
            client.awaitShown("Connected again, as bea in 차.");
            client.type("back\n\u0004");
            assertThat(client.status()).isZero();
        }
    }

    @Test
    void a_host_makes_the_room_again_or_joins_what_is_there_still() throws Exception {
        try (var server =
                new ScriptedRoom(
                        client -> {
                            client.heard();
                            send(client, "* disconnected: join again");
                            assertThat(client.heard()).isEqualTo(said("two", ""));
                            send(client, "* invalid token");
                            assertThat(client.heard()).isEqualTo(said("three", ""));
                            assertThat(client.heard()).isEqualTo(said("three", "/leave"));
                        },
                        granting(Operation.CREATE, "bea", "one"),
                        granting(Operation.CREATE, "bea", "two"),
                        refusing(Operation.CREATE, "bea", "1"),
                        granting(Operation.JOIN, "bea", "three"))) {
            var client = typed(server.url() + "?create");
            client.type("bea\n");
            client.awaitShown("the server has let this person go");
            client.type("/reconnect\n");
            client.awaitShown("the server does not know this person any more");
            client.type("/reconnect\n/quit\n");
            assertThat(client.status()).isZero();
        }
    }

    @Test
    void a_room_that_is_gone_is_said_and_can_be_tried_again() throws Exception {
        try (var server =
                new ScriptedRoom(
                        client -> {
                            client.heard();
                            send(client, "* room closed");
                        },
                        granting(Operation.JOIN, "bea", "one"),
                        refusing(Operation.JOIN, "bea", "2"))) {
            var client = typed(server.url());
            client.type("bea\n");
            client.awaitShown("Connection lost: the room was closed.");
            client.type("\n");
            client.awaitShown("annot enter 차: there is no such room; with ?create you make it");
            client.type("/quit\n");
            assertThat(client.status()).isZero();
        }
    }

    @Test
    void a_line_that_does_not_fit_is_refused_here_and_the_longest_that_fits_is_sent()
            throws Exception {
        // 4,096 less two sizes, three bytes of room and four of token.
        var longest = "a".repeat(4_087);
        try (var server =
                new ScriptedRoom(
                        client -> {
                            client.heard();
                            assertThat(client.heard())
                                    .hasSize(Datagrams.BYTES_MAX)
                                    .isEqualTo(said("cafe", longest));
                            assertThat(client.heard()).isEqualTo(said("cafe", "/leave"));
                        },
                        granting(Operation.JOIN, "bea", "cafe"))) {
            assertThat(run(server.url(), "bea\n" + longest + "a\n" + longest))
                    .isEqualTo(
                            ran(
                                    0,
                                    "Not sent: the message has 4088 bytes (expected: 4087 at"
                                            + " most)."));
        }
    }

    @Test
    void who_is_idle_sends_empty_messages_as_signs_of_life() throws Exception {
        try (var server =
                        new ScriptedRoom(
                                client -> {
                                    for (int sign = 0; sign < 4; sign++) {
                                        assertThat(client.heard()).isEqualTo(said("cafe", ""));
                                    }
                                    send(client, "* room closed");
                                },
                                granting(Operation.JOIN, "bea", "cafe"));
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            typist.write("bea\n".getBytes(UTF_8));
            var ran = PipedClient.run(new TcrpProtocol(OFTEN), server.url(), neverEnding);
            assertThat(ran.out()).containsExactly("* room closed");
            typist.flush();
        }
    }

    @Test
    void what_is_hostile_random_or_from_elsewhere_harms_nobody() throws Exception {
        var random = new Random(5);
        try (var server =
                new ScriptedRoom(
                        client -> {
                            client.heard();
                            client.sendFromElsewhere("* room closed".getBytes(UTF_8));
                            client.send();
                            send(client, "\u001b[2J: a\r\nb\u202e");
                            client.send((byte) 0xFF, (byte) 'x');
                            for (int sent = 0; sent < 50; sent++) {
                                var noise = new byte[random.nextInt(1, 40)];
                                random.nextBytes(noise);
                                client.send(noise);
                            }
                            send(client, "amir: still there?");
                        },
                        granting(Operation.JOIN, "bea", "cafe"))) {
            var ran = run(server.url(), "bea\n");
            assertThat(ran.status()).isZero();
            assertThat(ran.out())
                    .hasSize(53)
                    .startsWith("\uFFFD[2J: a\uFFFD\uFFFDb\uFFFD", "\uFFFDx")
                    .endsWith("amir: still there?");
            assertThat(String.join("", ran.out())).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @Test
    void a_server_that_closes_or_says_something_else_is_said_in_one_line() throws Exception {
        try (var server = new ScriptedServer(client -> Frame.read(client.in()))) {
            assertThat(run(url(server), "bea\n").errors())
                    .isEqualTo(
                            "127.0.0.1:%d closes before it has answered. Is it the right port?\n"
                                    .formatted(server.port()));
        }
        try (var server =
                new ScriptedServer(client -> {
                    Frame.read(client.in());
                    client.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                })) {
            assertThat(run(url(server), "bea\n"))
                    .isEqualTo(
                            new PipedClient(
                                    1,
                                    List.of(),
                                    ("127.0.0.1:%d answers what is not tcrp (a payload of too many"
                                                    + " bytes). Is it the right port?\n")
                                            .formatted(server.port())));
        }
    }

    @Test
    void a_server_without_the_udp_port_is_a_loss() throws Exception {
        try (var server =
                        new ScriptedRoom(
                                ScriptedDatagrams.Peer::leave,
                                granting(Operation.JOIN, "bea", "cafe"));
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            typist.write("bea\n".getBytes(UTF_8));
            var ran = PipedClient.run(new TcrpProtocol(OFTEN), server.url(), neverEnding);
            assertThat(ran.errors()).isEqualTo("connection lost: nobody listens at that port\n");
            assertThat(ran.status()).isEqualTo(1);
            typist.flush();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "tcrp://localhost|path: none (expected: a room, as in tcrp://localhost/tea)",
                "tcrp://localhost/?create|path: none (expected: a room, as in"
                        + " tcrp://localhost/tea)",
                "tcrp://localhost/tea?create=yes|create: yes (expected: no value)",
                "tcrp://localhost/tea?join|parameter: join (expected: create)",
            })
    void a_url_that_makes_no_sense_is_said_in_one_line(String url, String why) {
        assertThat(run(url, "bea\n")).isEqualTo(new PipedClient(2, List.of(), why + "\n"));
    }

    @Test
    void a_room_whose_name_does_not_fit_is_refused() {
        assertThat(run("tcrp://localhost/" + "%EA%B0%80".repeat(86), "bea\n").errors())
                .isEqualTo("room: 258 bytes (expected: 1..255)\n");
    }

    private TypedClient typed(String url) throws IOException {
        return new TypedClient(new TcrpProtocol(RHYTHM), url, folder.resolve("history"));
    }

    private static PipedClient run(String url, String input) {
        return PipedClient.run(new TcrpProtocol(RHYTHM), url, input);
    }

    private static PipedClient ran(int status, String... out) {
        return new PipedClient(status, List.of(out), "");
    }

    private static String url(ScriptedServer server) {
        return "tcrp://127.0.0.1:%d/tea".formatted(server.port());
    }

    private static void send(ScriptedDatagrams.Peer client, String text) throws IOException {
        client.send(text.getBytes(UTF_8));
    }
}
