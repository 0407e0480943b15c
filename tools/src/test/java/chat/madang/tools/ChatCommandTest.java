package chat.madang.tools;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.talk.BrokenOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;

class ChatCommandTest {
    @Test
    void a_script_sends_its_lines_and_prints_the_answers_that_come_after_its_end()
            throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(client.heard())
                            .isEqualTo("{\"type\":\"CSCreateRoom\",\"title\":\"tea\"}");
                    assertThat(client.heard())
                            .isEqualTo("{\"type\":\"CSChat\",\"text\":\"안녕 👋\"}");
                    client.awaitEnd();
                    client.say("{\"type\":\"SCSystemMessage\",\"text\":\"방제[tea]\"}");
                    client.say("{\"type\":\"SCChat\",\"member\":\"b\",\"text\":\"日本\"}");
                })) {
            var ran = PipedClient.run(server.url(), "/create tea\n\n안녕 👋");
            assertThat(ran).isEqualTo(new PipedClient(0, ran.out(), ""));
            assertThat(ran.out()).containsExactly("[시스템 메시지] 방제[tea]", "[b] 日本");
        }
    }

    @Test
    void every_command_becomes_its_request() throws Exception {
        var typed =
                "/name 유 나\n/rooms\n/create  a b \n/join 2147483647\n/leave\nhi /join\n/shutdown";
        try (var server =
                new ScriptedServer(client -> {
                    for (var expected :
                            new String[] {
                                "{\"type\":\"CSName\",\"name\":\"유 나\"}",
                                "{\"type\":\"CSRooms\"}",
                                "{\"type\":\"CSCreateRoom\",\"title\":\"a b\"}",
                                "{\"type\":\"CSJoinRoom\",\"roomId\":2147483647}",
                                "{\"type\":\"CSLeaveRoom\"}",
                                "{\"type\":\"CSChat\",\"text\":\"hi /join\"}",
                                "{\"type\":\"CSShutdown\"}"
                            }) {
                        assertThat(client.heard()).isEqualTo(expected);
                    }
                    client.awaitEnd();
                })) {
            var ran = PipedClient.run(server.url(), typed);
            assertThat(ran.out()).containsExactly("The server has stopped.");
            assertThat(ran.status()).isZero();
        }
    }

    @Test
    void a_room_list_is_printed_a_line_a_room() throws Exception {
        var rooms =
                """
                {"type":"SCRoomsResult","rooms":[
                {"roomId":1,"title":"hello world","members":["test","test2"]},
                {"roomId":7,"title":"차","members":[]}]}\
                """;
        try (var server =
                new ScriptedServer(client -> {
                    client.awaitEnd();
                    client.say("{\"type\":\"SCRoomsResult\",\"rooms\":[]}");
                    client.say(rooms);
                })) {
            assertThat(PipedClient.run(server.url(), "").out())
                    .containsExactly(
                            "[시스템 메시지] 개설된 대화방이 없습니다.", "[1] hello world: test, test2", "[7] 차: ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/name|usage: /name NAME",
                "/create|usage: /create TITLE",
                "/join|usage: /join NUMBER",
                "/join abc|usage: /join NUMBER",
                "/join -1|usage: /join NUMBER",
                "/join 2147483648|usage: /join NUMBER",
                "/join 99999999999999999999|usage: /join NUMBER",
                "/leave now|usage: /leave",
                "/dance|unknown command: /dance (there are: /help /name /rooms /create /join"
                        + " /leave /shutdown /quit)",
                "/|unknown command: / (there are: /help /name /rooms /create /join"
                        + " /leave /shutdown /quit)",
            })
    void a_command_that_makes_no_sense_is_answered_here(String typed, String answer)
            throws Exception {
        assertThat(saidLocally(typed)).containsExactly(answer);
    }

    @Test
    void help_lists_every_command() throws Exception {
        assertThat(saidLocally("/help"))
                .contains("/join NUMBER    enter a room", "/quit           leave the program");
    }

    @Test
    void what_follows_quit_is_not_sent() throws Exception {
        assertThat(saidLocally("/quit\nhello")).isEmpty();
    }

    @Test
    void what_is_too_long_is_not_sent() throws Exception {
        assertThat(saidLocally("가".repeat(1_365) + "ab"))
                .containsExactly("Not sent: the message has 4097 bytes (expected: 4096 at most).");
        assertThat(saidLocally("/name " + "👋".repeat(33)))
                .containsExactly("Not sent: the name has 33 characters (expected: 32 at most).");
        assertThat(saidLocally("/create " + "가".repeat(85) + "a"))
                .containsExactly("Not sent: the title has 256 bytes (expected: 255 at most).");
    }

    @Test
    void the_longest_message_is_sent() throws Exception {
        var longest = "가".repeat(1_365) + "a";
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(client.heard()).contains(longest);
                    client.awaitEnd();
                })) {
            assertThat(PipedClient.run(server.url(), longest).status()).isZero();
        }
    }

    @Test
    void hostile_text_does_not_reach_the_terminal() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    client.awaitEnd();
                    client.say(
                            "{\"type\":\"SCChat\",\"member\":\"\\u001b[31m\","
                                    + "\"text\":\"a\\r\\n[b] \\u202e\\u009b2J\"}");
                })) {
            assertThat(PipedClient.run(server.url(), "").out())
                    .containsExactly("[\uFFFD[31m] a\uFFFD\uFFFD[b] \uFFFD\uFFFD2J");
        }
    }

    @Test
    void garbage_is_said_in_one_line_and_fails() throws Exception {
        try (var server =
                new ScriptedServer(
                        client -> client.send("HTTP".getBytes(StandardCharsets.UTF_8)))) {
            var ran = PipedClient.run(server.url(), "");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).isEqualTo("connection lost: cut in the middle of a message\n");
        }
        try (var server = new ScriptedServer(client -> client.say("{\"type\":\"\\u001b[2J\"}"))) {
            var ran = PipedClient.run(server.url(), "");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors())
                    .isEqualTo(
                            ("127.0.0.1:%d answers what is not rooms (unknown type: \uFFFD[2J). Is"
                                            + " it the right port, and the right format?\n")
                                    .formatted(server.port()));
        }
    }

    @Test
    void a_server_that_closes_before_the_input_ends_cuts_it_short() throws Exception {
        try (var server = new ScriptedServer(_ -> {});
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            var ran = PipedClient.run(server.url(), neverEnding);
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).isEqualTo("connection lost: the server closed it\n");
            typist.flush();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"Broken pipe, 0", "No space left on device, 1"})
    void an_output_that_takes_no_more_ends_the_client_though_its_input_has_not_ended(
            String failure, int status) throws Exception {
        try (var server =
                        new ScriptedServer(client -> {
                            client.say("{\"type\":\"SCSystemMessage\",\"text\":\"hi\"}");
                            client.awaitEnd();
                        });
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            var ran = PipedClient.run(server.url(), neverEnding, new BrokenOutput(failure));
            assertThat(ran.status()).isEqualTo(status);
            typist.flush();
        }
    }

    @Test
    void garbage_ends_the_client_though_its_input_has_not_ended() throws Exception {
        try (var server = new ScriptedServer(client -> client.say("[]"));
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            assertThat(PipedClient.run(server.url(), neverEnding).errors())
                    .contains("(no JSON object)");
            typist.flush();
        }
    }

    @Test
    void a_server_that_stops_on_request_ends_the_client_though_its_input_has_not_ended()
            throws Exception {
        try (var server = new ScriptedServer(client -> client.heard());
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            typist.write("/shutdown\n".getBytes(StandardCharsets.UTF_8));
            typist.flush();
            var ran = PipedClient.run(server.url(), neverEnding);
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).containsExactly("The server has stopped.");
        }
    }

    @Test
    void a_shutdown_that_was_refused_does_not_make_a_loss_normal() throws Exception {
        try (var server =
                        new ScriptedServer(client -> {
                            client.heard();
                            client.say(
                                    "{\"type\":\"SCSystemMessage\","
                                            + "\"text\":\"서버를 종료할 권한이 없습니다.\"}");
                        });
                var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            typist.write("/shutdown\n".getBytes(StandardCharsets.UTF_8));
            typist.flush();
            assertThat(PipedClient.run(server.url(), neverEnding).status()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_is_not_there_is_said_in_one_line() throws Exception {
        int port = ScriptedServer.closedPort();
        var ran = PipedClient.run("rooms://127.0.0.1:" + port, "hello");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.errors())
                .isEqualTo(
                        ("cannot connect to 127.0.0.1:%d: connection refused. Is the server"
                                        + " running? Start it with: ./madang serve\n")
                                .formatted(port));
    }

    @Test
    void a_host_that_does_not_exist_is_said_in_one_line() {
        var ran = PipedClient.run("rooms://no-such-host.invalid", "");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.errors())
                .startsWith("cannot connect to no-such-host.invalid:9001: unknown host.")
                .hasLineCount(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "carrier-pigeon://localhost|scheme: carrier-pigeon (expected: rooms, coded, open,"
                        + " duo, relay, tcrp)",
                "rooms://localhost?format=xml|format: xml (expected: json or protobuf)",
                "rooms://localhost?colour=red|parameter: colour (expected: format)",
                "rooms://localhost:0|port: 0 (expected: 1..65535)",
            })
    void a_url_that_makes_no_sense_is_said_in_one_line(String url, String why) {
        assertThat(PipedClient.run(url, ""))
                .satisfies(
                        ran -> assertThat(ran.status()).isEqualTo(2),
                        ran -> assertThat(ran.errors()).isEqualTo(why + "\n"));
    }

    /// What is printed though the server hears nothing and says nothing.
    private static Iterable<String> saidLocally(String typed) throws IOException {
        try (var server = new ScriptedServer(client -> client.awaitEnd())) {
            return PipedClient.run(server.url(), typed).out();
        }
    }
}
