package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
    @ParameterizedTest
    @ValueSource(strings = {"a@b", "amir+tea@example.org", "채@예.한국", "\"x\"@[::1]"})
    void something_at_something_is_an_address(String written) {
        assertThat(Email.of(written).map(Email::value)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "@",
                "amir",
                "amir@",
                "@b",
                "a@b@c",
                "a b@c",
                "a@b\t",
                "a@\u0000",
                "a\u202e@b",
                "a@b\u2028",
                "a@\ud800"
            })
    void anything_else_is_none(String written) {
        assertThat(Email.of(written)).isEmpty();
        assertThatThrownBy(() -> new Email(written)).hasMessageContaining("expected: something@");
    }

    @Test
    void an_address_has_254_bytes_at_the_most() {
        assertThat(Email.of("a@" + "b".repeat(252))).isPresent();
        assertThat(Email.of("a@" + "b".repeat(253))).isEmpty();
        assertThat(Email.of("a@" + "é".repeat(126))).isPresent();
        assertThat(Email.of("a@" + "é".repeat(127))).isEmpty();
    }
}
