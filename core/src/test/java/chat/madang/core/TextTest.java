package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Random;

class TextTest {
    private static final String ROCKET = "🚀";

    @Test
    void nothing_is_a_text_of_0_bytes() {
        assertThat(new Text("").bytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\r\n", "\u001B[2J", "\u2028", "\u202E", "\uFEFF", "\uFFFF", " "})
    void any_character_may_stand_in_a_text(String value) {
        assertThat(Text.of(value)).contains(new Text(value));
    }

    @Test
    void ascii_fits_up_to_4096() {
        assertFits("a".repeat(4_096));
        assertTooLong("a".repeat(4_097));
    }

    @Test
    void letters_of_two_bytes_fit_up_to_2048() {
        assertFits("é".repeat(2_048));
        assertTooLong("é".repeat(2_048) + "a");
    }

    @Test
    void hangul_of_three_bytes_fits_up_to_1365_and_one_byte_more() {
        assertFits("하".repeat(1_365) + "a");
        assertTooLong("하".repeat(1_365) + "é");
    }

    @Test
    void emoji_of_four_bytes_fit_up_to_1024() {
        assertFits(ROCKET.repeat(1_024));
        assertTooLong(ROCKET.repeat(1_024) + "a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF})
    void bytes_are_those_of_utf8_at_every_edge(int codePoint) {
        assertCounts("a" + Character.toString(codePoint) + "b");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bytes_are_those_of_utf8_for_any_mixture(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            var mixture = new StringBuilder();
            random.ints(random.nextInt(20), 0, Character.MAX_CODE_POINT + 1)
                    .map(codePoint -> random.nextBoolean() ? codePoint : codePoint & 0xFFF)
                    .filter(codePoint -> Character.getType(codePoint) != Character.SURROGATE)
                    .forEach(mixture::appendCodePoint);
            assertCounts(mixture.toString());
        }
    }

    // Numbers, because a lone surrogate does not survive in a class file as an annotation's text.
    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void a_lone_surrogate_is_refused_wherever_it_stands(int surrogate) {
        String lone = Character.toString(surrogate);
        assertRefused(lone);
        assertRefused("a" + lone);
        assertRefused(lone + "a");
        assertRefused("a" + lone + "b");
        assertRefused(ROCKET + lone);
    }

    @Test
    void surrogates_in_the_wrong_order_or_in_a_row_are_refused() {
        assertRefused("\uDE80\uD83D");
        assertRefused("\uD83D\uD83D\uDE80");
        assertRefused("\uD83D\uDE80\uDE80");
    }

    private static void assertFits(String value) {
        assertThat(Text.of(value)).contains(new Text(value));
        assertThat(new Text(value).bytes()).isEqualTo(4_096);
    }

    private static void assertTooLong(String value) {
        assertThat(value.getBytes(StandardCharsets.UTF_8)).hasSize(4_097);
        assertRefused(value);
    }

    private static void assertCounts(String value) {
        assertThat(new Text(value).bytes())
                .as("%s", value.codePoints().boxed().toList())
                .isEqualTo(value.getBytes(StandardCharsets.UTF_8).length);
    }

    private static void assertRefused(String value) {
        assertThat(Text.of(value)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Text(value))
                .withMessage(
                        "text: %d chars (expected: 0..4096 bytes, no lone surrogates)",
                        value.length());
    }
}
