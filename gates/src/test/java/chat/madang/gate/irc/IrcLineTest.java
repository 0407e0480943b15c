package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class IrcLineTest {
    @Test
    void a_line_is_tags_a_source_a_command_and_parameters() {
        var line = read("@a=1;+b :amir!x@y privmsg  #tea   :hello, all ");
        assertThat(line.tags()).isEqualTo(Map.of("a", "1", "+b", ""));
        assertThat(line.command()).isEqualTo("PRIVMSG");
        assertThat(line.params()).containsExactly("#tea", "hello, all ");
    }

    @Test
    void only_the_last_parameter_may_have_blanks_or_nothing() {
        assertThat(read("A").params()).isEmpty();
        assertThat(read("A ").params()).isEmpty();
        assertThat(read("A :").params()).containsExactly("");
        assertThat(read("A b:c :d :e").params()).containsExactly("b:c", "d :e");
        assertThat(read("A  b  ").params()).containsExactly("b");
    }

    @Test
    void an_empty_parameter_is_as_good_as_none() {
        var line = read("A b :");
        assertThat(line.param(0)).contains("b");
        assertThat(line.param(1)).isEmpty();
        assertThat(line.param(2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "@a=b", "@a=b ", ":amir", ":amir ", "@a :amir "})
    void without_a_command_there_is_nothing(String line) {
        assertThat(IrcLine.of(line)).isEmpty();
    }

    @Test
    void values_of_tags_are_escaped() {
        var tags = read("@a=\\:\\s\\\\\\r\\n\\x\\ A").tags();
        assertThat(tags).isEqualTo(Map.of("a", "; \\\r\nx"));
    }

    @Test
    void of_a_tag_that_comes_twice_the_last_counts() {
        assertThat(read("@a=1;b=2;a=3 A").tags()).isEqualTo(Map.of("a", "3", "b", "2"));
        assertThat(read("@;=x;a A").tags()).isEqualTo(Map.of("a", ""));
        assertThat(read("@a=b=c A").tags()).isEqualTo(Map.of("a", "b=c"));
    }

    @Test
    void others_get_the_clients_own_tags_escaped_again() {
        var line = read("@label=1;+a=\\:\\s;time=x;+;+b=;+c=\\q A");
        assertThat(line.clientTags()).isEqualTo("+a=\\:\\s;+b;+c=q");
    }

    private static IrcLine read(String line) {
        return IrcLine.of(line).orElseThrow();
    }
}
