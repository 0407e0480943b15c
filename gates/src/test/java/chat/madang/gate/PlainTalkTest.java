package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command.Answer;
import chat.madang.core.Event.Said;
import chat.madang.core.Handle;
import chat.madang.core.Manner;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.SessionId;
import chat.madang.core.Stamp;
import chat.madang.core.Text;
import chat.madang.core.Title;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class PlainTalkTest {
    private static final RoomName TEA = new RoomName(new Title("tea"), new Handle("tea"));

    @Test
    void how_words_look_is_left_out_and_the_rest_stays() {
        assertTold("\u0003\u00034red\u000f, \u000304,1red and \u00033,x", "red, red and ,x");
        assertTold("\u00031234", "34");
        assertTold("\u0004ff0000,aabbccx \u0004ff0", "x ff0");
        assertTold("\u0002\u0011\u0016\u001d\u001e\u001fbold", "bold");
        assertTold("a\u0007\tb", "a\u0007\tb");
        assertTold("a\n\u0002b", "a\nb");
        assertTold("\u0002", "");
    }

    @Test
    void what_an_other_gate_says_is_told_as_it_is() {
        var said = said("rooms", "\u0001VERSION\u0001 \u00034");
        assertThat(PlainTalk.of(said)).isSameAs(said);
    }

    @Test
    void what_somebody_does_is_as_long_as_a_text_can_be() {
        var action = "\u0001ACTION " + "가".repeat(1_362) + "\u0001";
        assertThat(PlainTalk.of(said("irc", action)))
                .isEqualTo(said("irc", "* amir " + "가".repeat(1_362)));
        var nameless = said("irc", "\u0001ACTION " + "a".repeat(Text.BYTES_MAX - 8));
        var who = new Person(new SessionId(1), new Name("a".repeat(32)), nameless.who().profile());
        var named =
                new Said(
                        nameless.room(),
                        TEA,
                        who,
                        nameless.text(),
                        Manner.PLAIN,
                        Answer.AT_ONCE,
                        nameless.stamp());
        assertThat(PlainTalk.of(named))
                .isInstanceOfSatisfying(
                        Said.class,
                        told -> assertThat(told.text().bytes()).isEqualTo(Text.BYTES_MAX));
    }

    private static void assertTold(String said, String told) {
        assertThat(PlainTalk.of(said("irc", said))).isEqualTo(said("irc", told));
    }

    private static Said said(String gate, String text) {
        var profile = new Profile(gate, "a", "h", "");
        return new Said(
                new RoomId(1),
                TEA,
                new Person(new SessionId(1), new Name("amir"), profile),
                new Text(text),
                Manner.PLAIN,
                Answer.AT_ONCE,
                new Stamp(new MessageId(1), 1, Instant.EPOCH));
    }
}
