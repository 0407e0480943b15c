package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class RowsTest {
    @Test
    void of_no_words_there_is_no_row() {
        assertThat(Rows.of(List.of(), " ", 10)).isEmpty();
    }

    @Test
    void a_row_has_as_many_words_as_fit() {
        var words = List.of("aaa", "bbb", "ccc", "dd");
        assertThat(Rows.of(words, " ", 11)).containsExactly("aaa bbb ccc", "dd");
        assertThat(Rows.of(words, " ", 10)).containsExactly("aaa bbb", "ccc dd");
        assertThat(Rows.of(words, ",", 2)).containsExactly("aaa", "bbb", "ccc", "dd");
    }

    @Test
    void bytes_count_and_not_characters() {
        assertThat(Rows.of(List.of("채채", "채"), " ", 9)).containsExactly("채채", "채");
        assertThat(Rows.of(List.of("채채", "채"), " ", 10)).containsExactly("채채 채");
    }
}
