package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListGone;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.SayDue;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.RoomPolicy.Ends;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// The laws of what a yard knows after a restart, over seeded runs of [AnyCommand]s.
class MemoryPropertyTest {
    private static final int STEPS_AFTER = 1_000;
    private static final int FIRST_SESSION_AFTER = 101;
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    /// Once everybody has gone, nothing is left that only the old yard could know.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void a_yard_that_remembers_goes_on_like_one_that_was_never_stopped(long seed) {
        var notebook = new Notebook(AnyCommand.MEMORY);
        var oracle = Step.oracle();
        var old = Step.chat();
        var steps = Step.run(seed);
        for (var step : steps) {
            old.apply(step.command(), step.now());
            notebook.note(step);
            oracle.fold(step);
        }
        for (var person : oracle.people()) {
            var exit = new Exit(person.session());
            notebook.note(new Step(seed, Step.STEPS, exit, NOON, old.apply(exit, NOON)));
        }

        var restored = new Chat(AnyCommand.RULES, notebook.memory());
        planAgain(restored, steps);
        List.of(old, restored).forEach(chat -> forgetTheSame(chat, notebook.memory()));
        assertThat(restored.nextDue()).isEqualTo(old.nextDue());
        var draw = new AnyCommand(new Random(seed), FIRST_SESSION_AFTER);
        var now = NOON;
        for (int number = 0; number < STEPS_AFTER; number++) {
            now = draw.time(now);
            var command = draw.next(now);
            var deliveries = old.apply(command, now);
            var again = restored.apply(command, now);
            // Who was there before the stop is not remembered.
            if (!(command instanceof Count || command instanceof ListGone)) {
                assertThat(again)
                        .as("seed %d, %d after: %s at %s", seed, number, command, now)
                        .isEqualTo(deliveries);
            }
            assertThat(restored.nextDue()).isEqualTo(old.nextDue());
            draw.see(deliveries);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void what_was_promised_is_there_when_the_yard_stopped_in_the_middle(long seed) {
        var notebook = new Notebook(AnyCommand.MEMORY);
        var oracle = Step.oracle();
        var steps = Step.run(seed);
        for (var step : steps) {
            notebook.note(step);
            oracle.fold(step);
        }
        var restored = new Chat(AnyCommand.RULES, notebook.memory());
        planAgain(restored, steps);
        long session = FIRST_SESSION_AFTER;
        // Nobody is there to hear it, and so it waits.
        assertThat(restored.nextDue()).isEmpty();
        assertThat(due(restored)).isEmpty();
        var early = new SessionId(session++);
        restored.apply(new Enter(early, new Name("early")), NOON);
        var open = new HashSet<RoomId>();
        for (var room : oracle.rooms()) {
            if (!lasts(oracle, room.id())) continue;
            var join = new Join(early, room.name().handle(), room.state().key(), false);
            if (restored.apply(join, NOON).getLast().event() instanceof Joined) open.add(room.id());
        }
        assertThat(due(restored)).isEqualTo(due(oracle, open));
        assertThat(restored.nextDue()).isEmpty();
        restored.apply(new Exit(early), NOON);

        for (var account : oracle.accounts()) {
            var logIn = new LogIn(new SessionId(session++), account, Profile.UNKNOWN);
            var loggedIn = (LoggedIn) restored.apply(logIn, NOON).getLast().event();
            restored.apply(new Operate(logIn.from()), NOON);
            assertThat(loggedIn.letters()).isEqualTo(oracle.letters(account.id()));
            lastingRoomsGoOn(restored, logIn.from(), oracle);
            restored.apply(new Exit(logIn.from()), NOON);
        }
    }

    /// Which accounts have been removed is not remembered: no look at a password outlives a stop.
    private static void forgetTheSame(Chat chat, Memory memory) {
        chat.apply(new KnowAccounts(Vocabulary.ACCOUNTS), NOON);
        chat.apply(new KnowAccounts(memory.accounts()), NOON);
    }

    /// What the house wants is not remembered; it says so again at every start.
    private static void planAgain(Chat restored, List<Step> steps) {
        for (var step : steps) {
            if (step.command() instanceof KeepRoom keep) restored.apply(keep, NOON);
        }
    }

    private static void lastingRoomsGoOn(Chat restored, SessionId asker, Oracle oracle) {
        var listed = (RoomsListed) restored.apply(new ListRooms(asker), NOON).getFirst().event();
        var lasting =
                oracle.rooms().stream().filter(room -> room.policy().ends() == Ends.NEVER).toList();
        assertThat(listed.rooms().stream().map(Listing::room))
                .containsExactlyElementsOf(lasting.stream().map(Premises.Place::id).toList());
        for (var room : lasting) {
            var list = new ListPeople(asker, room.name().handle());
            var people = (PeopleListed) restored.apply(list, NOON).getFirst().event();
            var empty = new Listing(room.id(), room.name(), room.policy(), List.of(), room.state());
            assertThat(people.room()).isEqualTo(empty);
            var join = new Join(asker, room.id(), room.state().key(), false);
            if (!(restored.apply(join, NOON).getFirst().event() instanceof Joined joined)) continue;
            assertThat(joined.stamp().id()).isGreaterThan(oracle.lastId());
            assertThat(joined.stamp().sequence()).isGreaterThan(oracle.sequence(room.id()));
            restored.apply(new Leave(asker, room.id()), NOON);
        }
    }

    /// What is said when all is due; only where the room is still there.
    private static List<ScheduledMessage> due(Chat chat) {
        return chat.apply(new SayDue(), Instant.MAX).stream()
                .map(delivery -> ((SaidAsScheduled) delivery.event()).message())
                .toList();
    }

    private static List<ScheduledMessage> due(Oracle oracle, Set<RoomId> open) {
        return oracle.waiting().stream()
                .map(Oracle.Waiting::message)
                .filter(message -> open.contains(message.room()))
                .toList();
    }

    private static boolean lasts(Oracle oracle, RoomId room) {
        return oracle.place(room).orElseThrow().policy().ends() == Ends.NEVER;
    }
}
