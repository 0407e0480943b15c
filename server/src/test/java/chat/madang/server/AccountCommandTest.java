package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Command.Write;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Journal.Outcome;
import chat.madang.core.Letter;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.store.Accounts;
import chat.madang.store.Store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What `madang account` does and says, on real files.
class AccountCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream in = System.in;

    @AfterEach
    void restoreInput() {
        System.setIn(in);
    }

    @Test
    void an_account_is_added_changed_and_removed() throws Exception {
        assertThat(run("1234\n", "add", "kim", "--password-stdin")).isZero();
        assertThat(out).hasToString("added kim\n");
        assertThat(accounts().check("kim", bytes("1234"))).isPresent();

        assertThat(run("5678\n", "passwd", "Kim", "--password-stdin")).isZero();
        assertThat(out).hasToString("changed Kim\n");
        assertThat(accounts().check("kim", bytes("1234"))).isEmpty();
        assertThat(accounts().check("kim", bytes("5678"))).isPresent();

        assertThat(run("", "remove", "kim")).isZero();
        assertThat(out).hasToString("removed kim\n");
        assertThat(accounts().all()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void the_folder_is_the_one_of_the_settings_unless_an_option_says_otherwise() throws Exception {
        var other = folder.resolve("other");
        var file = Files.writeString(folder.resolve("m.toml"), "data = '%s'\n".formatted(other));

        assertThat(command("1\n", "account", "add", "kim", "--password-stdin", "--config=" + file))
                .isZero();
        assertThat(Accounts.open(other.resolve(Server.STORE_FILE)).all()).hasSize(1);
        assertThat(run("1\n", "add", "lee", "--password-stdin", "--config=" + file)).isZero();
        assertThat(accounts().all()).hasSize(1);
    }

    @Test
    void a_name_that_is_taken_in_any_spelling_is_refused_with_status_1() throws Exception {
        run("1234\n", "add", "kim", "--password-stdin");

        assertThat(run("5678\n", "add", "ＫＩＭ", "--password-stdin")).isEqualTo(1);
        assertThat(err).hasToString("madang: there is an account ＫＩＭ already\n");
        assertThat(accounts().check("kim", bytes("1234"))).isPresent();
    }

    @Test
    void an_unknown_name_is_refused_with_status_1() {
        run("1234\n", "add", "kim", "--password-stdin");

        assertThat(run("", "remove", "lee")).isEqualTo(1);
        assertThat(err).hasToString("madang: there is no account lee. See: madang account list\n");
        assertThat(run("5678\n", "passwd", "lee", "--password-stdin")).isEqualTo(1);
        assertThat(err).hasToString("madang: there is no account lee. See: madang account list\n");
    }

    @Test
    void where_no_store_is_nothing_is_made_unless_something_is_added() {
        for (var command : List.of("list", "remove kim", "passwd kim --password-stdin")) {
            assertThat(run("1234\n", command.split(" "))).as(command).isEqualTo(2);
            assertThat(err.toString()).startsWith("madang: there is no " + data()).hasLineCount(1);
        }
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_store_that_cannot_be_used_is_one_line_and_status_2() throws Exception {
        Files.createDirectories(data());
        var file =
                Files.writeString(
                        data().resolve(Server.STORE_FILE), "no database, but long ".repeat(99));

        assertThat(run("", "list")).isEqualTo(2);
        assertThat(err.toString()).startsWith("madang: " + file).hasLineCount(1);
        assertThat(run("1234\n", "add", "kim", "--password-stdin")).isEqualTo(2);
        assertThat(err.toString()).startsWith("madang: " + file).hasLineCount(1);
    }

    @Test
    void a_folder_that_cannot_be_made_is_one_line_and_status_2() throws Exception {
        Files.writeString(data(), "a file");

        assertThat(run("1234\n", "add", "kim", "--password-stdin")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("madang: cannot write to the data folder " + data())
                .hasLineCount(1);
    }

    @Test
    void what_is_no_name_is_one_line_and_status_2() {
        for (var name : List.of("", " ", "a\tb", "a\u202eb", "x".repeat(33))) {
            assertThat(run("1234\n", "add", name, "--password-stdin")).isEqualTo(2);
            assertThat(err.toString())
                    .isEqualTo(
                            "madang: name: %d characters (expected: 1..32 that can be seen and told apart)\n"
                                    .formatted(name.length()));
        }
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_name_that_nobody_may_have_is_refused() {
        assertThat(run("1234\n", "add", "SERVER", "--password-stdin")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("madang: nobody may be called SERVER: names.reserved\n");
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_password_has_1_to_1024_bytes() throws Exception {
        for (var line : List.of("", "\n", "\r\n", "x".repeat(1_025), "x".repeat(5_000) + "\n")) {
            assertThat(run(line, "add", "kim", "--password-stdin")).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("madang: password: ")
                    .endsWith(" bytes (expected: 1..1024). Nothing was changed\n");
        }
        assertThat(data()).doesNotExist();
        assertThat(run("x".repeat(1_024) + "\r\n", "add", "kim", "--password-stdin")).isZero();
        assertThat(accounts().check("kim", bytes("x".repeat(1_024)))).isPresent();
    }

    @Test
    void a_password_is_the_first_line_without_its_end() throws Exception {
        var lines = List.of("비밀 번호\nmore\n", "비밀 번호\r\n", "비밀 번호");
        for (int i = 0; i < lines.size(); i++) {
            assertThat(run(lines.get(i), "add", "kim" + i, "--password-stdin")).isZero();
            assertThat(accounts().check("kim" + i, bytes("비밀 번호"))).isPresent();
        }
    }

    @Test
    void without_a_terminal_it_says_how_to_hand_over_a_password() {
        assertThat(run("1234\n", "add", "kim")).isEqualTo(2);
        assertThat(err.toString()).contains("--password-stdin").hasLineCount(1);
    }

    @Test
    void what_duo_cannot_carry_is_said_and_done_all_the_same() throws Exception {
        assertThat(run("1234567\n", "add", "seven77", "--password-stdin")).isZero();
        assertThat(err.toString()).isEmpty();

        assertThat(run("12345678\n", "add", "김철수", "--password-stdin")).isZero();
        assertThat(err)
                .hasToString(
                        "madang: the protocol duo cannot carry this: it has room for 7 bytes of"
                                + " name (these are 9) and 7 of password (these are 8)\n");
        assertThat(run("12345678\n", "passwd", "seven77", "--password-stdin")).isZero();
        assertThat(err.toString()).contains("duo").hasLineCount(1);
        assertThat(accounts().all()).hasSize(2);
    }

    @Test
    void the_list_says_who_is_here_as_long_as_a_server_has_the_folder() throws Exception {
        run("1234\n", "add", "kim", "--password-stdin");
        run("1234\n", "add", "이영희", "--password-stdin");
        try (var store = Store.open(data().resolve(Server.STORE_FILE), 100)) {
            keepALetterAndComeIn(store);
            try (var _ = DataFolder.open(data())) {
                assertThat(run("", "list")).isZero();
                assertThat(out)
                        .hasToString(
                                """
                                NAME    STATE  ADDRESS    KEPT  CHATWITH  EMAIL
                                kim     here   192.0.2.7  0     이영희    -
                                이영희  away   -          1     -         -
                                """);
            }
            assertThat(run("", "list")).isZero();
            assertThat(out)
                    .hasToString(
                            """
                            NAME    STATE  ADDRESS  KEPT  CHATWITH  EMAIL
                            kim     away   -        0     -         -
                            이영희  away   -        1     -         -
                            """);
        }
    }

    @Test
    void accounts_are_changed_while_a_server_writes() throws Exception {
        DataFolder.make(data());
        try (var store = Store.open(data().resolve(Server.STORE_FILE), 100)) {
            long generation = store.accounts().generation();
            assertThat(run("1234\n", "add", "kim", "--password-stdin")).isZero();
            assertThat(store.accounts().generation()).isNotEqualTo(generation);
            assertThat(store.accounts().check("kim", bytes("1234"))).isPresent();
        }
    }

    @Test
    void no_command_shows_which_ones_there_are() {
        assertThat(run("")).isEqualTo(2);
        assertThat(err.toString()).contains("add", "passwd", "remove", "list");
    }

    /// Kim comes in and writes to the other, who is away.
    private static void keepALetterAndComeIn(Store store) {
        var accounts = store.accounts().all();
        var other = accounts.get(1);
        var profile = new Profile("duo", "duo", "hidden.ip", "192.0.2.7");
        var kim = new Person(new SessionId(1), new Name("kim"), profile);
        var text = new Text("안녕");
        var letter = new Letter(new MessageId(1), kim.name(), text, Instant.EPOCH);
        write(
                store,
                new LoggedIn(kim, accounts.getFirst().id(), List.of()),
                new AddresseeChosen(kim.session(), Optional.of(other.name()), Presence.AWAY),
                new Kept(new Write(kim.session(), text), other.id(), letter));
    }

    private static void write(Store store, Event... events) {
        var kept = new CompletableFuture<Boolean>();
        store.write(
                List.of(events),
                new Outcome() {
                    @Override
                    public boolean isUrgent() {
                        return true;
                    }

                    @Override
                    public void kept() {
                        kept.complete(true);
                    }

                    @Override
                    public void failed() {
                        kept.complete(false);
                    }
                });
        assertThat(kept.join()).isTrue();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Accounts accounts() throws Exception {
        return Accounts.open(data().resolve(Server.STORE_FILE));
    }

    /// Runs `madang account …` with that on standard input, on the data folder of this test.
    private int run(String input, String... arguments) {
        var all = new ArrayList<String>();
        all.add("account");
        all.addAll(List.of(arguments));
        if (arguments.length > 0) all.add("--data=" + data());
        return command(input, all.toArray(String[]::new));
    }

    private int command(String input, String... arguments) {
        System.setIn(new ByteArrayInputStream(bytes(input)));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
