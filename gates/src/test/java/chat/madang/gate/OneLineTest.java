package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "hi", "안녕하세요", "👩‍👩‍👧", "a b", "a#b"})
    void what_is_one_line_stays_as_it_is(String text) {
        assertThat(OneLine.of(new Text(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x00, 0x07, '\t', '\n', 0x0B, 0x0C, '\r', 0x1B, 0x7F, 0x85, 0x2028, 0x2029})
    void what_would_break_it_is_a_blank(int codePoint) {
        var text = "가" + Character.toString(codePoint) + "🎉";

        assertThat(OneLine.of(new Text(text))).isEqualTo("가 🎉");
    }

    @Test
    void each_by_itself() {
        assertThat(OneLine.of(new Text("\r\na\n\n"))).isEqualTo("  a  ");
    }
}
