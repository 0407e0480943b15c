package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.List;

class PartsTest {
    @Test
    void each_line_is_a_part_but_blank_ones() {
        assertThat(Parts.of("a\n\n b \n\t\nc", List.of(), 10)).containsExactly("a", " b ", "c");
    }

    @Test
    void where_there_is_nothing_there_is_a_blank() {
        assertThat(Parts.of("", List.of(), 10)).containsExactly(" ");
        assertThat(Parts.of("\n \n", List.of(), 10)).containsExactly(" ");
    }

    @Test
    void a_long_line_is_cut_between_characters_and_nothing_is_lost() {
        for (int bytesMax = 4; bytesMax < 40; bytesMax++) {
            var text = "a채é🍵".repeat(20);
            var parts = Parts.of(text, List.of(), bytesMax);
            assertThat(String.join("", parts)).isEqualTo(text);
            for (var part : parts) {
                assertThat(part.getBytes(UTF_8).length).isBetween(1, bytesMax);
                assertThat(part).doesNotContain("\uFFFD");
            }
        }
    }

    @Test
    void what_was_cut_already_is_cut_there() {
        assertThat(Parts.of("abc def\ng", List.of(3), 10)).containsExactly("abc", " def", "g");
    }
}
