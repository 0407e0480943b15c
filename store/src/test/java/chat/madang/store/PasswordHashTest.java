package chat.madang.store;

import static chat.madang.store.Yard.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final String SALT = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @ParameterizedTest
    @ValueSource(strings = {"1234", "", "\0", "비밀번호 😀"})
    void a_password_is_its_own_and_no_other_is(String password) {
        var hash = PasswordHash.of(bytes(password));

        assertThat(hash.isOf(bytes(password))).isTrue();
        assertThat(hash.isOf(bytes(password + "x"))).isFalse();
        assertThat(hash.isOf(bytes("other"))).isFalse();
    }

    @Test
    void a_long_password_counts_to_its_last_byte() {
        var hash = PasswordHash.of(bytes("x".repeat(1_023) + "y"));

        assertThat(hash.isOf(bytes("x".repeat(1_023) + "y"))).isTrue();
        assertThat(hash.isOf(bytes("x".repeat(1_024)))).isFalse();
    }

    @Test
    void two_hashes_of_one_password_differ() {
        assertThat(PasswordHash.of(bytes("1234"))).isNotEqualTo(PasswordHash.of(bytes("1234")));
    }

    @Test
    void a_hash_says_how_it_was_made_but_not_to_everybody() {
        var hash = PasswordHash.of(bytes("1234"));

        assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hash).hasToString("PasswordHash");
    }

    /// The vector of the reference implementation's tests: `password`, `somesalt`, 64 MiB, t=2.
    @Test
    void what_others_have_hashed_is_understood() {
        var hash =
                new PasswordHash(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(hash.isOf(bytes("password"))).isTrue();
        assertThat(hash.isOf(bytes("Password"))).isFalse();
    }

    @Test
    void nothing_is_nobodys_password() {
        assertThat(PasswordHash.ofNothing().isOf(bytes(""))).isFalse();
        assertThat(PasswordHash.ofNothing().value())
                .hasSameSizeAs(PasswordHash.of(bytes("")).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234",
                "$argon2id$v=19$m=0,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=8,t=0,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=8,t=1,p=0$" + SALT + "$" + HASH,
                "$argon2i$v=19$m=8,t=1,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAA$" + HASH,
                "$argon2id$v=19$m=8,t=1,p=1$" + SALT + "$" + HASH + "\n",
            })
    void what_is_no_hash_is_said_to_be_none(String value) {
        assertThatThrownBy(() -> new PasswordHash(value).isOf(bytes("1234")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("password hash: not in PHC form");
    }
}
