package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ReplyTest {
    private final List<String> sent = new ArrayList<>();

    @Test
    void without_a_label_each_line_goes_out_at_once() {
        var reply = reply(null);
        reply.line(message("A"));
        assertThat(sent).containsExactly(":s A");
        reply.openBatch();
        reply.line(message("B"));
        reply.heard();
        assertThat(sent).containsExactly(":s A", ":s B");
    }

    @Test
    void nothing_is_acknowledged() {
        reply("x y").heard();
        assertThat(sent).containsExactly("@label=x\\sy :s ACK");
    }

    @Test
    void one_line_has_the_label() {
        var reply = reply("7");
        reply.line(message("A").with("msgid=1"));
        assertThat(sent).isEmpty();
        reply.heard();
        assertThat(sent).containsExactly("@label=7;msgid=1 :s A");
    }

    @Test
    void several_lines_are_a_batch() {
        var reply = reply("7");
        reply.line(message("A"));
        reply.line(message("B"));
        reply.heard();
        assertThat(sent)
                .containsExactly(
                        "@label=7 :s BATCH +1 labeled-response",
                        "@batch=1 :s A",
                        "@batch=1 :s B",
                        ":s BATCH -1");
    }

    @Test
    void it_is_over_when_everything_was_answered() {
        var reply = reply("7");
        reply.asks();
        reply.asks();
        reply.heard();
        reply.answered();
        assertThat(sent).isEmpty();
        reply.line(message("A"));
        reply.answered();
        assertThat(sent).containsExactly("@label=7 :s A");
    }

    @Test
    void a_batch_of_its_own_is_the_whole_answer() {
        var reply = reply("7");
        reply.batch(List.of(message("A"), message("B")), "chathistory", "#a");
        reply.heard();
        assertThat(sent)
                .containsExactly(
                        "@label=7 :s BATCH +1 chathistory #a",
                        "@batch=1 :s A",
                        "@batch=1 :s B",
                        ":s BATCH -1");
    }

    @Test
    void a_batch_among_lines_is_nested() {
        var reply = reply("7");
        reply.line(message("A"));
        reply.batch(List.of(message("B")), "chathistory", "#a");
        reply.heard();
        assertThat(sent)
                .containsExactly(
                        "@label=7 :s BATCH +1 labeled-response",
                        "@batch=1 :s A",
                        "@batch=1 :s BATCH +1-1 chathistory #a",
                        "@batch=1-1 :s B",
                        "@batch=1 :s BATCH -1-1",
                        ":s BATCH -1");
    }

    @Test
    void without_a_label_a_batch_is_one_all_the_same() {
        var reply = reply(null);
        reply.batch(List.of(message("A")), "chathistory", "#a");
        reply.heard();
        assertThat(sent)
                .containsExactly(":s BATCH +1 chathistory #a", "@batch=1 :s A", ":s BATCH -1");
    }

    @Test
    void a_message_of_several_lines_has_the_label_where_it_opens() {
        var lines =
                List.of(
                        IrcMessage.of("a", "BATCH", "+m", "draft/multiline", "#a"),
                        IrcMessage.of("a", "PRIVMSG", "#a", "x").with("batch=m"),
                        IrcMessage.of("s", "BATCH", "-m"));
        var reply = reply("7");
        reply.message(lines);
        reply.heard();
        assertThat(sent)
                .containsExactly(
                        "@label=7 :a BATCH +m draft/multiline #a",
                        "@batch=m :a PRIVMSG #a x",
                        ":s BATCH -m");
    }

    @Test
    void a_message_of_one_line_is_like_any() {
        var reply = reply("7");
        reply.message(List.of(message("A")));
        reply.heard();
        assertThat(sent).containsExactly("@label=7 :s A");
    }

    private Reply reply(@Nullable String label) {
        return new Reply("s", label, "1", message -> sent.add(text(message)));
    }

    private static IrcMessage message(String command) {
        return IrcMessage.of("s", command);
    }

    private static String text(IrcMessage message) {
        var out = Unpooled.buffer();
        message.write(out);
        return out.toString(UTF_8).strip();
    }
}
