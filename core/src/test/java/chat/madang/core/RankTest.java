package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.Say;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RefusedChange;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who has a rank in a room, who may give it, and whom it protects: one example each.
class RankTest extends Stage {
    private static final RoomPolicy MODERATED =
            new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.OPERATORS);

    /// Amir has made a room and is its operator; bea and choe are in it.
    @BeforeEach
    void three_in_a_room() {
        allEnter();
        apply(create(AMIR, TEA, MODERATED));
        apply(new Join(BEA, FIRST));
        apply(new Join(CHOE, FIRST));
    }

    @Test
    void whoever_makes_a_room_of_operators_is_one_and_nobody_is_the_host() {
        var room = rooms(BEA).getFirst();
        assertThat(room.members().getFirst()).isEqualTo(new Member(amir, Set.of(Rank.OPERATOR)));
        assertThat(room.host()).isEmpty();
    }

    @Test
    void a_rank_is_told_to_all_in_the_room_and_listed() {
        var set = new RankSet(BEAS_NAME, Rank.VOICE, true);
        var changed = new RoomChanged(FIRST, TEA_ROOM, amir, List.of(set), List.of(), stamp(3, 4));
        assertThat(apply(change(AMIR, new RankSet(new Name("BEA"), Rank.VOICE, true))))
                .isEqualTo(toRoom(FIRST, changed));
        assertThat(ranks(BEA)).containsExactly(Rank.VOICE);
        apply(give(BEAS_NAME, Rank.OPERATOR));
        assertThat(ranks(BEA)).containsExactlyInAnyOrder(Rank.VOICE, Rank.OPERATOR);
    }

    @Test
    void a_rank_that_somebody_has_is_no_change_and_the_asker_alone_is_told() {
        apply(give(BEAS_NAME, Rank.VOICE));
        var nothing =
                new RoomChanged(
                        FIRST,
                        TEA_ROOM,
                        amir,
                        List.of(),
                        List.of(),
                        new Stamp(MessageId.NONE, 0, NOON));
        assertThat(apply(give(BEAS_NAME, Rank.VOICE))).isEqualTo(alone(AMIR, nothing));
        assertThat(answer(new Say(BEA, FIRST, HELLO)))
                .isEqualTo(said(FIRST, TEA_ROOM, bea, HELLO, stamp(4, 5)));
    }

    @Test
    void an_operator_gives_ranks_a_half_operator_a_voice_and_others_none() {
        apply(give(BEAS_NAME, Rank.HALF_OPERATOR));
        assertThat(done(change(BEA, new RankSet(CHOES_NAME, Rank.VOICE, true)))).hasSize(1);
        assertWhyNot(BEA, new RankSet(CHOES_NAME, Rank.HALF_OPERATOR, true), Refusal.NOT_RANKED);
        assertWhyNot(CHOE, new RankSet(CHOES_NAME, Rank.VOICE, true), Refusal.NOT_RANKED);
        assertWhyNot(CHOE, new RankSet(BEAS_NAME, Rank.VOICE, false), Refusal.NOT_RANKED);
    }

    @Test
    void anybody_gives_up_their_own_rank() {
        apply(give(BEAS_NAME, Rank.HALF_OPERATOR));
        var given = new RankSet(BEAS_NAME, Rank.HALF_OPERATOR, false);
        assertThat(done(change(BEA, given))).containsExactly(given);
        assertThat(ranks(BEA)).isEmpty();
    }

    @Test
    void what_is_refused_is_told_beside_what_is_done() {
        apply(new Exit(CHOE));
        danaLogsIn();
        var voice = new RankSet(BEAS_NAME, Rank.VOICE, true);
        var nobody = new RankSet(CHOES_NAME, Rank.VOICE, true);
        var elsewhere = new RankSet(DANAS_NAME, Rank.VOICE, true);
        assertThat(answer(change(AMIR, nobody, voice, elsewhere)))
                .isInstanceOfSatisfying(
                        RoomChanged.class,
                        changed -> {
                            assertThat(changed.changes()).containsExactly(voice);
                            assertThat(changed.refused())
                                    .containsExactly(
                                            new RefusedChange(nobody, Refusal.NO_SUCH_PERSON),
                                            new RefusedChange(elsewhere, Refusal.WRONG_PLACE));
                        });
    }

    @Test
    void a_rank_is_gone_with_the_stay() {
        apply(give(BEAS_NAME, Rank.OPERATOR));
        apply(new Leave(BEA, FIRST));
        apply(new Join(BEA, FIRST));
        assertThat(ranks(BEA)).isEmpty();
    }

    // Hosts

    @Test
    void a_room_has_one_host_who_hands_it_over() {
        assertThat(done(give(AMIRS_NAME, Rank.HOST))).hasSize(1);
        var given = new RankSet(AMIRS_NAME, Rank.HOST, false);
        var taken = new RankSet(BEAS_NAME, Rank.HOST, true);
        assertThat(done(give(BEAS_NAME, Rank.HOST))).containsExactly(given, taken);
        assertThat(rooms(AMIR).getFirst().host()).contains(bea);
        assertWhyNot(AMIR, new RankSet(AMIRS_NAME, Rank.HOST, true), Refusal.NOT_RANKED);
    }

    @Test
    void nobody_takes_a_rank_from_the_host_but_the_host() {
        apply(give(AMIRS_NAME, Rank.HOST));
        apply(give(BEAS_NAME, Rank.OPERATOR));
        assertWhyNot(BEA, new RankSet(AMIRS_NAME, Rank.OPERATOR, false), Refusal.OUTRANKED);
        assertThat(done(change(AMIR, new RankSet(AMIRS_NAME, Rank.OPERATOR, false)))).hasSize(1);
        assertThat(done(change(AMIR, new RankSet(AMIRS_NAME, Rank.HOST, false)))).hasSize(1);
        assertThat(rooms(AMIR).getFirst().host()).isEmpty();
    }

    /// Else the room would wait for ever for the end of somebody who is not there.
    @Test
    void a_room_that_needs_its_host_keeps_them_until_somebody_else_is_it() {
        apply(create(BEA, CHESS, HOSTED));
        apply(new Join(AMIR, SECOND));
        var given = new RankSet(BEAS_NAME, Rank.HOST, false);
        assertThat(refused(change(BEA, SECOND, given)))
                .containsExactly(new RefusedChange(given, Refusal.OUTRANKED));
        apply(change(BEA, SECOND, new RankSet(AMIRS_NAME, Rank.HOST, true)));
        assertThat(events(new Leave(BEA, SECOND))).hasSize(1);
        assertThat(events(new Leave(AMIR, SECOND))).last().isInstanceOf(RoomClosed.class);
    }

    // Kick

    @Test
    void whoever_has_as_much_to_say_is_not_thrown_out() {
        apply(give(BEAS_NAME, Rank.HALF_OPERATOR));
        assertRefused(kick(CHOE, BEAS_NAME), Refusal.NOT_RANKED);
        assertRefused(kick(BEA, AMIRS_NAME), Refusal.OUTRANKED);
        apply(give(CHOES_NAME, Rank.HALF_OPERATOR));
        assertRefused(kick(BEA, CHOES_NAME), Refusal.OUTRANKED);
        assertThat(answer(kick(AMIR, CHOES_NAME))).isInstanceOf(Kicked.class);
        apply(give(AMIRS_NAME, Rank.HOST));
        apply(give(BEAS_NAME, Rank.OPERATOR));
        assertRefused(kick(BEA, AMIRS_NAME), Refusal.OUTRANKED);
    }

    @Test
    void whoever_throws_out_may_say_why() {
        var why = Optional.of(new Text("so"));
        assertThat(answer(new Kick(AMIR, FIRST, BEAS_NAME, Spelling.EXACT, why)))
                .isEqualTo(new Kicked(FIRST, TEA_ROOM, bea, amir, why, stamp(3, 4)));
    }

    @Test
    void an_operator_of_the_yard_is_one_in_every_room_that_they_are_in() {
        apply(new Operate(CHOE));
        assertThat(ranks(CHOE)).isEmpty();
        assertThat(done(change(CHOE, new RankSet(BEAS_NAME, Rank.OPERATOR, true)))).hasSize(1);
        apply(change(AMIR, new RankSet(BEAS_NAME, Rank.OPERATOR, false)));
        apply(give(BEAS_NAME, Rank.HALF_OPERATOR));
        assertRefused(kick(BEA, CHOES_NAME), Refusal.OUTRANKED);
        apply(new Leave(CHOE, FIRST));
        assertWhyNot(CHOE, new RankSet(BEAS_NAME, Rank.VOICE, true), Refusal.NOT_RANKED);
    }

    private static Kick kick(SessionId from, Name whom) {
        return new Kick(from, FIRST, whom, Spelling.EXACT);
    }

    private static ChangeRoom give(Name whom, Rank rank) {
        return change(AMIR, new RankSet(whom, rank, true));
    }

    private static ChangeRoom change(SessionId from, RoomChange... changes) {
        return change(from, FIRST, changes);
    }

    private static ChangeRoom change(SessionId from, RoomId room, RoomChange... changes) {
        return new ChangeRoom(from, room, List.of(changes), Spelling.EXACT);
    }

    private List<RoomChange> done(ChangeRoom command) {
        return ((RoomChanged) answer(command)).changes();
    }

    private List<RefusedChange> refused(ChangeRoom command) {
        return ((RoomChanged) answer(command)).refused();
    }

    private void assertWhyNot(SessionId from, RoomChange change, Refusal why) {
        assertThat(refused(change(from, change))).containsExactly(new RefusedChange(change, why));
    }

    private Set<Rank> ranks(SessionId session) {
        return rooms(AMIR).getFirst().members().stream()
                .filter(member -> member.who().session().equals(session))
                .findFirst()
                .orElseThrow()
                .ranks();
    }
}
