package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.LEE;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Name;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

class AccountsTest {
    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("madang.db");
    }

    @Test
    void a_right_password_is_let_in_under_any_spelling_of_the_name() throws Exception {
        var accounts = Accounts.open(file);
        var lee = accounts.add(new Name("Lee"), bytes("1234"));

        assertThat(lee).contains(new Account(new AccountId(1), new Name("Lee")));
        assertThat(accounts.check("LEE", bytes("1234"))).isEqualTo(lee);
        assertThat(accounts.check("ｌｅｅ", bytes("1234"))).isEqualTo(lee);
        assertThat(accounts.check("lee", bytes("12345"))).isEmpty();
        assertThat(accounts.check("lee", bytes(""))).isEmpty();
        assertThat(accounts.check("kim", bytes("1234"))).isEmpty();
        assertThat(accounts.check("", bytes(""))).isEmpty();
        assertThat(accounts.check("' OR 1=1 --\0", bytes("1234"))).isEmpty();
    }

    @Test
    void a_name_is_given_once() throws Exception {
        var accounts = Accounts.open(file);

        assertThat(accounts.add(new Name("lee"), bytes("1"))).isPresent();
        assertThat(accounts.add(new Name("LEE"), bytes("2"))).isEmpty();
        assertThat(accounts.check("lee", bytes("1"))).isPresent();
    }

    @Test
    void a_changed_password_is_the_only_one() throws Exception {
        var accounts = Accounts.open(file);
        accounts.add(LEE.name(), bytes("1"));
        long generation = accounts.generation();

        assertThat(accounts.changePassword(LEE.name(), bytes("2"))).isTrue();
        assertThat(accounts.changePassword(KIM.name(), bytes("2"))).isFalse();
        assertThat(accounts.check("lee", bytes("1"))).isEmpty();
        assertThat(accounts.check("lee", bytes("2"))).isPresent();
        assertThat(accounts.generation()).isEqualTo(generation);
    }

    @Test
    void a_file_that_can_no_longer_be_used_is_one_line() throws Exception {
        var accounts = Accounts.open(file);
        History.change(file, "DROP TABLE account");

        assertThatThrownBy(accounts::list)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no such table: account")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> accounts.add(LEE.name(), bytes("1")))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> accounts.check("lee", bytes("1")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_removed_account_is_gone_with_its_letters_and_its_number() throws Exception {
        try (var store = Store.open(file, 100)) {
            var accounts = store.accounts();
            var before = accounts.add(LEE.name(), bytes("1")).orElseThrow();
            write(store, yard.kept(before.id(), "old"));
            long generation = accounts.generation();

            assertThat(accounts.remove(LEE.name())).isTrue();
            assertThat(accounts.remove(LEE.name())).isFalse();
            assertThat(accounts.generation()).isNotEqualTo(generation);
            var after = accounts.add(LEE.name(), bytes("1")).orElseThrow();
            assertThat(after.id()).isNotEqualTo(before.id());
            assertThat(accounts.list().getFirst().kept()).isZero();
        }
        try (var store = Store.open(file, 100)) {
            assertThat(store.memory().mail()).isEmpty();
        }
    }

    @Test
    void a_letter_to_an_account_that_was_just_removed_holds_up_nothing() throws Exception {
        try (var store = Store.open(file, 100)) {
            var accounts = store.accounts();
            var lee = accounts.add(LEE.name(), bytes("1")).orElseThrow();
            var kim = accounts.add(KIM.name(), bytes("1")).orElseThrow();
            accounts.remove(LEE.name());

            assertThat(write(store, yard.kept(lee.id(), "late"), yard.kept(kim.id(), "hi")))
                    .isTrue();
            assertThat(accounts.list()).extracting(AccountRecord::kept).containsExactly(1);
        }
    }

    @Test
    void accounts_are_found_and_changed_while_somebody_else_writes_at_length() throws Exception {
        try (var store = Store.open(file, 100)) {
            var lee = store.accounts().add(LEE.name(), bytes("1")).orElseThrow();
            var outcomes = new ArrayList<CompletableFuture<Boolean>>();
            for (int i = 1; i <= 2_000; i++) {
                outcomes.add(Yard.offer(store, yard.said(1, i, "line"), yard.kept(lee.id(), "x")));
                if (i % 500 == 0) assertThat(store.accounts().list()).isNotEmpty();
            }
            assertThat(outcomes).allMatch(CompletableFuture::join);
        }
    }

    @Test
    void another_process_may_add_and_remove_accounts_while_the_journal_writes() throws Exception {
        try (var store = Store.open(file, 100)) {
            var lee = store.accounts().add(LEE.name(), bytes("1")).orElseThrow();
            var log = folder.resolve("log");
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    OtherProcess.class.getName(),
                                    file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            long before = store.accounts().generation();
            int kept = 0;
            while (process.isAlive()) {
                assertThat(write(store, yard.said(1, ++kept, "x"), yard.kept(lee.id(), "x")))
                        .isTrue();
            }
            assertThat(process.waitFor()).as(Files.readString(log)).isZero();
            assertThat(store.accounts().generation() - before)
                    .isEqualTo(2L * OtherProcess.ACCOUNTS + 1);
            assertThat(store.accounts().list())
                    .extracting(AccountRecord::kept)
                    .containsExactly(kept, 0);
            assertThat(store.accounts().check("stays", bytes("new"))).isPresent();
        }
    }

    /// `madang account`, as it were.
    static final class OtherProcess {
        static final int ACCOUNTS = 10;

        private OtherProcess() {}

        /// Changes the accounts of the store in that file.
        public static void main(String[] arguments) throws StoreFailure {
            var accounts = Accounts.open(Path.of(arguments[0]));
            for (int i = 0; i < ACCOUNTS; i++) {
                var name = new Name("passer-by " + i);
                if (accounts.add(name, bytes("1")).isEmpty()) throw new IllegalStateException();
                if (!accounts.remove(name)) throw new IllegalStateException();
            }
            var stays = new Name("stays");
            if (accounts.add(stays, bytes("old")).isEmpty()) throw new IllegalStateException();
            if (!accounts.changePassword(stays, bytes("new"))) throw new IllegalStateException();
        }
    }

    @Test
    void a_hash_that_somebody_has_spoilt_lets_nobody_in() throws Exception {
        var accounts = Accounts.open(file);
        accounts.add(LEE.name(), bytes("1"));
        History.change(file, "UPDATE account SET hash = '1'");

        assertThatThrownBy(() -> accounts.check("lee", bytes("1")))
                .isInstanceOf(IllegalStateException.class);
    }
}
