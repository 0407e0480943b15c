package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Audience.Members;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Listing;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;
import chat.madang.core.RoomPolicy.Ends;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The laws of [Chat], held against an [Oracle] over seeded runs of [AnyCommand]s.
///
/// A failure names the seed and the step; the same seed always plays the same run.
class ChatPropertyTest {
    private static final int SEEDS = 50;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_command_is_answered_exactly_once_and_the_asker_hears_it(long seed) {
        var oracle = new Oracle();
        for (var step : Step.run(seed)) {
            var asker = step.command().from();
            var answers = step.deliveries().stream().filter(to -> to.event().by().equals(asker));
            assertThat(answers).as("%s", step).hasSize(1);
            assertThat(step.deliveries()).as("%s", step).hasSize(1);
            assertThat(hearers(oracle, step)).as("%s", step).contains(asker);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_message_reaches_exactly_the_members_of_its_room(long seed) {
        var oracle = new Oracle();
        for (var step : Step.run(seed)) {
            var members = step.room().map(room -> oracle.concerned(step.answer()));
            var hearers = hearers(oracle, step);
            if (step.answer() instanceof Said said) {
                assertThat(Optional.of(hearers)).as("%s", step).isEqualTo(members);
                var to = step.deliveries().getFirst().to();
                assertThat(to).isEqualTo(new Members(List.of(said.room())));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_event_reaches_exactly_those_whom_it_concerns(long seed) {
        var oracle = new Oracle();
        for (var step : Step.run(seed)) {
            var concerned = new HashSet<>(oracle.concerned(step.answer()));
            var hearers = hearers(oracle, step);
            concerned.addAll(oracle.concerned(step.answer()));
            assertThat(hearers).as("%s", step).isEqualTo(concerned);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_answer_tells_what_was_asked_and_when(long seed) {
        var oracle = new Oracle();
        for (var step : Step.run(seed)) {
            if (!step.isRefused()) {
                assertThat(step.answer()).as("%s", step).isEqualTo(expected(step, oracle));
            }
            step.stamp().ifPresent(at -> assertThat(at.at()).as("%s", step).isEqualTo(step.now()));
            oracle.fold(step);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void message_ids_grow_whatever_the_clock_does(long seed) {
        var last = MessageId.NONE;
        for (var step : Step.run(seed)) {
            if (step.stamp().isEmpty()) continue;
            var id = step.stamp().get().id();
            assertThat(id).as("%s", step).isGreaterThan(last);
            assertThat(id.value()).as("%s", step).isGreaterThan(last.value());
            last = id;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_events_of_a_room_are_numbered_from_one_without_gaps(long seed) {
        var counts = new HashMap<RoomId, Long>();
        for (var step : Step.run(seed)) {
            if (step.room().isEmpty()) continue;
            long count = counts.merge(step.room().get(), 1L, Long::sum);
            assertThat(step.stamp().map(Stamp::sequence)).as("%s", step).contains(count);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_two_people_have_the_same_name_in_any_spelling(long seed) {
        var oracle = new Oracle();
        for (var step : Step.run(seed)) {
            oracle.fold(step);
            var rows = oracle.people().stream().map(Person::name).map(AnyCommand::row).toList();
            assertThat(rows).as("%s", step).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_name_is_free_again_once_its_owner_took_another_or_went(long seed) {
        var owners = new HashMap<Integer, SessionId>();
        for (var step : Step.run(seed)) {
            switch (step.answer()) {
                case Entered(var who) -> owners.put(AnyCommand.row(who.name()), who.session());
                case Renamed(var who, var old) -> {
                    owners.remove(AnyCommand.row(old));
                    owners.put(AnyCommand.row(who.name()), who.session());
                }
                case Exited(var who, _) -> owners.remove(AnyCommand.row(who.name()));
                case Refused(Enter(_, var name), var why) when why == Refusal.NAME_TAKEN ->
                        assertThat(owners).as("%s", step).containsKey(AnyCommand.row(name));
                case Refused(Rename(var from, var name), var why) when why == Refusal.NAME_TAKEN ->
                        assertThat(owners.get(AnyCommand.row(name)))
                                .as("%s", step)
                                .isNotNull()
                                .isNotEqualTo(from);
                default -> {}
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_refused_command_changes_nothing(long seed) {
        var spared = new Chat();
        for (var step : Step.run(seed)) {
            if (step.isRefused()) continue;
            var deliveries = spared.apply(step.command(), step.now());
            assertThat(deliveries).as("%s", step).isEqualTo(step.deliveries());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_command_is_refused_for_the_first_reason_that_holds_or_not_at_all(long seed) {
        var oracle = new Oracle();
        for (var step : Step.run(seed)) {
            var why = step.answer() instanceof Refused refused ? refused.why() : null;
            assertThat(Optional.ofNullable(why))
                    .as("%s", step)
                    .isEqualTo(oracle.refusalOf(step.command()));
            oracle.fold(step);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_room_keeps_its_policy_and_its_number_is_never_given_again(long seed) {
        var policies = new LinkedHashMap<RoomId, RoomPolicy>();
        var watched = new WatchedChat();
        for (var step : Step.run(seed)) {
            watched.play(step);
            if (step.isRefused()) continue;
            if (step.command() instanceof CreateRoom create) {
                var id = step.room().orElseThrow();
                assertThat(id).as("%s", step).isEqualTo(new RoomId(policies.size() + 1));
                policies.put(id, create.policy());
            }
            var rooms = watched.rooms();
            assertThat(rooms.stream().filter(room -> breaks(room, policies)))
                    .as("%s", step)
                    .isEmpty();
            assertThat(rooms.stream().map(Listing::room).filter(id -> lasts(id, policies)).toList())
                    .as("%s", step)
                    .isEqualTo(
                            policies.keySet().stream().filter(id -> lasts(id, policies)).toList());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rooms_are_listed_by_number_with_members_in_order_of_arrival(long seed) {
        var oracle = new Oracle();
        var watched = new WatchedChat();
        for (var step : Step.run(seed)) {
            watched.play(step);
            oracle.fold(step);
            assertThat(watched.rooms()).as("%s", step).isEqualTo(oracle.listings());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_same_commands_at_the_same_times_give_the_same_deliveries(long seed) {
        var again = new Chat();
        for (var step : Step.run(seed)) {
            var deliveries = again.apply(step.command(), step.now());
            assertThat(deliveries).as("%s", step).isEqualTo(step.deliveries());
        }
    }

    /// Without this, a law could hold because nothing that could break it ever happens.
    @Test
    void the_runs_come_by_every_refusal_every_event_and_every_rare_turn() {
        var counts = new TreeMap<String, Integer>();
        seeds().forEach(seed -> count(Step.run(seed), counts));
        assertThat(counts.keySet())
                .containsAll(Stream.of(Refusal.values()).map(Refusal::name).toList())
                .containsAll(
                        Stream.of(Event.class.getPermittedSubclasses())
                                .map(Class::getSimpleName)
                                .toList())
                .contains("exit from many rooms", "rename in many rooms", "rename to the same name")
                .contains("re-entry", "room over", "leave of the last", "time goes back")
                .contains("time stands still", "beginning of time", "end of time");
        assertThat(counts.values()).as("%s", counts).allMatch(count -> count >= SEEDS);
    }

    private static void count(List<Step> steps, Map<String, Integer> counts) {
        var oracle = new Oracle();
        var seen = new HashSet<SessionId>();
        var last = Instant.EPOCH;
        for (var step : steps) {
            var happenings = new ArrayList<String>();
            happenings.add(step.answer().getClass().getSimpleName());
            if (step.now().equals(Instant.MIN)) happenings.add("beginning of time");
            if (step.now().equals(Instant.MAX)) happenings.add("end of time");
            if (step.now().equals(last)) happenings.add("time stands still");
            if (step.now().isBefore(last)) happenings.add("time goes back");
            last = step.now();
            int rooms = oracle.roomCount();
            int own = oracle.roomsOf(step.command().from()).size();
            oracle.fold(step);
            if (oracle.roomCount() < rooms) happenings.add("room over");
            switch (step.answer()) {
                case Refused refused -> happenings.add(refused.why().name());
                case Entered(var who) when !seen.add(who.session()) -> happenings.add("re-entry");
                case Exited _ when own > 1 -> happenings.add("exit from many rooms");
                case Renamed(var who, var old) when isSame(who, old) ->
                        happenings.add("rename to the same name");
                case Renamed _ when own > 1 -> happenings.add("rename in many rooms");
                case Left left when oracle.concerned(left).isEmpty() ->
                        happenings.add("leave of the last");
                default -> {}
            }
            for (var happening : happenings) counts.merge(happening, 1, Integer::sum);
        }
    }

    private static boolean isSame(Person who, Name old) {
        return AnyCommand.row(who.name()) == AnyCommand.row(old);
    }

    /// Who hears the step's answer by the rules of [Audience]: everybody who is in one of its rooms
    /// before the event, and who is after it. Takes the oracle past the step.
    private static Set<SessionId> hearers(Oracle oracle, Step step) {
        var audience = step.deliveries().getFirst().to();
        var hearers = new HashSet<>(oracle.hearers(audience));
        oracle.fold(step);
        hearers.addAll(oracle.hearers(audience));
        return hearers;
    }

    /// The answer to a command that is not refused; room numbers and stamps have laws of their own.
    private static Event expected(Step step, Oracle oracle) {
        var asker = oracle.person(step.command().from());
        return switch (step.command()) {
            case Enter(var from, var name) -> new Entered(new Person(from, name));
            case Rename(var from, var name) ->
                    new Renamed(new Person(from, name), asker.orElseThrow().name());
            case CreateRoom(_, var title, _) -> joined(step, title, asker.orElseThrow());
            case Join(_, var room) -> {
                assertThat(step.room()).as("%s", step).contains(room);
                yield joined(step, title(oracle, room), asker.orElseThrow());
            }
            case Leave(_, var room) ->
                    new Left(room, title(oracle, room), asker.orElseThrow(), stamp(step));
            case Say(_, var room, var text) ->
                    new Said(room, asker.orElseThrow(), text, stamp(step));
            case ListRooms(var from) -> new RoomsListed(from, oracle.listings());
            case Exit(var from) -> {
                var exited = (Exited) step.answer();
                assertThat(exited.rooms())
                        .as("%s", step)
                        .containsExactlyInAnyOrderElementsOf(oracle.roomsOf(from));
                yield new Exited(asker.orElseThrow(), exited.rooms());
            }
        };
    }

    private static Joined joined(Step step, Title title, Person who) {
        return new Joined(step.room().orElseThrow(), title, who, stamp(step));
    }

    private static Title title(Oracle oracle, RoomId room) {
        return oracle.place(room).orElseThrow().title();
    }

    private static Stamp stamp(Step step) {
        return step.stamp().orElseThrow();
    }

    private static boolean breaks(Listing room, Map<RoomId, RoomPolicy> policies) {
        var policy = policies.get(room.room());
        return policy == null
                || room.members().size() > policy.capacity()
                || (room.members().isEmpty() && policy.ends() == Ends.WITH_LAST_MEMBER);
    }

    private static boolean lasts(RoomId room, Map<RoomId, RoomPolicy> policies) {
        var policy = policies.get(room);
        return policy != null && policy.ends() == Ends.NEVER;
    }

    /// A [Chat] that somebody asks for its rooms after every step.
    private static final class WatchedChat {
        private static final Person WATCHER = new Person(new SessionId(-1), new Name("watcher"));

        private final Chat chat = new Chat();

        WatchedChat() {
            chat.apply(new Enter(WATCHER.session(), WATCHER.name()), Instant.EPOCH);
        }

        void play(Step step) {
            var deliveries = chat.apply(step.command(), step.now());
            assertThat(deliveries).as("watched %s", step).isEqualTo(step.deliveries());
        }

        List<Listing> rooms() {
            var list = new ListRooms(WATCHER.session());
            var answer = chat.apply(list, Instant.EPOCH).getFirst().event();
            return ((RoomsListed) answer).rooms();
        }
    }
}
