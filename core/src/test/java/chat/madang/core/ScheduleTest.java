package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.core.Answered.ScheduledListed;
import chat.madang.core.Answered.ScheduledListed.Waiting;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListScheduled;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.SayDue;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Unschedule;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Memory.LastingRoom;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is said later, and what a yard remembers: one example each.
class ScheduleTest extends Stage {
    private static final Instant SOON = NOON.plusSeconds(1);
    private static final Instant LATER = NOON.plusSeconds(2);

    // Schedule, SayDue

    @Test
    void nothing_is_due_in_a_new_yard() {
        assertThat(nextDue()).isEmpty();
        assertThat(apply(new SayDue())).isEmpty();
    }

    @Test
    void whoever_schedules_hears_it_alone_and_the_room_hears_it_when_it_is_due() {
        amirAndBeaInTea();
        var schedule = new Schedule(AMIR, FIRST, HELLO, SOON);
        var message = new ScheduledMessage(id(2), FIRST, AMIRS_NAME, HELLO, SOON);
        assertThat(apply(schedule)).isEqualTo(alone(AMIR, new Scheduled(schedule, message)));
        assertThat(nextDue()).contains(SOON);
        assertThat(applyAt(SOON.minusNanos(1), new SayDue())).isEmpty();
        var said = new SaidAsScheduled(message, TEA_ROOM, Optional.of(AMIR), at(SOON, 0, 3));
        assertThat(applyAt(SOON, new SayDue())).isEqualTo(toRoom(FIRST, said));
        assertThat(nextDue()).isEmpty();
        assertThat(applyAt(SOON, new SayDue())).isEmpty();
    }

    @Test
    void what_is_due_is_said_in_order_of_time_and_then_of_scheduling() {
        amirAndBeaInTea();
        schedule(AMIR, "third", LATER);
        schedule(AMIR, "first", SOON);
        schedule(BEA, "second", SOON);
        schedule(BEA, "never", Instant.MAX);
        assertThat(said(LATER)).containsExactly("first", "second", "third");
        assertThat(nextDue()).contains(Instant.MAX);
    }

    @Test
    void it_is_said_under_the_name_that_the_author_had() {
        amirAndBeaInTea();
        schedule(AMIR, "hello", SOON);
        apply(new Rename(AMIR, CHOES_NAME));
        assertThat(applyAt(SOON, new SayDue()).getFirst().event())
                .isInstanceOfSatisfying(
                        SaidAsScheduled.class,
                        said -> {
                            assertThat(said.message().author()).isEqualTo(AMIRS_NAME);
                            assertThat(said.to()).isEqualTo(AMIR);
                        });
    }

    @Test
    void it_is_said_though_the_author_is_gone() {
        amirAndBeaInTea();
        schedule(AMIR, "hello", SOON);
        apply(new Exit(AMIR));
        assertThat(applyAt(SOON, new SayDue()).getFirst().event().to()).isEqualTo(SessionId.NOBODY);
    }

    @Test
    void nothing_is_said_in_a_room_that_is_over() {
        amirAndBeaInTea();
        schedule(AMIR, "hello", SOON);
        apply(new Leave(AMIR, FIRST));
        assertThat(nextDue()).contains(SOON);
        apply(new Leave(BEA, FIRST));
        assertThat(nextDue()).isEmpty();
        assertThat(applyAt(SOON, new SayDue())).isEmpty();
    }

    @Test
    void what_cannot_be_said_is_not_tried_again() {
        var yard = new Yard(Rules.USUAL, Memory.NONE);
        var talking = new Talking(yard, new Mailroom(yard));
        // As by a mistake of ours: there is no such room.
        var message = new ScheduledMessage(id(1), FIRST, AMIRS_NAME, HELLO, SOON);
        yard.agenda().add(message, Optional.empty());

        assertThatThrownBy(() -> talking.sayDue(SOON)).isInstanceOf(RuntimeException.class);

        assertThat(yard.agenda().nextDue()).isEmpty();
        assertThat(talking.sayDue(SOON)).isEmpty();
    }

    @Test
    void a_person_has_so_many_scheduled_messages_under_any_name_and_by_any_connection() {
        amirAndBeaInTea();
        schedule(AMIR, "one", SOON);
        schedule(AMIR, "two", LATER);
        var third = new Schedule(AMIR, FIRST, HELLO, SOON);
        assertRefused(third, Refusal.TOO_MANY_SCHEDULED);
        apply(new Rename(AMIR, CHOES_NAME));
        assertRefused(third, Refusal.TOO_MANY_SCHEDULED);
        apply(new Exit(AMIR));
        apply(new Enter(CHOE, AMIRS_NAME));
        apply(new Join(CHOE, FIRST));
        assertRefused(new Schedule(CHOE, FIRST, HELLO, SOON), Refusal.TOO_MANY_SCHEDULED);
        assertThat(said(SOON)).containsExactly("one");
        assertThat(answer(new Schedule(CHOE, FIRST, HELLO, SOON))).isInstanceOf(Scheduled.class);
    }

    @Test
    void nobody_schedules_in_a_room_that_they_are_not_in() {
        amirAndBeaInTea();
        apply(new Enter(CHOE, CHOES_NAME));
        assertRefused(new Schedule(CHOE, FIRST, HELLO, SOON), Refusal.NOT_A_MEMBER);
        assertRefused(new Schedule(CHOE, SECOND, HELLO, SOON), Refusal.NO_SUCH_ROOM);
        assertRefused(new Schedule(DANA, SECOND, HELLO, SOON), Refusal.NOT_ENTERED);
    }

    // ListScheduled, Unschedule

    @Test
    void whoever_asks_is_told_what_waits_under_their_name_in_order_of_its_time() {
        amirAndBeaInTea();
        schedule(AMIR, "later", LATER);
        schedule(AMIR, "soon", SOON);
        schedule(BEA, "hers", SOON);
        var soon = new ScheduledMessage(id(3), FIRST, AMIRS_NAME, new Text("soon"), SOON);
        var later = new ScheduledMessage(id(2), FIRST, AMIRS_NAME, new Text("later"), LATER);
        assertThat(apply(new ListScheduled(AMIR)))
                .isEqualTo(
                        alone(
                                AMIR,
                                new ScheduledListed(
                                        AMIR,
                                        List.of(
                                                new Waiting(soon, TEA_ROOM),
                                                new Waiting(later, TEA_ROOM)))));
        apply(new Rename(AMIR, CHOES_NAME));
        assertThat(listed(AMIR)).isEmpty();
        assertThat(said(SOON)).containsExactly("soon", "hers");
        assertThat(listed(BEA)).isEmpty();
    }

    @Test
    void what_was_unscheduled_is_not_said_and_counts_no_more() {
        amirAndBeaInTea();
        schedule(AMIR, "one", SOON);
        schedule(AMIR, "two", SOON);
        var unschedule = new Unschedule(AMIR, id(2));
        var message = new ScheduledMessage(id(2), FIRST, AMIRS_NAME, new Text("one"), SOON);
        assertThat(apply(unschedule)).isEqualTo(alone(AMIR, new Unscheduled(unschedule, message)));
        assertRefused(unschedule, Refusal.NO_SUCH_MESSAGE);
        schedule(AMIR, "three", SOON);
        assertThat(said(SOON)).containsExactly("two", "three");
    }

    @Test
    void nobody_unschedules_what_somebody_else_has_scheduled() {
        amirAndBeaInTea();
        schedule(AMIR, "his", SOON);
        assertRefused(new Unschedule(BEA, id(2)), Refusal.NO_SUCH_MESSAGE);
        assertRefused(new Unschedule(CHOE, id(2)), Refusal.NOT_ENTERED);
        assertThat(said(SOON)).containsExactly("his");
        assertRefused(new Unschedule(AMIR, id(2)), Refusal.NO_SUCH_MESSAGE);
    }

    @Test
    void what_waited_before_a_restart_is_its_authors_still() {
        var tea = new LastingRoom(FIRST, TEA_ROOM, LASTING, USUAL, 1);
        var kept = new ScheduledMessage(id(0), FIRST, DANAS_NAME, HELLO, SOON);
        restart(memory(List.of(kept), List.of(tea), Map.of()));
        danaLogsIn();
        assertThat(listed(DANA)).containsExactly("hello");
        assertThat(answer(new Unschedule(DANA, id(0)))).isInstanceOf(Unscheduled.class);
        assertThat(listed(DANA)).isEmpty();
    }

    // TakeBack

    @Test
    void what_could_not_be_unscheduled_waits_again_and_is_said_at_once_when_it_is_late() {
        amirAndBeaInTea();
        schedule(AMIR, "one", SOON);
        var unscheduled = (Unscheduled) answer(new Unschedule(AMIR, id(2)));
        assertThat(said(LATER)).isEmpty();
        var refused = new Refused(unscheduled.asked(), Refusal.NOT_STORED);
        assertThat(apply(new TakeBack(unscheduled))).isEqualTo(alone(AMIR, refused));
        assertThat(listed(AMIR)).containsExactly("one");
        assertThat(nextDue()).contains(SOON);
        assertThat(said(LATER)).containsExactly("one");
    }

    @Test
    void what_could_not_be_unscheduled_waits_for_somebody_to_hear_it() {
        bothEnter();
        apply(create(AMIR, TEA, LASTING));
        schedule(AMIR, "one", SOON);
        var unscheduled = (Unscheduled) answer(new Unschedule(AMIR, id(1)));
        apply(new Leave(AMIR, FIRST));
        apply(new TakeBack(unscheduled));
        assertThat(nextDue()).isEmpty();
        apply(new Join(BEA, FIRST));
        assertThat(said(SOON)).containsExactly("one");
    }

    @Test
    void what_was_unscheduled_does_not_wait_for_a_room_that_is_over() {
        amirAndBeaInTea();
        schedule(AMIR, "one", SOON);
        var unscheduled = (Unscheduled) answer(new Unschedule(AMIR, id(2)));
        apply(new Leave(AMIR, FIRST));
        apply(new Leave(BEA, FIRST));
        assertThat(apply(new TakeBack(unscheduled))).isEqualTo(alone(AMIR, unscheduled));
        assertThat(listed(AMIR)).isEmpty();
    }

    @Test
    void what_was_neither_stored_nor_unscheduled_on_disk_is_as_if_it_had_been_both() {
        amirAndBeaInTea();
        var scheduled = (Scheduled) answer(new Schedule(AMIR, FIRST, HELLO, SOON));
        var unscheduled = (Unscheduled) answer(new Unschedule(AMIR, id(2)));
        assertThat(apply(new TakeBack(scheduled))).isEqualTo(alone(AMIR, scheduled));
        assertThat(apply(new TakeBack(unscheduled))).isEqualTo(alone(AMIR, unscheduled));
        assertThat(listed(AMIR)).isEmpty();
        assertThat(said(LATER)).isEmpty();
    }

    @Test
    void a_scheduled_message_that_could_not_be_stored_is_not_said_and_counts_no_more() {
        amirAndBeaInTea();
        schedule(AMIR, "one", SOON);
        var lost = (Scheduled) answer(new Schedule(AMIR, FIRST, HELLO, SOON));
        assertThat(apply(new TakeBack(lost)))
                .isEqualTo(alone(AMIR, new Refused(lost.asked(), Refusal.NOT_STORED)));
        schedule(AMIR, "two", SOON);
        assertThat(said(SOON)).containsExactly("one", "two");
    }

    @Test
    void a_scheduled_message_that_was_said_meanwhile_is_told_as_scheduled() {
        amirAndBeaInTea();
        var scheduled = (Scheduled) answer(new Schedule(AMIR, FIRST, HELLO, NOON));
        assertThat(said(NOON)).containsExactly("hello");
        assertThat(apply(new TakeBack(scheduled))).isEqualTo(alone(AMIR, scheduled));
    }

    // Memory

    @Test
    void a_lasting_room_is_found_again_with_its_number_its_name_and_its_count() {
        var tea =
                new LastingRoom(
                        new RoomId(3), new RoomName(TEA, new Handle("tea-2")), LASTING, USUAL, 41);
        restart(memory(List.of(), List.of(tea), Map.of()));
        bothEnter();
        assertThat(apply(new Join(AMIR, new Handle("tea-2"))))
                .isEqualTo(
                        toRoom(
                                tea.id(),
                                new Joined(tea.id(), tea.name(), amir, false, at(NOON, 0, 42))));
        apply(new KeepRoom(CHESS, LASTING));
        apply(new Join(AMIR, Handle.of(CHESS)));
        assertThat(rooms(AMIR).getLast().room()).isEqualTo(new RoomId(10));
        apply(create(AMIR, TEA, PASSING));
        apply(create(AMIR, TEA, PASSING));
        assertThat(rooms(AMIR).stream().map(room -> room.name().handle().value()))
                .containsExactly("tea-2", "chess", "tea", "tea-3");
    }

    @Test
    void ids_go_on_after_those_of_before_though_the_clock_went_back() {
        var late = new MessageId(Long.MAX_VALUE / 2);
        restart(new Memory(0, late, List.of(), Map.of(), List.of(), List.of(), List.of()));
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        assertThat(answer(new Say(AMIR, FIRST, HELLO)))
                .isInstanceOfSatisfying(
                        Said.class, said -> assertThat(said.stamp().id()).isGreaterThan(late));
    }

    @Test
    void letters_wait_for_whoever_logs_in_after_a_restart() {
        var letter = new Letter(id(0), BEAS_NAME, HELLO, NOON);
        restart(memory(List.of(), List.of(), Map.of(DANAS_ACCOUNT.id(), List.of(letter))));
        assertThat(answer(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN)))
                .isEqualTo(new LoggedIn(dana, DANAS_ACCOUNT.id(), List.of(letter)));
    }

    @Test
    void what_was_missed_is_said_late_and_counts_for_its_author_until_then() {
        var tea = new LastingRoom(FIRST, TEA_ROOM, LASTING, USUAL, 1);
        var missed =
                List.of(
                        new ScheduledMessage(id(1), FIRST, AMIRS_NAME, new Text("b"), NOON),
                        new ScheduledMessage(id(0), FIRST, AMIRS_NAME, new Text("a"), NOON));
        restart(memory(missed, List.of(tea), Map.of()));
        apply(new Enter(AMIR, AMIRS_NAME));
        apply(new Join(AMIR, FIRST));
        assertRefused(new Schedule(AMIR, FIRST, HELLO, SOON), Refusal.TOO_MANY_SCHEDULED);
        assertThat(nextDue()).contains(NOON);
        assertThat(said(SOON)).containsExactly("a", "b");
        assertThat(answer(new Schedule(AMIR, FIRST, HELLO, SOON))).isInstanceOf(Scheduled.class);
    }

    @Test
    void what_was_to_be_said_in_a_room_that_did_not_last_is_forgotten() {
        var message = new ScheduledMessage(id(0), SECOND, AMIRS_NAME, HELLO, NOON);
        restart(memory(List.of(message), List.of(), Map.of()));
        assertThat(apply(new SayDue())).isEmpty();
        assertThat(nextDue()).isEmpty();
    }

    private void amirAndBeaInTea() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
    }

    private void schedule(SessionId from, String text, Instant due) {
        var answer = answer(new Schedule(from, FIRST, new Text(text), due));
        assertThat(answer).isInstanceOf(Scheduled.class);
    }

    private List<String> said(Instant now) {
        return applyAt(now, new SayDue()).stream()
                .map(delivery -> ((SaidAsScheduled) delivery.event()).message().text().value())
                .toList();
    }

    private List<String> listed(SessionId asker) {
        return ((ScheduledListed) answer(new ListScheduled(asker)))
                .messages().stream().map(each -> each.message().text().value()).toList();
    }

    /// The stamp of an event at that time; `earlier` ids of the same millisecond came before.
    private static Stamp at(Instant time, int earlier, long sequence) {
        return new Stamp(new MessageId((time.toEpochMilli() << 20) + earlier), sequence, time);
    }

    private static Memory memory(
            List<ScheduledMessage> scheduled,
            List<LastingRoom> rooms,
            Map<AccountId, List<Letter>> mail) {
        var accounts = List.of(DANAS_ACCOUNT);
        return new Memory(9, MessageId.NONE, accounts, mail, scheduled, rooms, List.of());
    }
}
