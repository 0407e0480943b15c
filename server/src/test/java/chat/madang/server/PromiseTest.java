package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Chat;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Event.Refused;
import chat.madang.core.Manner;
import chat.madang.core.Memory;
import chat.madang.core.Name;
import chat.madang.core.Nonce;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Rules;
import chat.madang.core.SessionId;
import chat.madang.core.Tags;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.server.ChatLoop.Ways;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What the core's thread does with a promise: when it is told, and when it is taken back. Amir has
/// entered and made a room.
class PromiseTest {
    private static final SessionId AMIR = new SessionId(1);
    private static final RoomId TEA = new RoomId(1);
    private static final Instant SOON = Instant.EPOCH.plusSeconds(1);

    private final SlowOutbox outbox = new SlowOutbox();
    private final SlowJournal journal = new SlowJournal();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final ChatLoop loop =
            new ChatLoop(
                    new Chat(Rules.USUAL, Memory.NONE),
                    now::get,
                    new Ways(List.of(outbox), journal),
                    1,
                    PromiseTest::failed);

    @BeforeEach
    void setUp() {
        loop.offer(new Enter(AMIR, new Name("amir")));
        loop.offer(
                new CreateRoom(
                        AMIR,
                        new Title("tea"),
                        new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.NONE),
                        IfTaken.NUMBER));
    }

    @Test
    void it_is_told_when_it_is_on_disk_and_not_before() {
        journal.waitFromNowOn();
        schedule(Instant.MAX);

        assertThat(outbox.kinds()).containsExactly("Entered", "Joined");
        assertThat(journal.turns().getFirst())
                .extracting(SlowOutbox::kind)
                .containsExactly("Entered", "Joined", "Scheduled");
        journal.unwritten().remove().kept();
        assertThat(outbox.kinds()).containsExactly("Entered", "Joined", "Scheduled");
    }

    @Test
    void what_cannot_be_written_is_refused_and_taken_back() {
        journal.waitFromNowOn();
        schedule(SOON);

        journal.unwritten().remove().failed();
        assertThat(loop.turn()).isTrue();

        assertThat(outbox.kinds()).containsExactly("Entered", "Joined", "Refused");
        assertNotStored();
        now.set(SOON);
        assertThat(loop.turn()).isFalse();
    }

    @Test
    void what_is_too_late_to_be_taken_back_is_told_and_not_written_again() {
        journal.waitFromNowOn();
        schedule(SOON);
        now.set(SOON.plusSeconds(1));
        assertThat(loop.turn()).isTrue();
        assertThat(outbox.kinds()).containsExactly("Entered", "Joined", "SaidAsScheduled");

        var scheduled = journal.unwritten().remove();
        journal.unwritten().remove().kept();
        scheduled.failed();
        assertThat(loop.turn()).isTrue();

        assertThat(outbox.kinds()).endsWith("SaidAsScheduled", "Scheduled");
        assertThat(journal.turns()).hasSize(3);
        assertThat(journal.turns().getLast()).isEmpty();
        journal.unwritten().remove().kept();
        assertThat(outbox.kinds()).endsWith("SaidAsScheduled", "Scheduled");
        assertThat(loop.turn()).isFalse();
    }

    @Test
    void what_is_scheduled_is_said_when_its_time_has_come() {
        schedule(SOON);

        now.set(SOON.minusMillis(1));
        assertThat(loop.turn()).isFalse();
        now.set(SOON);
        assertThat(loop.turn()).isTrue();
        assertThat(outbox.kinds()).endsWith("SaidAsScheduled");
        assertThat(loop.turn()).isFalse();
    }

    @Test
    void what_cannot_be_written_after_the_stop_is_refused_as_well() throws Exception {
        journal.waitFromNowOn();
        loop.start();
        loop.offer(new Schedule(AMIR, TEA, new Text("later"), SOON));
        loop.stop();
        assertThat(outbox.kinds()).containsExactly("Entered", "Joined");

        journal.unwritten().forEach(outcome -> outcome.failed());
        loop.takeBack();

        assertThat(outbox.kinds()).containsExactly("Entered", "Joined", "Refused");
        assertNotStored();
    }

    @Test
    void what_is_noted_again_is_told_when_it_was_written_whatever_becomes_of_its_own_turn() {
        journal.waitFromNowOn();
        say();
        say();
        journal.unwritten().remove().kept();
        journal.unwritten().remove().failed();

        assertThat(outbox.kinds()).containsExactly("Entered", "Joined", "Said", "Noted", "Noted");
        assertThat(loop.turn()).isFalse();
    }

    @Test
    void what_is_noted_again_is_refused_when_it_was_not_written_and_then_it_may_be_said_again() {
        journal.waitFromNowOn();
        say();
        say();
        journal.unwritten().remove().failed();
        journal.unwritten().remove().kept();
        assertThat(outbox.kinds()).containsExactly("Entered", "Joined", "Said");

        assertThat(loop.turn()).isTrue();
        assertThat(outbox.kinds()).endsWith("Said", "Refused", "Refused");
        assertNotStored();
        journal.unwritten().remove().kept();
        say();
        journal.unwritten().remove().kept();
        assertThat(outbox.kinds()).endsWith("Refused", "Said", "Noted");
        assertThat(loop.turn()).isFalse();
    }

    /// Has amir say something under a nonce, always the same.
    private void say() {
        var nonce = Optional.of(new Nonce("n"));
        var manner = new Manner(false, Optional.empty(), Tags.NONE, List.of(), nonce);
        loop.offer(new Say(AMIR, TEA, new Text("hi"), manner, Answer.WHEN_STORED));
        assertThat(loop.turn()).isTrue();
    }

    /// Has amir schedule a message, as the last thing of the first turn.
    private void schedule(Instant due) {
        loop.offer(new Schedule(AMIR, TEA, new Text("later"), due));
        assertThat(loop.turn()).isTrue();
    }

    private void assertNotStored() {
        assertThat(outbox.events().getLast())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Refusal.NOT_STORED));
    }

    private static void failed() {
        throw new AssertionError("the core has failed");
    }
}
