package chat.madang.tools.duo;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.PipedClient;
import chat.madang.tools.ScriptedServer;
import chat.madang.tools.TypedClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class DuoConversationTest {
    private static final DuoProtocol DUO = new DuoProtocol();
    private static final String HERE = "this user is in the chat program, have a good time!";
    private static final String AWAY =
            "this user is not in the chat program now, your message will be stored in the user's"
                    + " message store";
    private static final String CHOOSE = "Not sent: choose whom to talk to by /with ID.";

    @TempDir Path folder;

    @Test
    void the_first_lines_log_in_and_others_become_messages_ended_by_zeros() throws Exception {
        var typed =
                "amir\nsesame\n/with bea\nhello? this is  my message\n/with zed\n/with cy\n안녕\n";
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write("chat/bea: kept\0chat/cy: 안녕\0");
                    assertThat(client.text('\0')).isEqualTo("chatwith/bea");
                    client.write("2\0chat/" + HERE + "\0");
                    assertThat(client.text('\0')).isEqualTo("chat/hello? this is  my message");
                    client.write("chat/chat/0\0chat/2\0");
                    assertThat(client.text('\0')).isEqualTo("chatwith/zed");
                    client.write("0\0");
                    assertThat(client.text('\0')).isEqualTo("chatwith/cy");
                    client.write("1\0chat/" + AWAY + "\0");
                    assertThat(client.text('\0')).isEqualTo("chat/안녕");
                    client.awaitEnd();
                    client.write("chat/" + HERE + "\0");
                })) {
            var ran = run(server, typed);
            assertThat(ran.out())
                    .containsExactly(
                            "bea: kept",
                            "cy: 안녕",
                            "bea is here.",
                            HERE,
                            "chat/0",
                            "2",
                            "There is no account zed.",
                            "cy is away.",
                            AWAY,
                            HERE);
            assertThat(ran.status()).isZero();
            assertThat(ran.errors()).isEmpty();
        }
    }

    @Test
    void a_wrong_login_ends_a_script_before_it_says_a_word() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    login(client);
                    client.write("0");
                    client.awaitEnd();
                })) {
            var ran = run(server, "amir\nsesame\n/with bea\nhi\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).isEqualTo("There is no such ID with that password.\n");
        }
    }

    @Test
    void a_person_stays_at_the_login_while_it_is_wrong_and_the_password_is_not_shown()
            throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    var wrong = new byte[16];
                    client.in().readFully(wrong);
                    assertThat(new String(wrong, StandardCharsets.UTF_8))
                            .isEqualTo("amir\0\0\0\0guess\0\0\0");
                    client.write("0");
                    letIn(client);
                    client.awaitEnd();
                })) {
            var person = person(server);
            person.awaitShown("ID: ");
            person.type("muchlonger\n");
            person.awaitShown("ID: does not fit (expected: 1..7 bytes of UTF-8, no NUL)");
            person.type("amir\n");
            person.awaitShown("Password: ");
            person.type("muchlongersecret\n");
            person.awaitShown("password: does not fit (expected: 1..7 bytes of UTF-8, no NUL)");
            person.type("guess\n");
            person.awaitShown("There is no such ID with that password.");
            person.type("amir\n");
            person.type("sesame\n");
            person.awaitShown("Connected.");
            person.type("/q\n");
            assertThat(person.status()).isZero();
            assertThat(person.shown()).doesNotContain("guess", "secret", "sesame");
            assertThat(Files.readAllLines(folder.resolve("history"))).containsExactly("/q");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678\nx\n", "유나나\nx\n", "amir\n12345678\n", "a\u0000b\nx\n"})
    void a_login_that_does_not_fit_is_not_sent(String typed) throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.Peer::awaitEnd)) {
            var ran = run(server, typed);
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors())
                    .endsWith(": does not fit (expected: 1..7 bytes of UTF-8, no NUL)\n")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "HTTP/1.1 400", "\0", "\u00ff"})
    void a_server_that_answers_a_login_by_something_else_is_not_duo(String answer)
            throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    login(client);
                    client.write(answer);
                    client.awaitEnd();
                })) {
            var ran = run(server, "amir\nsesame\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors())
                    .isEqualTo(
                            "127.0.0.1:%d answers what is not duo. Is it the right port?\n"
                                    .formatted(server.port()));
        }
    }

    @Test
    void a_server_that_closes_on_every_login_cannot_be_talked_to() throws Exception {
        try (var server =
                new ScriptedServer(DuoConversationTest::login, DuoConversationTest::login)) {
            var ran = run(server, "amir\nsesame\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).contains("the server closed it").hasLineCount(1);
        }
    }

    @Test
    void a_message_without_a_partner_is_not_sent() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.text('\0')).isEqualTo("chatwith/zed");
                    client.write("0\0");
                    assertThat(client.text('\0')).isEqualTo("chatwith/bea");
                    client.write("2\0");
                    assertThat(client.text('\0')).isEqualTo("chat/hi");
                    client.write("chat/connection is destroyed\0");
                    client.awaitEnd();
                })) {
            var person = person(server);
            person.type("amir\nsesame\nlost\n");
            person.awaitShownTimes(CHOOSE, 1);
            person.type("/with zed\n");
            person.awaitShown("There is no account zed.");
            person.type("lost\n");
            person.awaitShownTimes(CHOOSE, 2);
            person.type("/with bea\n");
            person.awaitShown("bea is here.");
            person.type("hi\n");
            person.awaitShown("connection is destroyed");
            person.type("lost\n");
            person.awaitShownTimes(CHOOSE, 3);
            person.type("/quit\n");
            assertThat(person.status()).isZero();
        }
    }

    @Test
    void a_person_logs_in_again_by_enter_and_has_the_same_partner() throws Exception {
        try (var server =
                new ScriptedServer(
                        client -> {
                            letIn(client);
                            assertThat(client.text('\0')).isEqualTo("chatwith/bea");
                            client.write("1\0");
                        },
                        client -> {
                            letIn(client);
                            assertThat(client.text('\0')).isEqualTo("chatwith/bea");
                            client.write("2\0");
                            assertThat(client.text('\0')).isEqualTo("chat/hi");
                            client.awaitEnd();
                        })) {
            var person = person(server);
            person.type("amir\nsesame\n/with bea\n");
            person.awaitShown("bea is away.");
            person.awaitShown("Connection lost: the server closed it.");
            person.type("\n");
            person.awaitShown("Connected again, as amir.");
            person.awaitShown("bea is here.");
            person.type("hi\n/q\n");
            assertThat(person.status()).isZero();
        }
    }

    @Test
    void hostile_and_unknown_messages_are_shown_harmlessly() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write("\0chat/\u001b[2J\r\n1\0");
                    client.send((byte) 0xff, (byte) 0);
                    client.write("x".repeat(70_000) + "\0What?\0" + "0\0" + "1\0" + "2\0");
                    client.awaitEnd();
                    client.write("chat/hal");
                })) {
            var ran = run(server, "amir\nsesame\n");
            assertThat(ran.out())
                    .containsExactly(
                            "\uFFFD[2J\uFFFD\uFFFD1",
                            "\uFFFD",
                            "x".repeat(65_536) + "…",
                            "What?",
                            "There is no account like that.",
                            "Your partner is away.",
                            "Your partner is here.",
                            "hal");
            assertThat(ran.errors()).isEqualTo("connection lost: cut in the middle of a message\n");
            assertThat(ran.status()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_closes_cuts_it_short() throws Exception {
        try (var server = new ScriptedServer(DuoConversationTest::letIn)) {
            var ran = PipedClient.runWithoutEnd(DUO, server.url("duo"), "amir\nsesame\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).isEqualTo("connection lost: the server closed it\n");
        }
    }

    @Test
    void what_makes_no_sense_is_not_sent() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.text('\0')).isEqualTo("chatwith/bea");
                    assertThat(client.text('\0')).isEqualTo("chat/" + "가".repeat(1_365) + "a");
                    client.awaitEnd();
                })) {
            var typed =
                    """
                    amir
                    sesame
                    /with
                    /with b\0ea
                    /wiht bea
                    /with bea
                    a\0chatwith/eve
                    %1$sab
                    %1$sa
                    /q now
                    """
                            .formatted("가".repeat(1_365));
            assertThat(run(server, typed).out())
                    .containsExactly(
                            "usage: /with ID",
                            "Not sent: a NUL character would end the message.",
                            "unknown command: /wiht (there are: /help /with /q /quit)",
                            "Not sent: a NUL character would end the message.",
                            "Not sent: the message has 4097 bytes (expected: 4096 at most).",
                            "usage: /q");
        }
    }

    private static void login(ScriptedServer.Peer client) throws IOException {
        var login = new byte[16];
        client.in().readFully(login);
        assertThat(new String(login, StandardCharsets.UTF_8)).isEqualTo("amir\0\0\0\0sesame\0\0");
    }

    private static void letIn(ScriptedServer.Peer client) throws IOException {
        login(client);
        client.write("1");
    }

    private static PipedClient run(ScriptedServer server, String typed) {
        return PipedClient.run(DUO, server.url("duo"), typed);
    }

    private TypedClient person(ScriptedServer server) throws IOException {
        return new TypedClient(DUO, server.url("duo"), folder.resolve("history"));
    }
}
