package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.OfHouse;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The laws of [Chat], held against an [Oracle] over seeded runs of [AnyCommand]s.
///
/// A failure names the seed and the step; the same seed always plays the same run.
class ChatPropertyTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void every_command_of_a_session_is_answered_exactly_once_and_the_asker_hears_it(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            var asker = step.command().from();
            var heard = heard(step, oracle);
            if (step.command() instanceof OfHouse) continue;
            var answers =
                    heard.entrySet().stream()
                            .filter(told -> told.getKey().by().equals(asker))
                            .filter(told -> told.getValue().contains(asker));
            assertThat(answers).as("%s", step).hasSize(1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void what_the_house_wants_answers_nobody(long seed) {
        for (var step : Step.run(seed)) {
            if (!(step.command() instanceof OfHouse)) continue;
            boolean takenBack = step.command() instanceof TakeBack;
            var asked = step.events().stream().filter(event -> !(event instanceof Exited));
            assertThat(asked.map(Event::by).filter(by -> !by.equals(SessionId.NOBODY)).toList())
                    .as("%s", step)
                    .hasSize(takenBack ? 1 : 0);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void everything_happens_that_must_and_nothing_else(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            assertThat(step.events())
                    .as("%s", step)
                    .isEqualTo(Expectation.of(oracle, step.command(), step.now()));
            oracle.fold(step);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void a_message_goes_to_its_room_alone(long seed) {
        for (var step : Step.run(seed)) {
            for (var delivery : step.deliveries()) {
                var room =
                        switch (delivery.event()) {
                            case Said said when said.manner().least().isEmpty() ->
                                    Optional.of(said.room());
                            case SaidAsScheduled said -> Optional.of(said.message().room());
                            default -> Optional.<RoomId>empty();
                        };
                if (room.isEmpty()) continue;
                // Who is not in the room hears their own words.
                assertThat(delivery.to())
                        .as("%s", step)
                        .isIn(new Members(List.of(room.get())), new One(step.command().from()));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void every_event_reaches_exactly_those_whom_it_concerns_once(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            var concerned = new HashMap<Event, HashSet<SessionId>>();
            var before = new Oracle(oracle);
            for (var event : step.events()) {
                var them = concerned.computeIfAbsent(event, _ -> new HashSet<>());
                them.addAll(new Hearers(before).concerned(event));
                before.fold(event, step.command(), step.now());
                them.addAll(new Hearers(before).concerned(event));
            }
            heard(step, oracle)
                    .forEach((event, hearers) ->
                            assertThat(hearers)
                                    .as("%s of %s", event, step)
                                    .containsExactlyInAnyOrderElementsOf(concerned.get(event)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void message_ids_grow_whatever_the_clock_does(long seed) {
        var last = MessageId.NONE;
        for (var step : Step.run(seed)) {
            for (var id : step.ids()) {
                assertThat(id).as("%s", step).isGreaterThan(last);
                assertThat(id.value()).as("%s", step).isGreaterThan(last.value());
                last = id;
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void the_events_of_a_room_are_numbered_from_one_without_gaps(long seed) {
        var counts = new HashMap<RoomId, Long>();
        for (var step : Step.run(seed)) {
            for (var place : step.places()) {
                long count = counts.merge(place.room(), 1L, Long::sum);
                assertThat(place.stamp().sequence()).as("%s", step).isEqualTo(count);
                assertThat(place.stamp().at()).as("%s", step).isEqualTo(step.now());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void no_two_people_have_the_same_name_in_any_spelling(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            oracle.fold(step);
            var people = oracle.people();
            assertThat(people)
                    .as("%s", step)
                    .allMatch(who -> oracle.person(who.name()).equals(Optional.of(who)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void nobody_takes_the_name_of_an_account_but_its_own_session_nor_a_reserved_one(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            oracle.fold(step);
            for (var event : step.events()) {
                var named =
                        switch (event) {
                            case Entered(var who) -> Optional.of(who);
                            case LoggedIn(var who, _, _) -> Optional.of(who);
                            case Renamed(var who, _, _) -> Optional.of(who);
                            default -> Optional.<Person>empty();
                        };
                if (named.isEmpty()) continue;
                var owner = oracle.account(named.get().name()).map(Account::id);
                assertThat(owner.or(() -> oracle.accountOf(named.get().session())))
                        .as("%s", step)
                        .isEqualTo(oracle.accountOf(named.get().session()));
                assertThat(Vocabulary.isReserved(named.get().name())).as("%s", step).isFalse();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void a_name_is_free_again_once_its_owner_took_another_or_went(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            if (step.answer().orElse(null) instanceof Refused(var asked, var why)
                    && why == Refusal.NAME_TAKEN) {
                var name =
                        switch (asked) {
                            case Enter enter -> enter.name();
                            case Rename rename -> rename.name();
                            case LogIn logIn -> logIn.under().orElseThrow();
                            default -> throw new AssertionError(asked);
                        };
                var owner = oracle.person(name).map(Person::session);
                assertThat(owner.isPresent() || oracle.account(name).isPresent())
                        .as("%s", step)
                        .isTrue();
            }
            oracle.fold(step);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void a_refused_command_changes_nothing(long seed) {
        var spared = Step.chat();
        for (var step : Step.run(seed)) {
            if (step.isRefused()) continue;
            var deliveries = spared.apply(step.command(), step.now());
            assertThat(deliveries).as("%s", step).isEqualTo(step.deliveries());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void a_command_is_refused_for_the_first_reason_that_holds_or_not_at_all(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            assertThat(step.refusal())
                    .as("%s", step)
                    .isEqualTo(new Reasons(oracle).first(step.command(), step.now()));
            if (step.isRefused()) assertThat(step.deliveries()).as("%s", step).hasSize(1);
            oracle.fold(step);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void the_same_commands_at_the_same_times_give_the_same_deliveries(long seed) {
        var again = Step.chat();
        for (var step : Step.run(seed)) {
            var deliveries = again.apply(step.command(), step.now());
            assertThat(deliveries).as("%s", step).isEqualTo(step.deliveries());
        }
    }

    /// Who hears each event of a step by the rules of [Audience]: everybody who is in one of its
    /// rooms before the event, and who is after it. Takes the oracle past the step.
    private static Map<Event, List<SessionId>> heard(Step step, Oracle oracle) {
        var heard = new LinkedHashMap<Event, List<SessionId>>();
        for (var delivery : step.deliveries()) {
            var hearers = new HashSet<>(new Hearers(oracle).of(delivery.to()));
            oracle.fold(delivery.event(), step.command(), step.now());
            hearers.addAll(new Hearers(oracle).of(delivery.to()));
            heard.computeIfAbsent(delivery.event(), _ -> new ArrayList<>()).addAll(hearers);
        }
        oracle.settle(step.command());
        return heard;
    }
}
