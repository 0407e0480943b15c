package chat.madang.store;

import static chat.madang.store.Yard.LEE;
import static chat.madang.store.Yard.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.Email;
import chat.madang.core.Name;
import chat.madang.core.ScramKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class RegistryTest {
    private static final int WISHES = 500;

    @TempDir private Path folder;
    private Path file = Path.of("");
    private Store store;

    @BeforeEach
    void setUp() throws Exception {
        file = folder.resolve("madang.db");
        store = Store.open(file, 100);
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    @Test
    void who_registers_is_an_account_and_the_name_is_given_once() throws Exception {
        var password = bytes("1234");
        var lee = Asked.register(store, LEE.name(), password).orElseThrow();

        assertThat(password).containsOnly(0);
        assertThat(Asked.register(store, new Name("LEE"), bytes("5678"))).isEmpty();
        assertThat(store.accounts().check("lee", bytes("1234"))).contains(lee);
        assertThat(Asked.scram(store, "lee").account()).contains(lee);
        assertThat(Accounts.open(file).all()).containsExactly(lee);
    }

    @Test
    void an_address_that_was_given_is_kept_with_the_account() throws Exception {
        var email = Optional.of(new Email("lee@example.org"));
        Asked.<Optional<Account>>later(
                        reply -> store.registry().register(LEE.name(), bytes("1234"), email, reply))
                .join();
        Asked.register(store, new Name("kim"), bytes("1234"));

        assertThat(Accounts.open(file).list())
                .extracting(AccountRecord::email)
                .containsExactly(email, Optional.empty());
    }

    @Test
    void of_many_who_want_one_name_one_gets_it_and_too_many_are_told_so() {
        var answers = new ArrayList<CompletableFuture<Optional<Account>>>();
        for (int i = 0; i < WISHES; i++) {
            answers.add(
                    Asked.later(reply ->
                            store.registry()
                                    .register(LEE.name(), bytes("1"), Optional.empty(), reply)));
        }
        int added = 0;
        int failed = 0;
        for (var answer : answers) {
            if (answer.handle((_, failure) -> failure).join() != null) failed++;
            else if (answer.join().isPresent()) added++;
        }
        assertThat(added).isEqualTo(1);
        assertThat(failed).isBetween(1, WISHES - 64);
        assertThat(store.accounts().all()).hasSize(1);
    }

    @Test
    void proofs_are_of_the_last_password() throws Exception {
        var accounts = store.accounts();
        accounts.add(LEE.name(), bytes("old"));
        var old = Asked.scram(store, "lee");
        accounts.changePassword(LEE.name(), bytes("new"));
        var other = Asked.scram(store, "LEE");

        assertThat(other).isNotEqualTo(old);
        assertThat(other).isEqualTo(Asked.scram(store, "lee"));
        var account = other.account().orElseThrow();
        assertThat(keys(account, "new", other)).isEqualTo(other);
        assertThat(keys(account, "old", old)).isEqualTo(old);
    }

    @Test
    void who_is_nobody_looks_like_somebody_and_always_the_same() throws Exception {
        assertThat(store.accounts().add(LEE.name(), bytes("1"))).isPresent();
        var somebody = Asked.scram(store, "lee");
        var nobody = Asked.scram(store, "kim");

        assertThat(nobody.account()).isEmpty();
        assertThat(nobody.iterations()).isEqualTo(somebody.iterations()).isEqualTo(10_000);
        assertThat(decoded(nobody.salt())).hasSize(16).hasSameSizeAs(decoded(somebody.salt()));
        assertThat(decoded(nobody.storedKey())).hasSameSizeAs(decoded(somebody.storedKey()));
        assertThat(decoded(nobody.serverKey())).hasSameSizeAs(decoded(somebody.serverKey()));
        assertThat(Asked.scram(store, "KIM")).isEqualTo(nobody);
        assertThat(Asked.scram(store, "choi").salt()).isNotEqualTo(nobody.salt());
        assertThat(Asked.scram(store, "\0 no name").account()).isEmpty();
        store.close();
        store = Store.open(file, 100);
        assertThat(Asked.scram(store, "kim")).isEqualTo(nobody);
    }

    @Test
    void an_account_of_which_no_proof_is_known_looks_like_nobody_until_it_is() throws Exception {
        var nobody = Asked.scram(store, "lee");
        store.accounts().add(LEE.name(), bytes("1"));
        History.change(file, "UPDATE account SET scram = ''");

        assertThat(Asked.scram(store, "lee")).isEqualTo(nobody);
        store.accounts().check("lee", bytes("2"));
        assertThat(Asked.scram(store, "lee")).isEqualTo(nobody);
        store.accounts().check("lee", bytes("1"));
        assertThat(Asked.scram(store, "lee").account()).isPresent();
    }

    @Test
    void a_secret_is_made_once_for_each_purpose() throws Exception {
        var hosts = store.accounts().secret("hosts");

        assertThat(hosts).hasSize(32).isEqualTo(store.accounts().secret("hosts"));
        assertThat(store.accounts().secret("other")).isNotEqualTo(hosts);
        store.close();
        store = Store.open(file, 100);
        assertThat(store.accounts().secret("hosts")).isEqualTo(hosts);
    }

    private static ScramKeys keys(Account account, String password, ScramKeys as) {
        return Scram.of(bytes(password), decoded(as.salt()), as.iterations()).keys(account);
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
