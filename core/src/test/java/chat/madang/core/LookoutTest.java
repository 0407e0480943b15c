package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chat.madang.core.Answered.Counted;
import chat.madang.core.Answered.GoneListed;
import chat.madang.core.Answered.GoneListed.Gone;
import chat.madang.core.Answered.OwnerFound;
import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Answered.Pong;
import chat.madang.core.Answered.Resumed;
import chat.madang.core.Answered.Resumed.Attendance;
import chat.madang.core.Answered.Watching;
import chat.madang.core.Attendee.Whereabouts;
import chat.madang.core.Audience.One;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.ListGone;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Resume;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Watch;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Refused;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Sighting.Appeared;
import chat.madang.core.Sighting.Changed;
import chat.madang.core.Sighting.Vanished;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who sees whom, and who hears of whom without sharing a room: one example each.
class LookoutTest extends Stage {
    private static final Name EUN = new Name("eun");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Profile HIDING = Profile.UNKNOWN.withTraits(Set.of(Trait.INVISIBLE));

    @BeforeEach
    void all_are_here() {
        allEnter();
    }

    // Watch

    @Test
    void whoever_watches_is_told_who_is_here_and_then_who_comes_and_goes() {
        var watch = new Watch(AMIR, List.of(new Name("BEA"), DANAS_NAME), Spelling.EXACT);
        assertThat(apply(watch))
                .isEqualTo(alone(AMIR, new Watching(AMIR, List.of(bea), List.of(DANAS_NAME))));
        assertThat(apply(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN)).getLast())
                .isEqualTo(heard(AMIR, new Appeared(dana)));
        assertThat(apply(new Exit(BEA)).getLast()).isEqualTo(heard(AMIR, new Vanished(bea)));
    }

    @Test
    void a_name_that_is_taken_or_given_up_is_seen_too() {
        apply(new Watch(AMIR, List.of(BEAS_NAME), Spelling.EXACT));
        assertThat(apply(new Rename(BEA, EUN))).endsWith(heard(AMIR, new Vanished(bea)));
        assertThat(apply(new Rename(CHOE, BEAS_NAME)))
                .endsWith(heard(AMIR, new Appeared(choe.called(BEAS_NAME))));
        assertThat(apply(new Rename(CHOE, new Name("Bea")))).hasSize(1);
    }

    @Test
    void somebody_is_watched_by_what_is_shown_too() {
        var shown = new Name("b_e");
        var who = bea.called(new Name("b e"));
        apply(new Rename(BEA, who.name()));
        var watch = new Watch(AMIR, List.of(shown), new Spelling(" "));
        assertThat(apply(watch))
                .isEqualTo(alone(AMIR, new Watching(AMIR, List.of(who), List.of())));
        apply(new Watch(CHOE, List.of(shown), Spelling.EXACT));
        assertThat(apply(new Exit(BEA)).getLast()).isEqualTo(heard(AMIR, new Vanished(who)));
        assertThat(gone(shown)).hasSize(1);
        assertThat(apply(new Enter(BEA, who.name())).getLast())
                .isEqualTo(heard(AMIR, new Appeared(who)));
        apply(new Watch(AMIR, List.of(), new Spelling(" ")));
        assertThat(apply(new Exit(BEA))).hasSize(1);
    }

    @Test
    void who_is_watched_last_is_watched_alone_and_nobody_by_whoever_has_gone() {
        apply(new Watch(AMIR, List.of(BEAS_NAME), Spelling.EXACT));
        apply(new Watch(CHOE, List.of(BEAS_NAME), Spelling.EXACT));
        apply(new Watch(AMIR, List.of(), Spelling.EXACT));
        apply(new Exit(CHOE));
        assertThat(apply(new Exit(BEA))).hasSize(1);
        apply(new Enter(CHOE, CHOES_NAME));
        assertThat(apply(new Enter(BEA, BEAS_NAME))).hasSize(1);
    }

    @Test
    void what_changes_of_somebody_is_told_to_watchers_who_share_no_room_with_them() {
        apply(new Watch(AMIR, List.of(BEAS_NAME), Spelling.EXACT));
        apply(new Watch(CHOE, List.of(BEAS_NAME), Spelling.EXACT));
        apply(new Watch(BEA, List.of(BEAS_NAME), Spelling.EXACT));
        apply(create(BEA, TEA, PASSING));
        apply(new Join(CHOE, FIRST));
        var away = Profile.UNKNOWN.withAway(Optional.of(HELLO));
        var gone = bea.with(away);
        assertThat(apply(new Describe(BEA, away)))
                .containsExactly(
                        toRoom(FIRST, new Described(gone, Profile.UNKNOWN)).getFirst(),
                        heard(AMIR, new Changed(gone, Profile.UNKNOWN)));
    }

    // ListGone

    @Test
    void whoever_has_gone_or_is_called_otherwise_is_remembered_latest_first() {
        apply(new Rename(BEA, EUN));
        applyAt(LATER, new Rename(BEA, BEAS_NAME));
        applyAt(LATER, new Exit(BEA));
        assertThat(gone(new Name("BEA")))
                .containsExactly(new Gone(bea, LATER), new Gone(bea, NOON));
        assertThat(gone(EUN)).containsExactly(new Gone(bea.called(EUN), LATER));
        assertThat(gone(AMIRS_NAME)).isEmpty();
    }

    @Test
    void the_eldest_of_too_many_who_have_gone_is_forgotten() {
        apply(new Exit(BEA));
        for (int i = 1; i < Lookout.GONE_MAX; i++) comeAndGo();
        assertThat(gone(BEAS_NAME)).hasSize(1);
        assertThat(gone(EUN)).hasSize(Lookout.GONE_MAX - 1);
        comeAndGo();
        assertThat(gone(BEAS_NAME)).isEmpty();
    }

    // FindOwner

    @Test
    void who_is_called_so_can_be_asked_from_outside_and_inside_and_changes_nothing() {
        for (var from : List.of(AMIR, DANA)) {
            var found = new OwnerFound(from, new Name("BEA"), Optional.of(bea));
            assertThat(apply(new FindOwner(from, new Name("BEA")))).isEqualTo(alone(from, found));
        }
        var nobody = new OwnerFound(DANA, DANAS_NAME, Optional.empty());
        assertThat(apply(new FindOwner(DANA, DANAS_NAME))).isEqualTo(alone(DANA, nobody));
        assertRefused(new Ping(DANA), Refusal.NOT_ENTERED);
    }

    // FindPeople

    @Test
    void whoever_is_asked_for_is_found_by_the_shown_name_once_and_who_is_not_is_missing() {
        apply(new Rename(BEA, new Name("b c")));
        var names = List.of(new Name("b_c"), DANAS_NAME, new Name("B C"));
        var find = new FindPeople(AMIR, names, new Spelling(" "));
        assertThat(answer(find))
                .isInstanceOfSatisfying(
                        PeopleFound.class,
                        found -> {
                            assertThat(sessions(found)).containsExactly(BEA);
                            assertThat(found.missing()).containsExactly(DANAS_NAME);
                        });
    }

    @Test
    void whoever_hides_is_found_by_those_who_share_a_room_or_know_the_name() {
        apply(new Describe(BEA, HIDING));
        assertThat(everybody(AMIR)).containsExactly(AMIR, CHOE);
        assertThat(everybody(BEA)).containsExactly(AMIR, BEA, CHOE);
        assertThat(sessions(find(AMIR, BEAS_NAME))).containsExactly(BEA);
        apply(create(BEA, TEA, PASSING));
        apply(new Join(CHOE, FIRST));
        assertThat(everybody(CHOE)).containsExactly(AMIR, BEA, CHOE);
        apply(new Operate(AMIR));
        assertThat(everybody(AMIR)).containsExactly(AMIR, BEA, CHOE);
    }

    @Test
    void where_somebody_is_shows_no_hidden_room_and_of_whoever_hides_the_shared_ones() {
        apply(create(BEA, TEA, PASSING));
        apply(new CreateRoom(BEA, CHESS, PASSING, Set.of(RoomRule.HIDDEN), IfTaken.NUMBER, false));
        assertThat(rooms(AMIR, BEAS_NAME)).containsExactly(FIRST);
        assertThat(rooms(BEA, BEAS_NAME)).containsExactly(FIRST, SECOND);
        apply(new Join(CHOE, SECOND));
        apply(new Describe(BEA, HIDING));
        assertThat(rooms(AMIR, BEAS_NAME)).isEmpty();
        assertThat(rooms(CHOE, BEAS_NAME)).containsExactly(SECOND);
        apply(new Operate(AMIR));
        assertThat(rooms(AMIR, BEAS_NAME)).containsExactly(FIRST, SECOND);
    }

    @Test
    void of_everybody_it_is_not_told_where_they_are() {
        apply(create(BEA, TEA, PASSING));
        assertThat(find(BEA).people()).hasSize(3).allMatch(each -> each.rooms().isEmpty());
    }

    /// What is refused has not been said.
    @Test
    void it_is_told_when_somebody_came_and_when_they_spoke() {
        apply(new ChooseAddressee(BEA, DANAS_NAME));
        apply(new Write(BEA, HELLO));
        apply(new Write(BEA, HELLO));
        assertThat(applyAt(LATER, new Write(BEA, HELLO)).getFirst().event())
                .isInstanceOf(Refused.class);
        assertThat(find(AMIR, BEAS_NAME).people())
                .containsExactly(new Attendee(bea, List.of(), NOON, NOON));
        applyAt(LATER, new Whisper(BEA, AMIRS_NAME, Spelling.EXACT, HELLO));
        assertThat(find(AMIR, BEAS_NAME).people())
                .containsExactly(new Attendee(bea, List.of(), NOON, LATER));
    }

    // Count, Ping

    @Test
    void everything_is_counted() {
        apply(new Describe(BEA, HIDING));
        apply(new Operate(CHOE));
        apply(create(BEA, TEA, PASSING));
        danaLogsIn();
        apply(new Exit(DANA));
        assertThat(answer(new Count(AMIR))).isEqualTo(new Counted(AMIR, 3, 1, 1, 1, 4));
        apply(new Exit(BEA));
        assertThat(answer(new Count(AMIR))).isEqualTo(new Counted(AMIR, 2, 0, 1, 0, 4));
    }

    @Test
    void a_ping_is_answered() {
        assertThat(apply(new Ping(AMIR))).isEqualTo(alone(AMIR, new Pong(AMIR)));
    }

    @Test
    void another_connection_goes_on_where_the_first_was() {
        var heir = new SessionId(99);
        var room = ((Joined) answer(create(AMIR, TEA, PASSING))).room();
        apply(new Say(AMIR, room, new Text("hi")));
        var resumed = (Resumed) answer(new Resume(AMIR, heir));
        assertThat(resumed.heir()).isEqualTo(heir);
        assertThat(resumed.who().session()).isEqualTo(AMIR);
        assertThat(resumed.account()).isEmpty();
        assertThat(resumed.rooms())
                .extracting(each -> each.room().name(), Attendance::lastSequence)
                .containsExactly(tuple(RoomName.of(TEA), 2L));
    }

    private void comeAndGo() {
        apply(new Enter(BEA, EUN));
        apply(new Exit(BEA));
    }

    private List<Gone> gone(Name name) {
        return ((GoneListed) answer(new ListGone(AMIR, name, new Spelling(" ")))).gone();
    }

    private PeopleFound find(SessionId asker, Name... names) {
        return (PeopleFound) answer(new FindPeople(asker, List.of(names), Spelling.EXACT));
    }

    private List<SessionId> everybody(SessionId asker) {
        return sessions(find(asker));
    }

    private static List<SessionId> sessions(PeopleFound found) {
        return found.people().stream().map(each -> each.who().session()).toList();
    }

    private List<RoomId> rooms(SessionId asker, Name whom) {
        return find(asker, whom).people().stream()
                .flatMap(each -> each.rooms().stream())
                .map(Whereabouts::room)
                .toList();
    }

    private static Delivery heard(SessionId session, Event event) {
        return new Delivery(new One(session), event);
    }
}
