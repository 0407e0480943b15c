package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.gate.irc.Parts.Piece;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

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
    void the_pieces_of_a_line_are_joined_and_lines_are_not() {
        var pieces = Parts.pieces("abc def\n\ng", List.of(3, 5, 7));
        assertThat(pieces)
                .containsExactly(
                        new Piece("abc", false),
                        new Piece(" d", true),
                        new Piece("ef", true),
                        new Piece("", false),
                        new Piece("g", false));
    }

    /// Of all that can be cut so, it is joined again to what it was.
    @Test
    void with_every_offset_a_joint_nothing_is_lost() {
        var text = "ab\n\n🍵c\n";
        var joints = IntStream.rangeClosed(0, text.length()).boxed().toList();
        var joined = new StringBuilder();
        for (var piece : Parts.pieces(text, joints)) {
            if (!piece.joined() && !joined.isEmpty()) joined.append('\n');
            joined.append(piece.text());
        }
        assertThat(joined).hasToString(text);
    }

    @Test
    void what_was_cut_already_is_cut_there() {
        assertThat(Parts.of("abc def\ng", List.of(3), 10)).containsExactly("abc", " def", "g");
    }
}
