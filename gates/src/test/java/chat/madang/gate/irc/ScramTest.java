package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Name;
import chat.madang.core.ScramKeys;
import chat.madang.gate.ScramClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class ScramTest {
    private static final String BARE = "n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final Account USER = new Account(new AccountId(1), new Name("user"));
    private static final ScramKeys KEYS = ScramClient.keys(Optional.of(USER), "pencil");

    private final Scram scram = Scram.begin("n,," + BARE).orElseThrow();
    private final String challenge = scram.challenge(KEYS);
    private final String unproved = "c=biws," + challenge.substring(0, challenge.indexOf(','));

    /// The example of RFC 7677: the client of these tests is right, so what it agrees with is.
    @Test
    void the_client_speaks_as_the_example_does() {
        var nonce = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        var first = nonce + ",s=" + ScramClient.SALT + ",i=4096";
        assertThat(ScramClient.last("pencil", BARE, first, "c=biws," + nonce))
                .isEqualTo("c=biws," + nonce + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(ScramClient.signature("pencil", BARE, first, "c=biws," + nonce))
                .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void the_challenge_goes_on_from_the_clients_nonce() {
        assertThat(scram.name()).isEqualTo("user");
        assertThat(challenge)
                .matches(
                        "r=rOprNGfwEbeRWgbNEkqO[!-+\\--~]{18,},s=\\Q%s\\E,i=4096"
                                .formatted(ScramClient.SALT));
        assertThat(Scram.begin("n,," + BARE).orElseThrow().challenge(KEYS)).isNotEqualTo(challenge);
    }

    @Test
    void who_knows_the_password_is_let_in_and_told_that_the_server_knows_it_too() {
        var last = ScramClient.last("pencil", BARE, challenge, unproved);
        assertThat(scram.verify(last, KEYS))
                .contains(ScramClient.signature("pencil", BARE, challenge, unproved));
    }

    @Test
    void who_does_not_is_not() {
        var wrong = ScramClient.last("pen", BARE, challenge, unproved);
        assertThat(scram.verify(wrong, KEYS)).isEmpty();
        var right = ScramClient.last("pencil", BARE, challenge, unproved);
        for (int i = 0; i < right.length(); i++) {
            char other = right.charAt(i) == 'A' ? 'B' : 'A';
            var changed = right.substring(0, i) + other + right.substring(i + 1);
            // The last letter before the padding has two bits that mean nothing.
            if (i == right.length() - 2) continue;
            assertThat(scram.verify(changed, KEYS)).as("%s", changed).isEmpty();
        }
    }

    @Test
    void nothing_proves_to_be_somebody_who_is_not_known() {
        var last = ScramClient.last("pencil", BARE, challenge, unproved);
        assertThat(scram.verify(last, ScramClient.keys(Optional.empty(), "pencil"))).isEmpty();
    }

    @Test
    void before_the_challenge_nothing_is_proved() {
        var silent = Scram.begin("n,," + BARE).orElseThrow();
        var last = ScramClient.last("pencil", BARE, challenge, unproved);
        assertThat(silent.verify(last, KEYS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c=biws", ",p=", "c=biws,p=AAAA", "c=biws,r=x,p=!"})
    void what_is_no_last_message_proves_nothing(String last) {
        assertThat(scram.verify(last, KEYS)).isEmpty();
    }

    @Test
    void the_name_is_unescaped_and_may_be_said_twice() {
        assertThat(Scram.begin("y,,n=a=2Cb=3D2C,r=x").orElseThrow().name()).isEqualTo("a,b=2C");
        assertThat(Scram.begin("n,a=user,n=user,r=x").orElseThrow().name()).isEqualTo("user");
    }

    @Test
    void the_header_is_part_of_the_proof() {
        var acting = Scram.begin("n,a=user," + BARE).orElseThrow();
        var said = acting.challenge(KEYS);
        var header = ScramClient.base64("n,a=user,".getBytes(UTF_8));
        var own = "c=" + header + "," + said.substring(0, said.indexOf(','));
        assertThat(acting.verify(ScramClient.last("pencil", BARE, said, own), KEYS)).isPresent();
        var other = "c=biws," + said.substring(0, said.indexOf(','));
        assertThat(acting.verify(ScramClient.last("pencil", BARE, said, other), KEYS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n,,",
                "n,,n=user",
                "n,,r=x,n=user",
                "n,,n=user,r=",
                "n,a=other,n=user,r=x",
                "p=tls-unique,,n=user,r=x",
                "n,,m=ext,n=user,r=x",
            })
    void what_is_no_first_message_begins_nothing(String first) {
        assertThat(Scram.begin(first)).isEmpty();
    }
}
