package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello, world",
                "안녕하세요",
                "한글",
                "日本語",
                "مرحبا",
                "👩‍👩‍👧‍👦",
                "❤️‍🔥",
                "👍🏽",
                "🇰🇷",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
                "می\u200Cخواهم",
            })
    void what_people_write_stays_as_it_is(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x08, 0x0A, 0x0B, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x90, 0x9B, 0x9D,
                0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202D, 0x202E, 0x2066,
                0x2069, 0xFEFF, 0xD800, 0xDFFF, 0xE0001,
            })
    void what_could_do_harm_is_replaced(int codePoint) {
        var text = "a" + Character.toString(codePoint) + "b";
        assertThat(Printable.of(text)).isEqualTo("a\uFFFDb");
    }

    @Test
    void a_tab_is_a_space() {
        assertThat(Printable.of("a\tb")).isEqualTo("a b");
    }
}
