package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# | a#b | a_b",
                "# | a b | a b",
                "' ' | a b | a_b",
                "' ' | 'a\u3000b\u00A0' | a_b_",
                "'#, ' | '#, 하늘' | ___하늘",
                "🚀 | a🚀b | a_b",
                "'' | a#b | a#b"
            })
    void what_a_gate_cannot_carry_becomes_an_underscore(
            String forbidden, String name, String shown) {
        var spelling = new Spelling(forbidden);
        assertThat(spelling.of(new Name(name))).isEqualTo(shown);
        assertThat(spelling.carries(new Name(name))).isEqualTo(name.equals(shown));
        assertThat(Name.of(shown)).isPresent();
    }

    @Test
    void the_longest_name_is_shown_in_full() {
        var name = new Name("🚀 ".repeat(16));
        assertThat(new Spelling(" ").of(name)).isEqualTo("🚀_".repeat(16));
        assertThat(Spelling.EXACT.of(name)).isEqualTo(name.value());
    }
}
