package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Answered.InvitationsListed;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListInvitations;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomState.MaskList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Topics, titles and invitations: one example each.
class RoomLifeTest extends Stage {
    private static final RoomPolicy OPERATED =
            new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.OPERATORS);

    /// Amir has made a room and is its operator; bea is in it, choe is not.
    @BeforeEach
    void two_in_a_room() {
        allEnter();
        apply(create(AMIR, TEA, OPERATED));
        apply(new Join(BEA, FIRST));
    }

    // SetTopic

    @Test
    void a_member_says_what_the_room_is_about_and_that_it_is_about_nothing() {
        var topic = Optional.of(HELLO);
        assertThat(apply(new SetTopic(BEA, FIRST, topic)))
                .isEqualTo(toRoom(FIRST, new TopicSet(FIRST, TEA_ROOM, bea, topic, stamp(2, 3))));
        assertThat(rooms(CHOE).getFirst().state().topic()).contains(new Topic(HELLO, bea, NOON));
        apply(new SetTopic(BEA, FIRST, Optional.empty()));
        assertThat(rooms(CHOE).getFirst().state().topic()).isEmpty();
        assertRefused(new SetTopic(CHOE, FIRST, topic), Refusal.NOT_A_MEMBER);
    }

    @Test
    void a_guarded_topic_is_for_half_operators() {
        change(new RuleSet(RoomRule.TOPIC_GUARDED, true));
        assertRefused(new SetTopic(BEA, FIRST, Optional.empty()), Refusal.NOT_RANKED);
        change(new RankSet(BEAS_NAME, Rank.HALF_OPERATOR, true));
        assertThat(answer(new SetTopic(BEA, FIRST, Optional.empty()))).isInstanceOf(TopicSet.class);
    }

    // Retitle

    @Test
    void a_room_that_is_called_otherwise_is_the_same_room_and_gives_up_its_handle() {
        var why = Optional.of(new Text("so"));
        var retitled = new Retitled(FIRST, CHESS_ROOM, TEA_ROOM, amir, why, stamp(2, 3));
        assertThat(apply(new Retitle(AMIR, FIRST, CHESS, why))).isEqualTo(toRoom(FIRST, retitled));
        assertThat(answer(new Join(CHOE, Handle.of(CHESS))))
                .isInstanceOfSatisfying(
                        Joined.class, joined -> assertThat(joined.room()).isEqualTo(FIRST));
        assertRefused(new Join(CHOE, Handle.of(TEA)), Refusal.NO_SUCH_ROOM);
        assertThat(answer(new CreateRoom(CHOE, TEA, OPERATED, IfTaken.REFUSE)))
                .isInstanceOf(Joined.class);
    }

    @Test
    void a_title_that_is_taken_or_numbered_is_refused_and_one_s_own_in_other_letters_is_not() {
        apply(create(CHOE, CHESS, OPERATED));
        apply(create(CHOE, TEA, OPERATED));
        assertRefused(retitle(AMIR, new Title("Chess")), Refusal.ROOM_EXISTS);
        assertRefused(retitle(AMIR, new Title("tea-2")), Refusal.ROOM_EXISTS);
        assertThat(answer(retitle(AMIR, new Title("TEA")))).isInstanceOf(Retitled.class);
        assertThat(answer(retitle(AMIR, new Title("tea-3")))).isInstanceOf(Retitled.class);
        apply(create(CHOE, TEA, OPERATED));
        apply(create(CHOE, TEA, OPERATED));
        assertThat(rooms(AMIR).stream().map(room -> room.name().handle().value()))
                .containsExactly("tea-3", "chess", "tea-2", "tea", "tea-4");
    }

    @Test
    void within_a_minute_a_room_gets_no_other_handle_but_of_an_operator_of_the_yard() {
        var minute = NOON.plusSeconds(60);
        apply(retitle(AMIR, CHESS));
        var before = applyAt(minute.minusNanos(1), retitle(AMIR, TEA)).getFirst().event();
        assertThat(before).isEqualTo(new Refused(retitle(AMIR, TEA), Refusal.TOO_SOON));
        assertThat(answer(retitle(AMIR, new Title("CHESS")))).isInstanceOf(Retitled.class);
        var later = applyAt(minute, retitle(AMIR, TEA)).getFirst().event();
        assertThat(later).isInstanceOf(Retitled.class);
        var clockBack = applyAt(NOON, retitle(AMIR, CHESS)).getFirst().event();
        assertThat(clockBack).isInstanceOf(Retitled.class);
        assertRefused(retitle(AMIR, TEA), Refusal.TOO_SOON);
        apply(new Operate(AMIR));
        assertThat(answer(retitle(AMIR, TEA))).isInstanceOf(Retitled.class);
    }

    @Test
    void only_an_operator_of_the_room_gives_it_another_title() {
        assertRefused(retitle(BEA, CHESS), Refusal.NOT_RANKED);
        assertRefused(retitle(CHOE, CHESS), Refusal.NOT_A_MEMBER);
        change(new RankSet(BEAS_NAME, Rank.HALF_OPERATOR, true));
        assertRefused(retitle(BEA, CHESS), Refusal.NOT_RANKED);
    }

    @Test
    void a_home_keeps_its_title_and_a_planned_one_is_taken() {
        apply(new KeepRoom(CHESS, new RoomPolicy(10, Ends.NEVER, Host.CREATOR)));
        assertRefused(retitle(AMIR, CHESS), Refusal.ROOM_EXISTS);
        apply(new KeepRoom(TEA, LASTING));
        assertRefused(retitle(AMIR, new Title("other")), Refusal.NOT_RANKED);
    }

    // Invite

    @Test
    void an_invitation_is_told_to_the_guest_and_to_members() {
        var invited = new Invited(FIRST, TEA_ROOM, bea, choe, id(2));
        assertThat(apply(invite(BEA, CHOES_NAME)))
                .containsExactly(
                        toRoom(FIRST, invited).getFirst(), alone(CHOE, invited).getFirst());
        assertThat(invitations(CHOE)).containsExactly(FIRST);
        assertRefused(invite(CHOE, BEAS_NAME), Refusal.NOT_A_MEMBER);
        assertRefused(invite(AMIR, BEAS_NAME), Refusal.WRONG_PLACE);
        assertRefused(invite(AMIR, new Name("nobody")), Refusal.NO_SUCH_PERSON);
    }

    @Test
    void only_a_half_operator_invites_where_only_the_invited_join() {
        change(new RuleSet(RoomRule.INVITED_ONLY, true));
        assertRefused(invite(BEA, CHOES_NAME), Refusal.NOT_RANKED);
        assertRefused(new Join(CHOE, FIRST), Refusal.NOT_INVITED);
        apply(invite(AMIR, CHOES_NAME));
        assertThat(answer(new Join(CHOE, FIRST))).isInstanceOf(Joined.class);
    }

    @Test
    void an_invitation_of_who_has_a_say_lets_past_a_ban_and_a_limit_and_past_no_key() {
        change(
                new MaskSet(MaskList.BANNED, new Mask("*!*@*"), true),
                new LimitSet(OptionalInt.of(1)),
                new RankSet(BEAS_NAME, Rank.VOICE, true));
        apply(invite(BEA, CHOES_NAME));
        assertRefused(new Join(CHOE, FIRST), Refusal.BANNED);
        apply(invite(AMIR, CHOES_NAME));
        apply(invite(BEA, CHOES_NAME));
        change(new KeySet(Optional.of("sesame")));
        assertRefused(new Join(CHOE, FIRST), Refusal.WRONG_KEY);
        change(new KeySet(Optional.empty()));
        assertThat(answer(new Join(CHOE, FIRST))).isInstanceOf(Joined.class);
    }

    @Test
    void an_invitation_holds_for_one_join() {
        change(new RuleSet(RoomRule.INVITED_ONLY, true));
        apply(invite(AMIR, CHOES_NAME));
        apply(new Join(CHOE, FIRST));
        assertThat(invitations(CHOE)).isEmpty();
        apply(new Leave(CHOE, FIRST));
        assertRefused(new Join(CHOE, FIRST), Refusal.NOT_INVITED);
    }

    @Test
    void the_eldest_of_too_many_invitations_is_forgotten_and_those_to_rooms_that_are_over() {
        apply(create(AMIR, CHESS, OPERATED));
        apply(new Invite(AMIR, SECOND, CHOES_NAME, Spelling.EXACT));
        apply(invite(AMIR, CHOES_NAME));
        apply(new Leave(AMIR, SECOND));
        assertThat(invitations(CHOE)).containsExactly(FIRST);
        for (int i = 1; i < Stay.INVITATIONS_MAX; i++) inviteAnew();
        assertThat(invitations(CHOE)).hasSize(Stay.INVITATIONS_MAX).startsWith(FIRST);
        inviteAnew();
        assertThat(invitations(CHOE)).hasSize(Stay.INVITATIONS_MAX).doesNotContain(FIRST);
    }

    /// Makes a room and asks Choe into it.
    private void inviteAnew() {
        var joined = (Joined) answer(create(AMIR, CHESS, OPERATED));
        apply(new Invite(AMIR, joined.room(), CHOES_NAME, Spelling.EXACT));
    }

    private static Invite invite(SessionId from, Name whom) {
        return new Invite(from, FIRST, whom, Spelling.EXACT);
    }

    private static Retitle retitle(SessionId from, Title title) {
        return new Retitle(from, FIRST, title, Optional.empty());
    }

    private void change(RoomChange... changes) {
        apply(new ChangeRoom(AMIR, FIRST, List.of(changes), Spelling.EXACT));
    }

    private List<RoomId> invitations(SessionId session) {
        var listed = (InvitationsListed) answer(new ListInvitations(session));
        return listed.rooms().stream().map(Listing::room).toList();
    }
}
