package chat.madang.store;

import static chat.madang.store.Yard.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Name;

import org.junit.jupiter.api.Test;

import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Against the example of [RFC 7677](https://www.rfc-editor.org/rfc/rfc7677), 3.
class ScramTest {
    private static final Account USER = new Account(new AccountId(1), new Name("user"));
    private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String MESSAGES =
            "n=user,r=rOprNGfwEbeRWgbNEkqO,r=%s,s=%s,i=4096,c=biws,r=%s"
                    .formatted(NONCE, SALT, NONCE);

    @Test
    void the_proof_and_the_signature_of_the_example_are_right() throws Exception {
        var keys = Scram.of(bytes("pencil"), decoded(SALT), 4_096).keys(USER);

        assertThat(keys.account()).contains(USER);
        assertThat(keys.salt()).isEqualTo(SALT);
        assertThat(keys.iterations()).isEqualTo(4_096);
        assertThat(hmac(decoded(keys.serverKey())))
                .isEqualTo(decoded("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));

        var clientKey = decoded("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        var signature = hmac(decoded(keys.storedKey()));
        for (int i = 0; i < clientKey.length; i++) clientKey[i] ^= signature[i];
        assertThat(MessageDigest.getInstance("SHA-256").digest(clientKey))
                .isEqualTo(decoded(keys.storedKey()));
    }

    @Test
    void a_password_is_the_same_however_it_was_typed() {
        assertThat(of("Å")).isEqualTo(of("A\u030A")).isEqualTo(of("\u212B"));
        assertThat(of("ｌｅｅ")).isEqualTo(of("lee")).isNotEqualTo(of("Lee"));
        // What is no UTF-8 stays as it is.
        var salt = decoded(SALT);
        assertThat(Scram.of(new byte[] {(byte) 0xFF}, salt, 1))
                .isNotEqualTo(Scram.of(new byte[] {(byte) 0xFE}, salt, 1));
    }

    @Test
    void every_password_has_a_salt_of_its_own_and_shows_nothing() {
        assertThat(Scram.of(bytes("1"))).isNotEqualTo(Scram.of(bytes("1")));
        assertThat(Scram.of(bytes("1"))).hasToString("Scram");
        assertThat(Scram.of(bytes("1")).keys(USER)).hasToString("ScramKeys");
    }

    @Test
    void what_somebody_has_spoilt_is_refused() {
        for (var value : new String[] {"1", "SCRAM-SHA-256$0:YQ==$YQ==:YQ=="}) {
            assertThatThrownBy(() -> new Scram(value).keys(USER))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static Scram of(String password) {
        return Scram.of(bytes(password), decoded(SALT), 1);
    }

    private static byte[] hmac(byte[] key) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(bytes(MESSAGES));
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
