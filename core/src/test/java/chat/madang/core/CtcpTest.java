package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtcpTest {
    @Test
    void what_somebody_does_is_found_with_and_without_its_end() {
        assertThat(Ctcp.action(new Text("\u0001ACTION waves \u0001"))).contains("waves ");
        assertThat(Ctcp.action(new Text("\u0001ACTION waves"))).contains("waves");
        assertThat(Ctcp.action(new Text("\u0001ACTION \u0001"))).contains("");
        assertThat(Ctcp.action(new Text("\u0001ACTION"))).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0001", "\u0001\u0001", "\u0001VERSION\u0001", "\u0001ACTIONS x\u0001"})
    void everything_else_between_marks_is_a_request(String text) {
        assertThat(Ctcp.action(new Text(text))).isEmpty();
        assertThat(Ctcp.isRequest(new Text(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hi\n\u0001VERSION\u0001",
                "\n\n\u0001VERSION\u0001\nhi",
                "\u0001ACTION waves\u0001\n\u0001VERSION\u0001"
            })
    void a_request_is_one_in_any_line(String text) {
        assertThat(Ctcp.isRequest(new Text(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hi\na\u0001",
                "hi\n\u0001ACTION waves\u0001",
                "ACTION waves",
                " \u0001VERSION\u0001",
                "a\u0001"
            })
    void what_does_not_begin_with_a_mark_is_text(String text) {
        assertThat(Ctcp.action(new Text(text))).isEmpty();
        assertThat(Ctcp.isRequest(new Text(text))).isFalse();
    }
}
