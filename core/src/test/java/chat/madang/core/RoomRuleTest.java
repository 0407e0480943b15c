package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Command.Signal;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RefusedChange;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomState.Listed;
import chat.madang.core.RoomState.MaskList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What keeps people out of a room, or quiet in it: one example each.
class RoomRuleTest extends Stage {
    private static final Mask BEA_FROM_ANYWHERE = new Mask("bea!*@*");
    private static final Text REQUEST = new Text("\u0001VERSION\u0001");
    private static final Text ACTION = new Text("\u0001ACTION waves\u0001");

    /// Amir has made a room and is its operator; bea and choe are in the yard.
    @BeforeEach
    void a_room() {
        allEnter();
        apply(create(AMIR, TEA, new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.OPERATORS)));
    }

    // Bans

    @Test
    void whoever_is_banned_neither_joins_nor_speaks() {
        apply(new Join(BEA, FIRST));
        change(list(MaskList.BANNED, "BEA!*@*"));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.BANNED);
        assertRefused(new Schedule(BEA, FIRST, HELLO, NOON), Refusal.BANNED);
        apply(new Leave(BEA, FIRST));
        assertRefused(new Join(BEA, FIRST), Refusal.BANNED);
        change(new MaskSet(MaskList.BANNED, BEA_FROM_ANYWHERE, false));
        assertThat(answer(new Join(BEA, FIRST))).isInstanceOf(Joined.class);
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);
    }

    @Test
    void an_exception_outweighs_a_ban_and_a_voice_does_when_speaking() {
        change(list(MaskList.BANNED, "*!*@*"), list(MaskList.EXCEPTED, "bea!*@*"));
        assertThat(answer(new Join(BEA, FIRST))).isInstanceOf(Joined.class);
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);
        assertRefused(new Join(CHOE, FIRST), Refusal.BANNED);
        change(new MaskSet(MaskList.EXCEPTED, BEA_FROM_ANYWHERE, false));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.BANNED);
        change(new RankSet(BEAS_NAME, Rank.VOICE, true));
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);
    }

    @Test
    void whoever_is_muted_joins_and_does_not_speak_without_a_voice() {
        change(list(MaskList.BANNED, "~m:BEA!*@*"));
        assertThat(answer(new Join(BEA, FIRST))).isInstanceOf(Joined.class);
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.BANNED);
        assertRefused(new Schedule(BEA, FIRST, HELLO, NOON), Refusal.BANNED);
        assertRefused(signal(BEA), Refusal.BANNED);
        change(new RankSet(BEAS_NAME, Rank.VOICE, true));
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);
        change(new RankSet(BEAS_NAME, Rank.VOICE, false));
        change(new MaskSet(MaskList.BANNED, new Mask("~m:bea!*@*"), false));
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);
    }

    @Test
    void an_exception_is_from_what_it_is_like() {
        apply(new Join(BEA, FIRST));
        change(list(MaskList.BANNED, "~m:bea!*@*"), list(MaskList.EXCEPTED, "bea!*@*"));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.BANNED);
        change(list(MaskList.EXCEPTED, "~m:bea!*@*"));
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);

        change(list(MaskList.BANNED, "최!*@*"), list(MaskList.EXCEPTED, "~m:최!*@*"));
        assertRefused(new Join(CHOE, FIRST), Refusal.BANNED);
    }

    @Test
    void nobody_is_let_in_by_what_is_about_speaking() {
        change(new RuleSet(RoomRule.INVITED_ONLY, true), list(MaskList.INVITED, "~m:bea!*@*"));
        assertRefused(new Join(BEA, FIRST), Refusal.NOT_INVITED);
    }

    /// What was found out of somebody holds as long as they are called so.
    @Test
    void another_name_gets_away_from_a_ban_or_under_it() {
        apply(new Join(BEA, FIRST));
        change(list(MaskList.BANNED, "bea!*@*"));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.BANNED);
        apply(new Rename(BEA, new Name("eun")));
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);
        apply(new Rename(BEA, BEAS_NAME));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.BANNED);
    }

    @Test
    void an_account_is_banned_whatever_its_person_is_called() {
        danaLogsIn();
        apply(new Rename(DANA, new Name("eun")));
        change(list(MaskList.BANNED, "~a:dana"));
        assertRefused(new Join(DANA, FIRST), Refusal.BANNED);
    }

    @Test
    void an_entry_is_listed_once_with_who_set_it() {
        change(list(MaskList.BANNED, "bea!*@*"));
        assertThat(change(list(MaskList.BANNED, "BEA!*@*")).changes()).isEmpty();
        assertThat(rooms(AMIR).getFirst().state().list(MaskList.BANNED))
                .containsExactly(new Listed(BEA_FROM_ANYWHERE, amir, NOON));
    }

    @Test
    void the_lists_of_a_room_have_a_hundred_entries_together() {
        for (int i = 0; i < Room.LISTED_MAX; i++) {
            var which = i % 2 == 0 ? MaskList.BANNED : MaskList.INVITED;
            change(list(which, "m%d!*@*".formatted(i)));
        }
        var one = list(MaskList.BANNED, "bea!*@*");
        assertThat(change(one).refused())
                .containsExactly(new RefusedChange(one, Refusal.LIST_FULL));
        assertThat(change(new MaskSet(MaskList.BANNED, new Mask("m0!*@*"), false)).changes())
                .hasSize(1);
        assertThat(change(one).changes()).containsExactly(one);
    }

    // Joining

    @Test
    void a_key_is_to_be_said() {
        change(new KeySet(Optional.of("sesame")));
        assertRefused(new Join(BEA, FIRST), Refusal.WRONG_KEY);
        assertRefused(new Join(BEA, FIRST, Optional.of("Sesame"), false), Refusal.WRONG_KEY);
        assertThat(answer(new Join(BEA, FIRST, Optional.of("sesame"), false)))
                .isInstanceOf(Joined.class);
        change(new KeySet(Optional.empty()));
        assertThat(answer(new Join(CHOE, FIRST, Optional.of("any"), false)))
                .isInstanceOf(Joined.class);
    }

    @Test
    void a_limit_keeps_out_whoever_comes_later_and_no_member() {
        apply(new Join(BEA, FIRST));
        change(new LimitSet(OptionalInt.of(1)));
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);
        assertRefused(new Join(CHOE, FIRST), Refusal.ROOM_FULL);
        change(new LimitSet(OptionalInt.empty()));
        assertThat(answer(new Join(CHOE, FIRST))).isInstanceOf(Joined.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LimitSet(OptionalInt.of(0)))
                .withMessage("limit: 0 (expected: 1..)");
    }

    @Test
    void only_an_account_joins_where_only_accounts_may() {
        danaLogsIn();
        change(new RuleSet(RoomRule.ACCOUNTS_ONLY, true));
        assertRefused(new Join(BEA, FIRST), Refusal.NO_ACCOUNT);
        assertThat(answer(new Join(DANA, FIRST))).isInstanceOf(Joined.class);
    }

    @Test
    void an_entry_of_the_list_of_the_invited_is_an_invitation_for_ever() {
        change(new RuleSet(RoomRule.INVITED_ONLY, true), list(MaskList.INVITED, "bea!*@*"));
        assertRefused(new Join(CHOE, FIRST), Refusal.NOT_INVITED);
        for (int i = 0; i < 2; i++) {
            assertThat(answer(new Join(BEA, FIRST))).isInstanceOf(Joined.class);
            apply(new Leave(BEA, FIRST));
        }
    }

    // Speaking

    @Test
    void only_a_voice_is_heard_in_a_moderated_room() {
        apply(new Join(BEA, FIRST));
        change(new RuleSet(RoomRule.MODERATED, true));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.NO_VOICE);
        assertRefused(signal(BEA), Refusal.NO_VOICE);
        assertRefused(new Schedule(BEA, FIRST, HELLO, NOON), Refusal.NO_VOICE);
        assertThat(answer(new Say(AMIR, FIRST, HELLO))).isInstanceOf(Said.class);
        change(new RankSet(BEAS_NAME, Rank.VOICE, true));
        assertThat(answer(new Say(BEA, FIRST, HELLO))).isInstanceOf(Said.class);
    }

    @Test
    void whoever_is_not_in_the_room_speaks_where_they_may_and_hears_themselves() {
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.NOT_A_MEMBER);
        change(new RuleSet(RoomRule.MEMBERS_ONLY, false));
        var said = said(FIRST, TEA_ROOM, bea, HELLO, stamp(2, 3));
        assertThat(apply(new Say(BEA, FIRST, HELLO)))
                .containsExactly(toRoom(FIRST, said).getFirst(), alone(BEA, said).getFirst());
        change(list(MaskList.BANNED, "bea!*@*"));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.BANNED);
    }

    @Test
    void where_nobody_is_to_be_asked_by_a_program_an_action_is_told_all_the_same() {
        change(new RuleSet(RoomRule.NO_REQUESTS, true));
        assertRefused(new Say(AMIR, FIRST, REQUEST), Refusal.NO_REQUESTS);
        assertThat(answer(new Say(AMIR, FIRST, ACTION))).isInstanceOf(Said.class);
        change(new RuleSet(RoomRule.NO_REQUESTS, false));
        assertThat(answer(new Say(AMIR, FIRST, REQUEST))).isInstanceOf(Said.class);
    }

    // Seeing

    @Test
    void a_hidden_room_is_not_there_for_those_who_are_not_in_it_but_for_joining() {
        change(new RuleSet(RoomRule.HIDDEN, true));
        assertThat(rooms(BEA)).isEmpty();
        assertThat(rooms(AMIR)).hasSize(1);
        assertRefused(new ListPeople(BEA, FIRST), Refusal.NO_SUCH_ROOM);
        assertRefused(new Leave(BEA, FIRST), Refusal.NO_SUCH_ROOM);
        assertRefused(new SetTopic(BEA, FIRST, Optional.of(HELLO)), Refusal.NO_SUCH_ROOM);
        assertRefused(new Invite(BEA, FIRST, CHOES_NAME, Spelling.EXACT), Refusal.NO_SUCH_ROOM);
        assertRefused(new ChangeRoom(BEA, FIRST, List.of(), Spelling.EXACT), Refusal.NO_SUCH_ROOM);
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.NOT_A_MEMBER);
        assertThat(answer(new Join(BEA, Handle.of(TEA)))).isInstanceOf(Joined.class);
        assertThat(rooms(BEA)).hasSize(1);
        apply(new Operate(CHOE));
        assertThat(rooms(CHOE)).hasSize(1);
    }

    // Rules

    @Test
    void only_an_operator_changes_the_rules_and_a_half_operator_the_lists() {
        apply(new Join(BEA, FIRST));
        var rule = new RuleSet(RoomRule.MODERATED, true);
        var entry = list(MaskList.BANNED, "x!*@*");
        var refused =
                List.of(
                        new RefusedChange(rule, Refusal.NOT_RANKED),
                        new RefusedChange(entry, Refusal.NOT_RANKED));
        assertThat(changeAs(BEA, rule, entry).refused()).isEqualTo(refused);
        assertThat(changeAs(CHOE, rule, entry).refused()).isEqualTo(refused);
        change(new RankSet(BEAS_NAME, Rank.HALF_OPERATOR, true));
        assertThat(changeAs(BEA, rule, entry).changes()).containsExactly(entry);
    }

    @Test
    void a_room_that_lasts_tells_those_who_remember_it_what_has_become_of_it() {
        apply(create(BEA, CHESS, new RoomPolicy(10, Ends.NEVER, Host.OPERATORS)));
        var rule = new RuleSet(RoomRule.MODERATED, true);
        var command = new ChangeRoom(BEA, SECOND, List.of(rule), Spelling.EXACT);
        assertThat(events(command).getLast())
                .isInstanceOfSatisfying(
                        RoomKept.class,
                        kept ->
                                assertThat(kept.state().rules())
                                        .isEqualTo(
                                                Set.of(RoomRule.MEMBERS_ONLY, RoomRule.MODERATED)));
    }

    private static MaskSet list(MaskList which, String mask) {
        return new MaskSet(which, new Mask(mask), true);
    }

    private static Signal signal(SessionId from) {
        return new Signal(from, FIRST, Tags.NONE, Optional.empty());
    }

    private RoomChanged change(RoomChange... changes) {
        return changeAs(AMIR, changes);
    }

    private RoomChanged changeAs(SessionId from, RoomChange... changes) {
        return (RoomChanged) answer(new ChangeRoom(from, FIRST, List.of(changes), Spelling.EXACT));
    }
}
