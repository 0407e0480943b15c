package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Delivery;
import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Said;
import chat.madang.core.Journal;
import chat.madang.core.Memory;
import chat.madang.core.Name;
import chat.madang.core.Outbox;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Rules;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.server.ChatLoop.Ways;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class ChatLoopTest {
    private static final int SESSIONS_MAX = 10;
    private static final InstantSource CLOCK = () -> Instant.EPOCH;
    private static final SessionId AMIR = new SessionId(1);
    private static final RoomId TEA = new RoomId(1);

    private static Chat chat() {
        return new Chat(Rules.USUAL, Memory.NONE);
    }

    private static ChatLoop loop(Outbox... outboxes) {
        return loop(CLOCK, new SlowJournal(), outboxes);
    }

    private static ChatLoop loop(InstantSource clock, Journal journal, Outbox... outboxes) {
        return new ChatLoop(
                chat(),
                clock,
                new Ways(List.of(outboxes), journal),
                SESSIONS_MAX,
                ChatLoopTest::failed);
    }

    @Test
    void what_is_not_on_disk_yet_is_under_way() {
        var outbox = new SlowOutbox();
        var journal = new SlowJournal();
        journal.waitFromNowOn();
        var loop = loop(CLOCK, journal, outbox);
        enterAndCreate(loop);
        fill(loop);
        while (loop.turn()) outbox.writeAll();
        outbox.writeAll();

        assertThat(loop.offer(say("x"))).isFalse();
        journal.unwritten().forEach(Journal.Outcome::kept);
        assertThat(loop.offer(say("x"))).isTrue();
    }

    @Test
    void talk_is_not_urgent_at_the_disk_but_what_was_promised_is() {
        var journal = new SlowJournal();
        var loop = loop(CLOCK, journal, new SlowOutbox());
        enterAndCreate(loop);
        journal.waitFromNowOn();

        loop.offer(say("hi"));
        loop.turn();
        loop.offer(
                new Command.Schedule(AMIR, TEA, new Text("later"), Instant.EPOCH.plusSeconds(60)));
        loop.turn();

        assertThat(journal.unwritten())
                .extracting(Journal.Outcome::isUrgent)
                .containsExactly(false, true);
    }

    @Test
    void it_is_urgent_as_well_when_much_is_under_way() {
        var journal = new SlowJournal();
        var loop = loop(CLOCK, journal, new SlowOutbox());
        enterAndCreate(loop);
        journal.waitFromNowOn();

        fill(loop);
        loop.turn();

        assertThat(journal.unwritten()).extracting(Journal.Outcome::isUrgent).containsExactly(true);
    }

    @Test
    void what_has_gathered_is_one_turn_the_same_for_every_outbox() {
        var one = new SlowOutbox();
        var two = new SlowOutbox();
        var loop = loop(one, two);
        enterAndCreate(loop);
        loop.offer(say("a"));
        loop.offer(say("b"));

        assertThat(loop.turn()).isTrue();
        assertThat(loop.turn()).isFalse();

        assertThat(one.turns()).hasSize(1).isEqualTo(two.turns());
        assertThat(one.turns().getFirst())
                .extracting(Delivery::event)
                .extracting(SlowOutbox::kind)
                .containsExactly("Entered", "Joined", "Said", "Said");
    }

    @Test
    void the_entrance_refuses_when_too_much_is_under_way() {
        var outbox = new SlowOutbox();
        var loop = loop(outbox);
        enterAndCreate(loop);

        int taken = fill(loop);

        var weight = Weight.COMMAND_BYTES + Text.BYTES_MAX;
        assertThat(taken)
                .isBetween(
                        ChatLoop.UNDER_WAY_BYTES_MAX / weight - 1,
                        ChatLoop.UNDER_WAY_BYTES_MAX / weight + 1);
    }

    @Test
    void what_is_applied_but_not_yet_written_is_under_way() {
        var outbox = new SlowOutbox();
        var loop = loop(outbox);
        enterAndCreate(loop);
        fill(loop);

        while (loop.turn()) assertThat(loop.offer(say("x"))).isFalse();

        outbox.writeAll();
        assertThat(loop.offer(say("x"))).isTrue();
    }

    @Test
    void the_slowest_outbox_counts_and_all_are_told_when_there_is_room() {
        var fast = new SlowOutbox();
        var slow = new SlowOutbox();
        var loop = loop(fast, slow);
        enterAndCreate(loop);
        fill(loop);
        assertThat(loop.turn()).isTrue();

        fast.writeAll();
        assertThat(loop.offer(say("x"))).isFalse();
        assertThat(fast.turns()).hasSize(1);

        slow.writeAll();
        assertThat(fast.turns()).hasSize(2);
        assertThat(fast.turns().getLast()).isEmpty();
        assertThat(slow.turns().getLast()).isEmpty();
        assertThat(loop.offer(say("x"))).isTrue();
    }

    @Test
    void an_exit_is_taken_however_full_it_is() {
        var outbox = new SlowOutbox();
        var loop = loop(outbox);
        enterAndCreate(loop);
        fill(loop);

        for (int i = 1; i <= SESSIONS_MAX; i++) loop.exit(new Exit(new SessionId(i)));

        boolean more = true;
        while (more) more = loop.turn();
        assertThat(outbox.events()).anyMatch(Event.Exited.class::isInstance);
    }

    @Test
    void stopping_first_applies_what_was_taken() throws InterruptedException {
        var outbox = new SlowOutbox();
        var loop = loop(outbox);
        loop.start();
        enterAndCreate(loop);
        int said = 100;
        for (int i = 0; i < said; i++) assertThat(loop.offer(say("x"))).isTrue();

        loop.stop();

        assertThat(outbox.events()).filteredOn(Said.class::isInstance).hasSize(said);
        assertThat(loop.offer(say("late"))).isFalse();
    }

    @Test
    void commands_of_many_threads_are_all_applied_each_thread_s_in_its_order() throws Exception {
        int threads = 4;
        int each = 2_000;
        Outbox written = (_, done) -> done.run();
        var gathered = new ArrayList<Event>();
        Outbox gathering =
                (turn, done) -> {
                    for (var delivery : turn) gathered.add(delivery.event());
                    done.run();
                };
        var loop = loop(written, gathering);
        loop.start();
        var finished = new CountDownLatch(threads);
        for (int i = 1; i <= threads; i++) {
            var session = new SessionId(i);
            Thread.ofPlatform()
                    .start(() -> {
                        insist(loop, new Enter(session, new Name("p" + session.value())));
                        insist(
                                loop,
                                new CreateRoom(
                                        session,
                                        new Title("t"),
                                        new RoomPolicy(9, Ends.WITH_LAST_MEMBER, Host.NONE),
                                        IfTaken.NUMBER));
                        for (int k = 0; k < each; k++) {
                            // Refused for three of four, who are not in room 1: an answer all the
                            // same.
                            insist(loop, new Say(session, TEA, new Text(String.valueOf(k))));
                        }
                        finished.countDown();
                    });
        }
        assertThat(finished.await(60, TimeUnit.SECONDS)).isTrue();
        loop.stop();

        assertThat(gathered).hasSize(threads * (each + 2));
        assertThat(gathered)
                .filteredOn(Said.class::isInstance)
                .extracting(event -> ((Said) event).text().value())
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.range(0, each)
                                .mapToObj(String::valueOf)
                                .toList());
    }

    @Test
    void a_thread_that_cannot_go_on_says_so() throws Exception {
        Outbox broken =
                (_, _) -> {
                    throw new IllegalStateException("as the test wants it");
                };
        var failed = new CountDownLatch(1);
        var loop =
                new ChatLoop(
                        chat(),
                        CLOCK,
                        new Ways(List.of(broken), new SlowJournal()),
                        SESSIONS_MAX,
                        failed::countDown);
        loop.start();

        enterAndCreate(loop);

        assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue();
        loop.stop();
    }

    @Test
    void a_session_whose_command_cannot_be_applied_goes_and_is_told_why() {
        var outbox = new SlowOutbox();
        var loop = loop(outbox);
        loop.offer(new Enter(AMIR, new Name("amir")));
        loop.turn();

        // What no gate ever asks.
        var nothing = new Name[1];
        loop.offer(new Rename(AMIR, nothing[0]));
        loop.turn();

        assertThat(outbox.turns().getLast())
                .extracting(Delivery::event)
                .singleElement()
                .isInstanceOfSatisfying(
                        Exited.class,
                        exited ->
                                assertThat(exited.reason())
                                        .contains(new Text("The server has failed")));
    }

    private static void failed() {
        throw new AssertionError("the core has failed");
    }

    private static void insist(ChatLoop loop, Command command) {
        while (!loop.offer(command)) Thread.onSpinWait();
    }

    private static void enterAndCreate(ChatLoop loop) {
        loop.offer(new Enter(AMIR, new Name("amir")));
        loop.offer(
                new CreateRoom(
                        AMIR,
                        new Title("tea"),
                        new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.NONE),
                        IfTaken.NUMBER));
    }

    private static int fill(ChatLoop loop) {
        int taken = 0;
        while (loop.offer(say("x".repeat(Text.BYTES_MAX)))) taken++;
        return taken;
    }

    private static Say say(String text) {
        return new Say(AMIR, TEA, new Text(text));
    }
}
