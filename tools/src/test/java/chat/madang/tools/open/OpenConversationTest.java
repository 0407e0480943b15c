package chat.madang.tools.open;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.PipedClient;
import chat.madang.tools.ScriptedServer;
import chat.madang.tools.TypedClient;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class OpenConversationTest {
    private static final String WELCOME = "[Server]: Welcome, Alice.";
    private static final String TAKEN = "[Server]: The nickname \"Alice\" is already in use.";
    private static final String UNUSABLE = "[Server]: That nickname cannot be used.";
    private static final String FULL = "[Server]: The chat room is full (10/10).";
    private static final String KICKED = "[Server]: You have been kicked from the chat.";

    @TempDir Path folder;
    private OpenProtocol open;

    @BeforeEach
    void keepLogsInAFolderOfTheTest() {
        open = new OpenProtocol(() -> folder);
    }

    @Test
    void the_first_line_is_the_nickname_and_all_others_go_as_they_are() throws Exception {
        var lines =
                List.of(
                        "Hello everyone!",
                        " /kick me",
                        "/rename Alice123",
                        "/whisper Charlie Hi,  Charlie!",
                        "/schedule 15:30 Meeting starts soon",
                        "/user",
                        "/kick Bob",
                        "/kick",
                        "/dance  wildly ",
                        "/");
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    for (var line : lines) assertThat(client.line()).isEqualTo(line);
                    leave(client);
                    client.write("Bob >> bye\r\n");
                })) {
            var ran = run(server, "Alice\n" + String.join("\n", lines));
            assertThat(ran.out()).containsExactly(WELCOME, "Bob >> bye");
            assertThat(ran.status()).isZero();
            assertThat(ran.errors()).isEmpty();
        }
    }

    @Test
    void what_is_seen_and_said_is_logged_with_date_and_time() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.line()).isEqualTo("hi");
                    assertThat(client.line()).isEqualTo("/whisper Bob psst");
                    leave(client);
                    client.write("Bob >> 안녕\n");
                })) {
            run(server, "Alice\n/help\nhi\n/whisper Bob psst\n");
        }
        var log = Files.readAllLines(folder.resolve("Alice_chat_log.txt"));
        var stamp = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ";
        assertThat(log).allSatisfy(line -> assertThat(line).matches(stamp + ".*"));
        assertThat(log.stream().map(line -> line.replaceFirst(stamp, "")))
                .containsExactlyInAnyOrder(
                        WELCOME, "Alice >> hi", "Alice >> /whisper Bob psst", "Bob >> 안녕");
    }

    @Test
    void the_log_goes_to_the_folder_that_the_option_names() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    leave(client);
                })) {
            var logs = folder.resolve("logs");
            var arguments = List.of("--log-dir", logs.toString(), server.url("open"));
            assertThat(PipedClient.run(arguments, "Alice\n").status()).isZero();
            assertThat(logs.resolve("Alice_chat_log.txt")).content().endsWith(WELCOME + "\n");
        }
    }

    @Test
    void a_log_that_cannot_be_written_stops_nobody() throws Exception {
        Files.createDirectory(folder.resolve("Alice_chat_log.txt"));
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.line()).isEqualTo("hi");
                    leave(client);
                })) {
            var ran = run(server, "Alice\nhi\n");
            assertThat(ran.status()).isZero();
            assertThat(ran.errors()).startsWith("cannot write the log ").hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TAKEN, UNUSABLE, FULL})
    void a_nickname_that_is_refused_ends_a_script_before_it_says_a_word(String refusal)
            throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(client.line()).isEqualTo("Alice");
                    client.write(refusal + "\n");
                    client.awaitEnd();
                })) {
            var ran = run(server, "Alice\nhi\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.errors()).isEqualTo(refusal + "\n");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void a_nickname_that_is_refused_is_asked_for_again() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(client.line()).isEqualTo("Bob");
                    client.write("[Server]: The nickname \"Bob\" is already in use.\n");
                    assertThat(client.line()).isEqualTo("?");
                    client.write(UNUSABLE + "\n");
                    letIn(client);
                    leave(client);
                })) {
            var person = person(server);
            person.awaitShown("Nickname: ");
            person.type("Bob\n");
            person.awaitShown("is already in use.");
            person.type("?\n");
            person.awaitShown(UNUSABLE);
            person.type("012345678901234567890123456789012\n");
            person.awaitShown("nickname: 33 characters (expected: 32 at most)");
            person.type("Alice\n");
            person.awaitShown(WELCOME);
            person.type("/quit\n");
            assertThat(person.status()).isZero();
            assertThat(folder.resolve("Alice_chat_log.txt")).exists();
        }
    }

    @Test
    void a_person_comes_in_again_under_the_name_of_last_and_keeps_the_log() throws Exception {
        try (var server =
                new ScriptedServer(
                        client -> {
                            letIn(client);
                            assertThat(client.line()).isEqualTo("/rename Al \"x\"");
                            client.write("[Server]: Your nickname is now \"Al \"x\"\".\n");
                        },
                        client -> {
                            assertThat(client.line()).isEqualTo("Al \"x\"");
                            client.write("[Server]: Welcome, Al \"x\".\n");
                            assertThat(client.line()).isEqualTo("back");
                            leave(client);
                        })) {
            var person = person(server);
            person.type("Alice\n");
            person.awaitShown(WELCOME);
            person.type("/rename Al \"x\"\n");
            person.awaitShown("Connection lost: the server closed it.");
            person.type("\n");
            person.awaitShown("Connected again, as Al \"x\".");
            person.type("back\n\u0004");
            assertThat(person.status()).isZero();
        }
        assertThat(folder.resolve("Alice_chat_log.txt")).content().contains("Al \"x\" >> back");
        assertThat(folder.resolve("Al _x__chat_log.txt")).doesNotExist();
    }

    @Test
    void nobody_else_can_rename_a_person() throws Exception {
        try (var server =
                new ScriptedServer(
                        client -> {
                            letIn(client);
                            // Somebody may be called `[Server]: Your nickname is now "`.
                            client.write("[Server]: Your nickname is now \" >> Bob\".\n");
                            assertThat(client.line()).isEqualTo("/rename Bob");
                            client.write("[Server]: The nickname \"Bob\" is already in use.\n");
                        },
                        client -> {
                            letIn(client);
                            leave(client);
                        })) {
            var person = person(server);
            person.type("Alice\n");
            person.awaitShown(" >> Bob");
            person.type("/rename Bob\n");
            person.awaitShown("Connection lost");
            person.type("\n");
            person.awaitShown("Connected again, as Alice.");
            person.type("/quit\n");
            assertThat(person.status()).isZero();
        }
    }

    @Test
    void who_is_kicked_is_out() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write(KICKED + "\n");
                })) {
            var ran = PipedClient.runWithoutEnd(open, server.url("open"), "Alice\n");
            assertThat(ran.out()).containsExactly(WELCOME, KICKED);
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).isEmpty();
        }
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write(KICKED + "\n");
                })) {
            var person = person(server);
            person.type("Alice\nhalf a li");
            assertThat(person.status()).isEqualTo(1);
            assertThat(person.shown()).contains(KICKED).doesNotContain("Connection lost");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bob >> " + KICKED + "\n",
                KICKED + "\nBob >> hi\n",
                "[Scheduled by Bob] " + KICKED + "\n"
            })
    void a_server_that_closes_otherwise_cuts_it_short(String last) throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write(last);
                })) {
            var ran = PipedClient.runWithoutEnd(open, server.url("open"), "Alice\n");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.errors()).isEqualTo("connection lost: the server closed it\n");
        }
    }

    @Test
    void a_line_that_is_cut_is_shown_and_logged_as_far_as_it_came() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write("Bob >> hal");
                })) {
            var ran = PipedClient.runWithoutEnd(open, server.url("open"), "Alice\n");
            assertThat(ran.out()).containsExactly(WELCOME, "Bob >> hal");
            assertThat(ran.errors()).isEqualTo("connection lost: cut in the middle of a message\n");
            assertThat(folder.resolve("Alice_chat_log.txt")).content().endsWith("Bob >> hal\n");
        }
    }

    @Test
    void hostile_text_reaches_neither_the_terminal_nor_the_log() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    client.write("Bob >> \u001b[2J\rAlice >> \u202e\n");
                    client.send((byte) 0xff, (byte) '\n');
                    client.write("x".repeat(70_000) + "\n");
                    leave(client);
                })) {
            var lines =
                    List.of(
                            WELCOME,
                            "Bob >> \uFFFD[2J\uFFFDAlice >> \uFFFD",
                            "\uFFFD",
                            "x".repeat(65_536) + "…");
            assertThat(run(server, "Alice\n").out()).isEqualTo(lines);
            assertThat(Files.readAllLines(folder.resolve("Alice_chat_log.txt")))
                    .map(line -> line.substring("2026-11-21 13:04:05 ".length()))
                    .isEqualTo(lines);
        }
    }

    @ParameterizedTest(name = "{0} and {1} bytes")
    @CsvSource({"'', 4096, 4097", "/whisper Bob , 8000, 8001"})
    void what_is_too_long_is_not_sent(String prefix, int longest, int tooLong) throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    assertThat(client.line()).hasSize(longest);
                    leave(client);
                })) {
            var typed =
                    "Alice\n%s\n%s\n".formatted(padded(prefix, tooLong), padded(prefix, longest));
            assertThat(run(server, typed).out())
                    .contains(
                            "Not sent: the message has %d bytes (expected: %d at most)."
                                    .formatted(tooLong, longest));
        }
    }

    @Test
    void help_is_at_hand_and_what_follows_quit_is_not_sent() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    letIn(client);
                    leave(client);
                })) {
            assertThat(run(server, "Alice\n/help\n/quit\nhi\n").out())
                    .contains("/kick NICKNAME         show NICKNAME out, as the admin")
                    .contains("/quit                  leave the program");
        }
    }

    @Test
    void a_server_that_is_not_there_is_said_in_one_line() throws Exception {
        var ran = PipedClient.run(open, "open://127.0.0.1:" + ScriptedServer.closedPort(), "Al\n");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.errors()).startsWith("cannot connect to 127.0.0.1:").hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_address_is_needed() {
        assertThat(PipedClient.run(open, "open://", "Alice\n").status()).isEqualTo(2);
    }

    private static String padded(String prefix, int length) {
        return prefix + "x".repeat(length - prefix.length());
    }

    private static void letIn(ScriptedServer.Peer client) throws IOException {
        assertThat(client.line()).isEqualTo("Alice");
        client.write(WELCOME + "\n");
    }

    private static void leave(ScriptedServer.Peer client) throws IOException {
        assertThat(client.line()).isEqualTo("/quit");
        client.awaitEnd();
    }

    private PipedClient run(ScriptedServer server, String typed) {
        return PipedClient.run(open, server.url("open"), typed);
    }

    private TypedClient person(ScriptedServer server) throws IOException {
        return new TypedClient(open, server.url("open"), folder.resolve("history"));
    }
}
