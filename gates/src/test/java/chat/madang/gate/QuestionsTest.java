package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.core.Answered.Pong;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Say;
import chat.madang.core.Event.Refused;
import chat.madang.core.Manner;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.core.Text;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Which answer is whose.
class QuestionsTest {
    private static final SessionId AMIR = new SessionId(7);

    private final Questions questions = new Questions();
    private final List<String> done = new ArrayList<>();

    @Test
    void an_answer_is_that_of_the_eldest_question_that_it_fits() {
        questions.expect(new Ping(AMIR), _ -> done.add("ping"));
        questions.expect(new ListRooms(AMIR), _ -> done.add("list"));

        assertThat(questions.answered(new Refused(new ListRooms(AMIR), Refusal.NOT_STORED)))
                .isTrue();
        assertThat(questions.answered(new Pong(AMIR))).isTrue();
        assertThat(questions.answered(new Pong(AMIR))).isFalse();
        assertThat(done).containsExactly("list", "ping");
    }

    @Test
    void what_is_to_be_done_when_all_is_answered_is_done_then_and_once() {
        questions.expect(new Ping(AMIR), _ -> done.add("ping"));
        questions.whenNone(() -> done.add("end"));
        assertThat(done).isEmpty();

        questions.answered(new Pong(AMIR));
        questions.answered(new Pong(AMIR));

        assertThat(done).containsExactly("ping", "end");
    }

    @Test
    void it_knows_whether_it_waits_for_the_disk() {
        var say = new Say(AMIR, new RoomId(1), new Text("hi"), Manner.PLAIN, Answer.WHEN_STORED);
        questions.expect(new Ping(AMIR), _ -> done.add("ping"));
        assertThat(questions.isPromised()).isFalse();
        questions.expect(say, _ -> done.add("say"));
        assertThat(questions.isPromised()).isTrue();

        questions.answered(new Pong(AMIR));
        assertThat(questions.isPromised()).isTrue();
        questions.answered(new Refused(say, Refusal.NOT_STORED));
        assertThat(questions.isPromised()).isFalse();
        assertThat(done).containsExactly("ping", "say");
    }

    @Test
    void one_thing_can_be_done_when_all_is_answered() {
        questions.expect(new Ping(AMIR), _ -> {});
        questions.whenNone(() -> {});

        assertThatThrownBy(() -> questions.whenNone(() -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void when_nothing_is_asked_it_is_done_at_once() {
        questions.whenNone(() -> done.add("end"));

        assertThat(done).containsExactly("end");
    }
}
