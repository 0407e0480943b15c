package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class IrcMessageTest {
    @Test
    void the_last_parameter_has_a_colon_when_it_needs_one() {
        assertThat(written("a b")).isEqualTo(":s A x :a b\r\n");
        assertThat(written("")).isEqualTo(":s A x :\r\n");
        assertThat(written(":a")).isEqualTo(":s A x ::a\r\n");
        assertThat(written("a:")).isEqualTo(":s A x a:\r\n");
    }

    @Test
    void what_can_stand_only_at_the_end_is_a_star_before_it() {
        assertThat(text(IrcMessage.of("s", "401", "a", "b c", "no")))
                .isEqualTo(":s 401 a * no\r\n");
        assertThat(text(IrcMessage.of("s", "401", "a", "", "no"))).isEqualTo(":s 401 a * no\r\n");
        assertThat(text(IrcMessage.of("s", "401", ":a", "no"))).isEqualTo(":s 401 * no\r\n");
    }

    @Test
    void without_a_source_the_command_comes_first() {
        assertThat(text(IrcMessage.of("", "ERROR", "a b"))).isEqualTo("ERROR :a b\r\n");
    }

    @Test
    void tags_come_first_and_do_not_count() {
        var message =
                new IrcMessage(List.of("a=" + "x".repeat(1_000)), "s", "A", List.of("b")).with("c");
        assertThat(text(message)).isEqualTo("@c;a=" + "x".repeat(1_000) + " :s A b\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", ":", "채 차", "🍵"})
    void how_many_bytes_it_takes_is_known_before(String last) {
        var plain = IrcMessage.of("채", "PRIVMSG", "#차", last);
        for (var message : List.of(plain, plain.with("a=차").with("b"))) {
            assertThat(message.bytesMax()).isEqualTo(text(message).getBytes(UTF_8).length);
        }
        var cut = IrcMessage.of("s", "A", last + "채".repeat(200)).with("a");
        assertThat(cut.bytesMax()).isEqualTo("@a ".length() + IrcMessage.BODY_MAX);
        assertThat(text(cut).getBytes(UTF_8).length).isBetween(cut.bytesMax() - 3, cut.bytesMax());
        var star = IrcMessage.of("", "401", "a", "b c", "no");
        assertThat(star.bytesMax()).isGreaterThanOrEqualTo(text(star).length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "채", "🍵", "채x🍵"})
    void what_does_not_fit_is_cut_between_characters(String character) {
        for (int blanks = 0; blanks < 4; blanks++) {
            var text = " ".repeat(blanks) + character.repeat(600);
            var bytes = text(IrcMessage.of("s", "A", "to", text)).getBytes(UTF_8);
            assertThat(bytes.length).isBetween(IrcMessage.BODY_MAX - 3, IrcMessage.BODY_MAX);
            var sent = new String(bytes, UTF_8);
            assertThat(sent).endsWith("\r\n").doesNotContain("\uFFFD");
            var kept = sent.substring(sent.indexOf(character), sent.length() - 2);
            assertThat(text.strip()).startsWith(kept);
        }
    }

    @Test
    void what_just_fits_is_not_cut() {
        var head = IrcMessage.of("채", "PRIVMSG", "#차");
        var fits = " ".repeat(head.room());
        assertThat(text(IrcMessage.of("채", "PRIVMSG", "#차", fits)).getBytes(UTF_8))
                .hasSize(IrcMessage.BODY_MAX)
                .endsWith(" \r\n".getBytes(UTF_8));
        assertThat(text(IrcMessage.of("채", "PRIVMSG", "#차", fits + "x")))
                .isEqualTo(text(IrcMessage.of("채", "PRIVMSG", "#차", fits)));
    }

    private static String written(String last) {
        return text(IrcMessage.of("s", "A", "x", last));
    }

    private static String text(IrcMessage message) {
        var out = Unpooled.buffer();
        message.write(out);
        return out.toString(UTF_8);
    }
}
