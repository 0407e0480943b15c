package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Answered.Pong;
import chat.madang.core.Audience.One;
import chat.madang.core.Command.Announce;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Expel;
import chat.madang.core.Command.Identify;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Profile.Trait;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people say of themselves, several of one account, and operators: one example each.
class DoorwayTest extends Stage {
    private static final Name EUN = new Name("eun");
    private static final SessionId AGAIN = new SessionId(9);
    private static final Profile AT_HOME = new Profile("irc", "amir", "k3n5.ip", "192.0.2.7");
    private static final LogIn AS_EUN =
            new LogIn(AGAIN, DANAS_ACCOUNT, Optional.of(EUN), Profile.UNKNOWN);

    // Describe

    @Test
    void what_somebody_says_of_themselves_is_told_to_all_who_share_a_room() {
        apply(new Enter(AMIR, AMIRS_NAME, AT_HOME));
        apply(create(AMIR, TEA, PASSING));
        var wished =
                new Profile(
                        "x",
                        "x",
                        "x",
                        "x",
                        "Amir A.",
                        Optional.of(DANAS_NAME),
                        Optional.of(HELLO),
                        Set.of(Trait.BOT, Trait.OPERATOR));
        var profile =
                AT_HOME.withRealName("Amir A.")
                        .withAway(Optional.of(HELLO))
                        .withTraits(Set.of(Trait.BOT));
        var after = new Person(AMIR, AMIRS_NAME, profile);
        assertThat(apply(new Describe(AMIR, wished)))
                .isEqualTo(toRoom(FIRST, new Described(after, AT_HOME)));
        assertThat(rooms(AMIR).getFirst().members().getFirst().who()).isEqualTo(after);
    }

    @Test
    void nobody_comes_as_an_operator_or_as_an_account_by_saying_so() {
        var claimed =
                AT_HOME.withAccount(Optional.of(DANAS_NAME)).withTraits(Set.of(Trait.OPERATOR));
        assertThat(answer(new Enter(AMIR, AMIRS_NAME, claimed)))
                .isEqualTo(new Entered(new Person(AMIR, AMIRS_NAME, AT_HOME)));
    }

    @Test
    void an_operator_stays_one_until_they_say_otherwise() {
        bothEnter();
        apply(new Operate(AMIR));
        var operator = Profile.UNKNOWN.withTraits(Set.of(Trait.OPERATOR));
        assertThat(answer(new Describe(AMIR, operator)))
                .isEqualTo(new Described(amir.with(operator), operator));
        assertThat(answer(new Describe(AMIR, Profile.UNKNOWN)))
                .isEqualTo(new Described(amir, operator));
        assertRefused(new Announce(AMIR, HELLO), Refusal.NOT_AN_OPERATOR);
    }

    // Several of one account

    @Test
    void whoever_logs_in_under_another_name_stays_beside_those_of_the_account() {
        bothEnter();
        danaLogsIn();
        var eun = dana.called(EUN);
        var second = new Person(AGAIN, eun.name(), eun.profile());
        assertThat(apply(AS_EUN))
                .isEqualTo(alone(AGAIN, new LoggedIn(second, DANAS_ACCOUNT.id(), List.of())));
        assertThat(answer(new Ping(DANA))).isEqualTo(new Pong(DANA));
    }

    @Test
    void under_a_name_one_has_to_be_the_only_one_even_of_the_account() {
        bothEnter();
        danaLogsIn();
        assertRefused(
                new LogIn(AGAIN, DANAS_ACCOUNT, Optional.of(DANAS_NAME), Profile.UNKNOWN),
                Refusal.NAME_TAKEN);
        assertRefused(
                new LogIn(AGAIN, DANAS_ACCOUNT, Optional.of(BEAS_NAME), Profile.UNKNOWN),
                Refusal.NAME_TAKEN);
        assertRefused(
                new LogIn(AGAIN, DANAS_ACCOUNT, Optional.of(new Name("Server")), Profile.UNKNOWN),
                Refusal.NAME_RESERVED);
    }

    @Test
    void a_login_without_a_name_puts_out_whoever_bears_that_of_the_account_alone() {
        apply(AS_EUN);
        danaLogsIn();
        var third = new SessionId(10);
        assertThat(events(new LogIn(third, DANAS_ACCOUNT, Profile.UNKNOWN)))
                .containsExactly(
                        exited(dana),
                        new LoggedIn(
                                loggedIn(third, DANAS_ACCOUNT), DANAS_ACCOUNT.id(), List.of()));
        assertThat(answer(new Ping(AGAIN))).isEqualTo(new Pong(AGAIN));
    }

    @Test
    void writers_hear_of_the_first_who_comes_and_of_the_last_who_goes() {
        bothEnter();
        apply(new ChooseAddressee(AMIR, DANAS_NAME));
        assertThat(events(AS_EUN)).endsWith(new AddresseeCame(AMIR, DANAS_NAME));
        assertThat(events(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN))).hasSize(1);
        assertThat(answer(new Write(AMIR, HELLO)).to()).isEqualTo(DANA);
        assertThat(events(new Exit(DANA))).hasSize(1);
        assertThat(answer(new Write(AMIR, HELLO)).to()).isEqualTo(AGAIN);
        assertThat(events(new Exit(AGAIN))).endsWith(new AddresseeGone(AMIR, DANAS_NAME));
    }

    @Test
    void all_of_an_account_that_is_no_more_have_to_go() {
        apply(AS_EUN);
        danaLogsIn();
        assertThat(events(new KnowAccounts(List.of())))
                .containsExactly(exited(new Person(AGAIN, EUN, dana.profile())), exited(dana));
    }

    // Identify

    @Test
    void whoever_shows_to_be_of_an_account_keeps_their_name_and_receives_its_letters() {
        bothEnter();
        apply(new ChooseAddressee(BEA, DANAS_NAME));
        var letter = ((Kept) answer(new Write(BEA, HELLO))).letter();
        var profile = Profile.UNKNOWN.withAccount(Optional.of(DANAS_NAME));
        var identified =
                new Identified(
                        amir.with(profile), Profile.UNKNOWN, DANAS_ACCOUNT.id(), List.of(letter));
        assertThat(events(new Identify(AMIR, DANAS_ACCOUNT)))
                .containsExactly(identified, new AddresseeCame(BEA, DANAS_NAME));
        assertThat(answer(new Write(BEA, HELLO)).to()).isEqualTo(AMIR);
        assertThat(answer(new Rename(AMIR, DANAS_NAME))).isInstanceOf(Renamed.class);
    }

    @Test
    void whoever_changes_to_another_account_leaves_the_one_before() {
        bothEnter();
        var euns = new Account(new AccountId(8), EUN);
        apply(new Identify(AMIR, DANAS_ACCOUNT));
        apply(new ChooseAddressee(BEA, DANAS_NAME));
        assertThat(events(new Identify(AMIR, euns)).getLast())
                .isEqualTo(new AddresseeGone(BEA, DANAS_NAME));
        assertRefused(new Enter(CHOE, EUN), Refusal.NAME_TAKEN);
        apply(new KnowAccounts(List.of(euns)));
        assertRefused(new Identify(BEA, DANAS_ACCOUNT), Refusal.NO_SUCH_PERSON);
    }

    // Operators of the yard

    @Test
    void an_operator_takes_somebody_out_of_the_yard() {
        allEnter();
        apply(create(BEA, TEA, PASSING));
        apply(new Join(CHOE, FIRST));
        assertRefused(expel(AMIR, BEAS_NAME), Refusal.NOT_AN_OPERATOR);
        apply(new Operate(AMIR));
        assertRefused(expel(AMIR, EUN), Refusal.NO_SUCH_PERSON);
        var operator = amir.with(Profile.UNKNOWN.withTraits(Set.of(Trait.OPERATOR)));
        var expelled = new Expelled(operator, bea, HELLO);
        var exited = new Exited(bea, List.of(new Place(FIRST, stamp(2, 3))), Optional.of(HELLO));
        assertThat(apply(expel(AMIR, BEAS_NAME)))
                .containsExactly(
                        alone(AMIR, expelled).getFirst(),
                        alone(BEA, expelled).getFirst(),
                        toRoom(FIRST, exited).getFirst());
        assertRefused(new Ping(BEA), Refusal.NOT_ENTERED);
    }

    /// One answer: that they have gone.
    @Test
    void an_operator_who_expels_themselves_goes_as_anybody() {
        bothEnter();
        apply(new Operate(AMIR));
        assertThat(events(expel(AMIR, AMIRS_NAME)).stream().map(Event::by))
                .containsExactly(SessionId.NOBODY, AMIR);
    }

    @Test
    void what_is_announced_is_told_to_those_who_want_to_hear_it() {
        allEnter();
        apply(new Describe(BEA, Profile.UNKNOWN.withTraits(Set.of(Trait.ANNOUNCEMENTS))));
        assertRefused(new Announce(AMIR, HELLO), Refusal.NOT_AN_OPERATOR);
        apply(new Operate(AMIR));
        assertThat(apply(new Announce(AMIR, HELLO)).stream().map(Delivery::to))
                .containsExactly(new One(AMIR), new One(BEA));
    }

    private static Expel expel(SessionId from, Name whom) {
        return new Expel(from, whom, Spelling.EXACT, HELLO);
    }
}
