package chat.madang.tools.coded;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.PipedClient;
import chat.madang.tools.ScriptedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/// `madang chat coded://…` between pipes.
class CodedConversationTest {
    private static final CodedProtocol CODED = new CodedProtocol();
    private static final String IN = "채팅방에 입장하였습니다.";
    private static final String OUT = "채팅방 접속이 해제되었습니다.";
    private static final String BROKEN = "접속 오류가 발생하였습니다.";
    private static final String MEANINGLESS = "메시지를 정상적으로 입력해주세요.";

    @Test
    void the_first_line_is_the_id_and_every_command_becomes_its_code() throws Exception {
        var typed = "유나\n/b hello #all \n/m bob psst  #1\n/who\n/q\n/b never";
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(client.line()).isEqualTo("001#유나");
                    client.write(IN + "\n[접속자] bob, 유나\n");
                    assertThat(client.line()).isEqualTo("002#유나#hello #all");
                    assertThat(client.line()).isEqualTo("003#유나#bob#psst  #1");
                    client.write("bob님의 귓속말 : hi\r\n");
                    assertThat(client.line()).isEqualTo("005#유나");
                    client.write("[접속자] bob, 유나\n");
                    assertThat(client.line()).isEqualTo("004#유나");
                    client.awaitEnd();
                    client.write("102\n");
                })) {
            var ran = run(server, typed);
            assertThat(ran.out())
                    .containsExactly(IN, "[접속자] bob, 유나", "bob님의 귓속말 : hi", "[접속자] bob, 유나", OUT);
            assertThat(ran.status()).isZero();
            assertThat(ran.errors()).isEmpty();
        }
    }

    @Test
    void the_end_of_the_input_is_said_to_the_server_and_its_last_words_are_printed()
            throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.line()).isEqualTo("002#a#hi");
                    assertThat(client.line()).isEqualTo("004#a");
                    client.awaitEnd();
                    client.write("b : bye\n102\n");
                })) {
            var ran = run(server, "a\n/b hi");
            assertThat(ran.out()).containsExactly(IN, "b : bye", OUT);
            assertThat(ran.status()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "/b",
                "/m",
                "/m bob",
                "/m b#b hi",
                "/who now",
                "/q now",
                "/dance",
                "/"
            })
    void what_is_no_command_is_answered_here(String typed) throws Exception {
        assertThat(saidLocally(typed)).containsExactlyInAnyOrder(IN, MEANINGLESS, OUT);
    }

    @Test
    void what_is_too_long_is_not_sent() throws Exception {
        var tooLong = "가".repeat(1_365) + "ab";
        assertThat(saidLocally("/b " + tooLong + "\n/m bob " + tooLong))
                .filteredOn(line -> line.startsWith("Not sent"))
                .hasSize(2)
                .containsOnly("Not sent: the message has 4097 bytes (expected: 4096 at most).");
    }

    @Test
    void quit_and_help_are_known_too() throws Exception {
        assertThat(saidLocally("/help\n/quit\n/b never"))
                .contains("/m ID TEXT      whisper TEXT to ID", "/quit           leave the program")
                .doesNotContain(MEANINGLESS);
    }

    @Test
    void an_id_that_is_taken_ends_a_script_before_it_says_a_word() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    client.line();
                    client.write("101\n");
                    client.awaitEnd();
                })) {
            var ran = run(server, "a\n/b hi\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.errors()).isEqualTo("이미 사용 중이거나 사용할 수 없는 ID입니다.\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "a b", "a\u0001b", "012345678901234567890123456789012"})
    void an_id_that_no_field_can_hold_is_not_sent(String id) throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.Peer::awaitEnd)) {
            var ran = run(server, id + "\n/b hi\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).isEqualTo("ID는 #과 공백 없이 32자까지 쓸 수 있습니다.\n");
        }
    }

    @Test
    void a_server_that_ends_without_letting_go_has_broken_off() throws Exception {
        for (var last : new String[] {"", "b : hi\n"}) {
            try (var server =
                    new ScriptedServer(client -> {
                        letIn(client);
                        client.write(last);
                    })) {
                var ran = PipedClient.runWithoutEnd(CODED, server.url("coded"), "a\n");
                assertThat(ran.out()).startsWith(IN).endsWith(BROKEN);
                assertThat(ran.status()).isEqualTo(1);
                assertThat(ran.errors()).isEqualTo("connection lost: the server closed it\n");
            }
        }
    }

    @Test
    void a_server_that_ends_without_letting_go_of_who_leaves_has_broken_off_too() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.line()).isEqualTo("004#a");
                })) {
            var ran = run(server, "a\n/q\n");
            assertThat(ran.out()).containsExactly(IN, BROKEN);
            assertThat(ran.status()).isEqualTo(1);
        }
    }

    @Test
    void a_line_that_is_cut_is_shown_as_far_as_it_came() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write("b : hal");
                })) {
            var ran = PipedClient.runWithoutEnd(CODED, server.url("coded"), "a\n");
            assertThat(ran.out()).containsExactly(IN, "b : hal", BROKEN);
            assertThat(ran.errors()).isEqualTo("connection lost: cut in the middle of a message\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"102\n", "102\r\n", "102", "102\nb : never\n"})
    void a_server_that_lets_go_ends_the_client_though_its_input_has_not_ended(String word)
            throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write(word);
                })) {
            var ran = PipedClient.runWithoutEnd(CODED, server.url("coded"), "a\n");
            assertThat(ran.out()).containsExactly(IN, OUT);
            assertThat(ran.status()).isZero();
        }
    }

    @Test
    void hostile_text_does_not_reach_the_terminal() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write("b : \u001b[2J\r\u202e102\n");
                    client.send((byte) 0xff, (byte) 0xc3, (byte) '\n');
                    client.write("x".repeat(70_000) + "\n");
                    assertThat(client.line()).isEqualTo("004#a");
                    client.awaitEnd();
                    client.write("102\n");
                })) {
            assertThat(run(server, "a\n").out())
                    .containsExactly(
                            IN,
                            "b : \uFFFD[2J\uFFFD\uFFFD102",
                            "\uFFFD\uFFFD",
                            "x".repeat(65_536) + "…",
                            OUT);
        }
    }

    @Test
    void a_server_that_has_closed_on_a_slow_thinker_is_called_again() throws Exception {
        try (var server =
                new ScriptedServer(
                        _ -> {},
                        client -> {
                            letIn(client);
                            assertThat(client.line()).isEqualTo("004#a");
                            client.write("102\n");
                        })) {
            assertThat(run(server, "a\n").out()).containsExactly(IN, OUT);
        }
    }

    @Test
    void a_server_that_closes_on_every_id_cannot_be_talked_to() throws Exception {
        try (var server = new ScriptedServer(_ -> {}, _ -> {})) {
            var ran = run(server, "a\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors())
                    .startsWith("네트워크 오류가 발생하였습니다.\ncannot connect to 127.0.0.1:")
                    .hasLineCount(2);
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_network_error() throws Exception {
        int port = ScriptedServer.closedPort();
        var ran = PipedClient.run(CODED, "coded://127.0.0.1:" + port, "a\n");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.errors())
                .isEqualTo(
                        ("네트워크 오류가 발생하였습니다.\ncannot connect to 127.0.0.1:%d: connection refused."
                                        + " Is the server running? Start it with: ./madang serve\n")
                                .formatted(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coded", "coded://"})
    void without_an_address_the_first_lines_are_host_and_port(String url) throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.line()).isEqualTo("004#a");
                    client.write("102\n");
                })) {
            var ran = PipedClient.run(CODED, url, "127.0.0.1\n%d\na\n".formatted(server.port()));
            assertThat(ran.out()).containsExactly(IN, OUT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "x", "99999999999", "-1"})
    void a_port_that_is_none_is_refused(String port) {
        var ran = PipedClient.run(CODED, "coded", "localhost\n" + port + "\n");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.errors()).isEqualTo("port: %s (expected: 1..65535)\n".formatted(port));
    }

    @Test
    void a_url_with_a_path_or_a_parameter_makes_no_sense() {
        assertThat(PipedClient.run(CODED, "coded://localhost/room", "").status()).isEqualTo(2);
        assertThat(PipedClient.run(CODED, "coded://localhost?x=1", "").status()).isEqualTo(2);
    }

    static void letIn(ScriptedServer.Peer client) throws IOException {
        assertThat(client.line()).isEqualTo("001#a");
        client.write(IN + "\n");
    }

    private static PipedClient run(ScriptedServer server, String typed) {
        return PipedClient.run(CODED, server.url("coded"), typed);
    }

    /// What is printed though the server hears nothing but arrival and departure.
    private static Iterable<String> saidLocally(String typed) throws IOException {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.line()).isEqualTo("004#a");
                    client.awaitEnd();
                    client.write("102\n");
                })) {
            return run(server, "a\n" + typed).out();
        }
    }
}
