package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitleTest {
    @ParameterizedTest
    @ValueSource(strings = {"t", "tea and chess", "우리 반", "#tea", "👩‍🚀 club", " tea "})
    void a_line_of_text_is_a_title(String value) {
        assertThat(Title.of(value)).contains(new Title(value));
        assertThat(new Title(value)).hasToString(value);
    }

    @Test
    void ascii_fits_up_to_255() {
        assertTitle("a".repeat(255));
        assertRefused("a".repeat(256));
    }

    @Test
    void hangul_of_three_bytes_fits_up_to_85() {
        assertTitle("하".repeat(85));
        assertRefused("하".repeat(85) + "a");
    }

    @Test
    void emoji_of_four_bytes_fit_up_to_63_and_three_bytes_more() {
        assertTitle("🚀".repeat(63) + "하");
        assertRefused("🚀".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000"})
    void a_blank_title_is_refused(String value) {
        assertRefused(value);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029, 0xD800,
                0xDBFF, 0xDC00, 0xDFFF, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069,
                0x061C, 0xFEFF
            })
    void what_would_harm_a_line_is_refused_wherever_it_stands(int codePoint) {
        String harmful = Character.toString(codePoint);
        assertRefused(harmful + "a");
        assertRefused("a" + harmful + "b");
        assertRefused("a" + harmful);
    }

    private static void assertTitle(String value) {
        assertThat(Title.of(value)).contains(new Title(value));
    }

    private static void assertRefused(String value) {
        assertThat(Title.of(value)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Title(value))
                .withMessageContaining("title: %d chars", value.length());
    }
}
