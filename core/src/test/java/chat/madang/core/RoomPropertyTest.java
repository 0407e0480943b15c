package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The laws of rooms and their hosts, over seeded runs of [AnyCommand]s.
class RoomPropertyTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void a_room_keeps_its_policy_and_its_number_is_never_given_again(long seed) {
        var asked = new Asked();
        var policies = asked.policies;
        var watched = new WatchedChat();
        for (var step : Step.run(seed)) {
            watched.play(step);
            var rooms = watched.rooms();
            asked.note(step);
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
    @MethodSource(Step.ALL_SEEDS)
    void rooms_are_listed_by_number_with_members_in_order_of_arrival(long seed) {
        var oracle = Step.oracle();
        var watched = new WatchedChat();
        for (var step : Step.run(seed)) {
            watched.play(step);
            oracle.fold(step);
            var open =
                    oracle.rooms().stream()
                            .filter(room -> !room.state().has(RoomRule.HIDDEN))
                            .map(oracle::listing);
            assertThat(watched.rooms())
                    .as("%s", step)
                    .isEqualTo(oracle.rooms().stream().map(oracle::listing).toList());
            assertThat(watched.openRooms()).as("%s", step).isEqualTo(open.toList());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void no_two_rooms_have_the_same_handle_and_a_room_gets_another_by_a_new_title(long seed) {
        var handles = new HashMap<RoomId, Handle>();
        var watched = new WatchedChat();
        for (var step : Step.run(seed)) {
            watched.play(step);
            var rooms = watched.rooms();
            assertThat(rooms.stream().map(Listing::name).map(RoomName::handle))
                    .as("%s", step)
                    .doesNotHaveDuplicates();
            for (var event : step.events()) {
                if (event instanceof Retitled retitled) {
                    handles.put(retitled.room(), retitled.name().handle());
                }
            }
            for (var room : rooms) {
                handles.putIfAbsent(room.room(), room.name().handle());
                assertThat(room.name().handle()).as("%s", step).isEqualTo(handles.get(room.room()));
            }
        }
    }

    /// Those who hear what happens in a room need not ask who its host is.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void whoever_hears_the_events_knows_the_host(long seed) {
        var told = new HashMap<RoomId, SessionId>();
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            for (var event : step.events()) {
                switch (event) {
                    case Joined joined when joined.asHost() -> {
                        assertThat(told).as("%s", step).doesNotContainKey(joined.room());
                        told.put(joined.room(), joined.who().session());
                    }
                    case HostChanged changed -> {
                        assertThat(told).as("%s", step).doesNotContainKey(changed.room());
                        told.put(changed.room(), changed.host().session());
                    }
                    case RoomChanged changed -> learn(changed, oracle, told);
                    case Left left -> told.remove(left.room(), left.who().session());
                    case Kicked kicked -> told.remove(kicked.room(), kicked.who().session());
                    case Exited(var who, _, _) ->
                            told.values().removeIf(host -> host.equals(who.session()));
                    case RoomClosed closed -> told.remove(closed.room());
                    default -> {}
                }
            }
            oracle.fold(step);
            if (step.command() instanceof KeepRoom) learnAnew(step, oracle, told);
            assertThat(told).as("%s", step).isEqualTo(hosts(oracle));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void the_eldest_is_the_host_where_the_eldest_is_to_be_unless_it_was_handed_over(long seed) {
        var asked = new Asked();
        var watched = new WatchedChat();
        var handed = new HashMap<RoomId, Optional<Person>>();
        for (var step : Step.run(seed)) {
            watched.play(step);
            asked.note(step);
            for (var room : watched.rooms()) {
                var host = Objects.requireNonNull(asked.policies.get(room.room())).host();
                if (host != Host.ELDEST) continue;
                for (var event : step.events()) {
                    if (handsOver(event, room.room())) handed.put(room.room(), room.host());
                }
                var session = room.host().map(Person::session);
                var taker = handed.getOrDefault(room.room(), Optional.empty());
                boolean stays = taker.map(Person::session).equals(session);
                if (!stays) handed.remove(room.room());
                if (stays && session.isPresent()) continue;
                assertThat(room.host())
                        .as("%s", step)
                        .isEqualTo(room.members().stream().findFirst().map(Member::who));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void a_room_that_is_closed_is_closed_for_good_and_nobody_is_in_it(long seed) {
        var closed = new HashMap<RoomId, Step>();
        var watched = new WatchedChat();
        for (var step : Step.run(seed)) {
            watched.play(step);
            assertThat(step.places().stream().map(Place::room).filter(closed::containsKey))
                    .as("%s", step)
                    .isEmpty();
            for (var event : step.events()) {
                if (event instanceof RoomClosed over) closed.put(over.room(), step);
            }
            assertThat(watched.rooms().stream().map(Listing::room).filter(closed::containsKey))
                    .as("%s", step)
                    .isEmpty();
        }
    }

    /// The policies that were asked for.
    private static final class Asked {
        /// Of every room that was ever made, by number.
        final Map<RoomId, RoomPolicy> policies = new LinkedHashMap<>();

        private final Map<Handle, RoomPolicy> plans = new HashMap<>();

        void note(Step step) {
            if (step.command() instanceof KeepRoom(var title, var policy)) {
                plans.put(new Handle(Vocabulary.handle(title)), policy);
            }
            for (var event : step.events()) {
                switch (event) {
                    case RoomKept kept when !policies.containsKey(kept.room()) ->
                            note(step, kept.room(), Optional.of(kept.name().handle()));
                    case RoomKept kept when step.command() instanceof KeepRoom ->
                            note(step, kept.room(), Optional.of(kept.name().handle()));
                    case Joined joined -> note(step, joined.room(), Optional.empty());
                    default -> {}
                }
            }
        }

        private void note(Step step, RoomId room, Optional<Handle> kept) {
            if (!policies.containsKey(room)) {
                assertThat(room).as("%s", step).isEqualTo(new RoomId(policies.size() + 1));
            }
            if (step.command() instanceof CreateRoom create) policies.put(room, create.policy());
            else kept.map(plans::get).ifPresent(policy -> policies.put(room, policy));
        }
    }

    private static boolean breaks(Listing room, Map<RoomId, RoomPolicy> policies) {
        var policy = policies.get(room.room());
        return policy == null
                || !room.policy().equals(policy)
                || (room.members().isEmpty() && policy.ends() == Ends.WITH_LAST_MEMBER)
                || (room.host().isEmpty() && policy.ends() == Ends.WITH_HOST);
    }

    private static boolean lasts(RoomId room, Map<RoomId, RoomPolicy> policies) {
        var policy = policies.get(room);
        return policy != null && policy.ends() == Ends.NEVER;
    }

    private static boolean handsOver(Event event, RoomId room) {
        return event instanceof RoomChanged changed
                && changed.room().equals(room)
                && changed.changes().stream()
                        .anyMatch(
                                change -> change instanceof RankSet set && set.rank() == Rank.HOST);
    }

    private static void learn(RoomChanged changed, Oracle before, Map<RoomId, SessionId> told) {
        for (var change : changed.changes()) {
            if (!(change instanceof RankSet(var name, var rank, var on))) continue;
            if (rank != Rank.HOST) continue;
            var session = before.person(name).orElseThrow().session();
            if (on) told.put(changed.room(), session);
            else told.remove(changed.room(), session);
        }
    }

    /// Other rules make another host, and only a list tells.
    private static void learnAnew(Step step, Oracle oracle, Map<RoomId, SessionId> told) {
        for (var event : step.events()) {
            if (!(event instanceof RoomKept kept)) continue;
            told.remove(kept.room());
            oracle.place(kept.room())
                    .flatMap(oracle::host)
                    .ifPresent(host -> told.put(kept.room(), host));
        }
    }

    private static Map<RoomId, SessionId> hosts(Oracle oracle) {
        var hosts = new HashMap<RoomId, SessionId>();
        List<Premises.Place> rooms = oracle.rooms();
        for (var room : rooms) oracle.host(room).ifPresent(host -> hosts.put(room.id(), host));
        return hosts;
    }
}
