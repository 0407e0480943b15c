package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Audience.One;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Whispered;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Accounts, whispers, and what is kept for the absent: one example each.
class AccountTest extends Stage {
    private static final Command AMIR_CHOOSES_DANA = new ChooseAddressee(AMIR, DANAS_NAME);

    // LogIn

    @Test
    void whoever_logs_in_has_the_name_of_the_account() {
        assertThat(apply(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN)))
                .isEqualTo(alone(DANA, new LoggedIn(dana, DANAS_ACCOUNT.id(), List.of())));
        assertRefused(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN), Refusal.ALREADY_ENTERED);
    }

    @Test
    void the_name_of_an_account_is_for_nobody_else_whether_its_person_is_here_or_away() {
        bothEnter();
        var shouted = new Name("DANA");
        assertRefused(new Enter(CHOE, shouted), Refusal.NAME_TAKEN);
        assertRefused(new Rename(AMIR, shouted), Refusal.NAME_TAKEN);
        danaLogsIn();
        apply(new Rename(DANA, CHOES_NAME));
        assertRefused(new Rename(AMIR, shouted), Refusal.NAME_TAKEN);
        assertThat(events(new Rename(DANA, shouted))).hasSize(1);
    }

    @Test
    void a_reserved_name_is_for_nobody_and_that_counts_before_a_taken_one() {
        bothEnter();
        assertRefused(new Enter(CHOE, new Name("ＳＥＲＶＥＲ")), Refusal.NAME_RESERVED);
        assertRefused(new Rename(AMIR, new Name("Server")), Refusal.NAME_RESERVED);
        assertThat(answer(new Rename(AMIR, new Name("servers")))).isInstanceOf(Renamed.class);
    }

    @Test
    void a_login_moves_the_person_out_of_the_older_session() {
        allEnter();
        danaLogsIn();
        apply(AMIR_CHOOSES_DANA);
        apply(create(DANA, TEA, LASTING));
        var again = new SessionId(9);
        var exited = exited(dana, new Place(FIRST, stamp(1, 2)));
        var loggedIn = new LoggedIn(loggedIn(again, DANAS_ACCOUNT), DANAS_ACCOUNT.id(), List.of());
        assertThat(events(new LogIn(again, DANAS_ACCOUNT, Profile.UNKNOWN)))
                .containsExactly(exited, loggedIn);
        assertThat(seen(AMIR)).containsExactly(listing(FIRST, TEA));
        assertThat(events(new Write(AMIR, HELLO)).getFirst())
                .isInstanceOfSatisfying(
                        Whispered.class, whispered -> assertThat(whispered.to()).isEqualTo(again));
    }

    @Test
    void a_guest_who_had_the_name_first_has_to_go() {
        bothEnter();
        var amirs = new Account(new AccountId(8), AMIRS_NAME);
        apply(new KnowAccounts(List.of(amirs)));
        assertThat(events(new LogIn(CHOE, amirs, Profile.UNKNOWN)))
                .containsExactly(
                        exited(amir), new LoggedIn(loggedIn(CHOE, amirs), amirs.id(), List.of()));
        assertRefused(new Exit(AMIR), Refusal.NOT_ENTERED);
    }

    @Test
    void another_account_under_the_name_of_this_one_has_to_go_and_that_is_told() {
        bothEnter();
        danaLogsIn();
        apply(AMIR_CHOOSES_DANA);
        apply(new Rename(DANA, CHOES_NAME));
        var choes = new Account(new AccountId(8), CHOES_NAME);
        assertThat(events(new LogIn(CHOE, choes, Profile.UNKNOWN)))
                .containsExactly(
                        exited(dana.called(CHOES_NAME)),
                        new AddresseeGone(AMIR, DANAS_NAME),
                        new LoggedIn(loggedIn(CHOE, choes), choes.id(), List.of()));
    }

    @Test
    void an_account_that_is_no_more_lets_go_of_its_person_its_letters_and_its_name() {
        allEnter();
        apply(AMIR_CHOOSES_DANA);
        apply(new Write(AMIR, HELLO));
        danaLogsIn();
        assertThat(events(new KnowAccounts(List.of())))
                .containsExactly(exited(dana), new AddresseeGone(AMIR, DANAS_NAME));
        assertRefused(new Write(AMIR, HELLO), Refusal.NO_ADDRESSEE);
        assertThat(answer(new Rename(CHOE, DANAS_NAME))).isInstanceOf(Event.Renamed.class);
    }

    @Test
    void an_account_that_is_no_more_stays_so_and_the_next_of_its_name_is_another() {
        apply(new KnowAccounts(List.of()));
        assertRefused(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN), Refusal.NO_SUCH_PERSON);
        assertThat(answer(new Enter(CHOE, DANAS_NAME))).isInstanceOf(Entered.class);
        apply(new Exit(CHOE));
        var next = new Account(new AccountId(DANAS_ACCOUNT.id().value() + 1), DANAS_NAME);
        assertThat(answer(new LogIn(DANA, next, Profile.UNKNOWN)))
                .isEqualTo(new LoggedIn(dana, next.id(), List.of()));
    }

    /// Two were added, and the core has not been told of either.
    @Test
    void whichever_of_two_new_accounts_logs_in_first_the_other_can_too() {
        var second = new Account(new AccountId(DANAS_ACCOUNT.id().value() + 2), CHOES_NAME);
        var first = new Account(new AccountId(DANAS_ACCOUNT.id().value() + 1), BEAS_NAME);
        assertThat(answer(new LogIn(CHOE, second, Profile.UNKNOWN))).isInstanceOf(LoggedIn.class);
        assertThat(answer(new LogIn(BEA, first, Profile.UNKNOWN))).isInstanceOf(LoggedIn.class);
    }

    @Test
    void an_account_that_was_known_by_its_login_alone_and_is_no_more_stays_so() {
        var next = new Account(new AccountId(DANAS_ACCOUNT.id().value() + 1), BEAS_NAME);
        assertThat(answer(new LogIn(BEA, next, Profile.UNKNOWN))).isInstanceOf(LoggedIn.class);
        apply(new KnowAccounts(List.of(DANAS_ACCOUNT)));
        assertRefused(new LogIn(BEA, next, Profile.UNKNOWN), Refusal.NO_SUCH_PERSON);
    }

    @Test
    void an_account_that_is_called_otherwise_gives_up_its_name() {
        apply(new KnowAccounts(List.of(new Account(DANAS_ACCOUNT.id(), CHOES_NAME))));
        assertThat(answer(new Enter(BEA, DANAS_NAME))).isInstanceOf(Entered.class);
        assertRefused(new Enter(AMIR, CHOES_NAME), Refusal.NAME_TAKEN);
    }

    // Whisper

    @Test
    void a_whisper_is_heard_by_the_two_alone() {
        allEnter();
        var whispered = whispered(amir, bea, false, id(0));
        assertThat(apply(new Whisper(AMIR, new Name("BEA"), Spelling.EXACT, HELLO)))
                .containsExactly(
                        new Delivery(new One(AMIR), whispered),
                        new Delivery(new One(BEA), whispered));
    }

    @Test
    void a_whisper_to_oneself_is_heard_once() {
        bothEnter();
        assertThat(apply(new Whisper(AMIR, AMIRS_NAME, Spelling.EXACT, HELLO)))
                .isEqualTo(alone(AMIR, whispered(amir, amir, false, id(0))));
    }

    @Test
    void a_name_as_it_is_comes_before_a_name_that_is_shown_so() {
        allEnter();
        var blanks = new Spelling(" ");
        apply(new Rename(BEA, new Name("b c")));
        assertThat(whisperedTo("B_C", blanks)).isEqualTo(BEA);
        assertThat(whisperedTo("b c", blanks)).isEqualTo(BEA);
        apply(new Rename(CHOE, new Name("b_c")));
        assertThat(whisperedTo("B_C", blanks)).isEqualTo(CHOE);
        apply(new Exit(CHOE));
        assertThat(whisperedTo("b_c", blanks)).isEqualTo(BEA);
        apply(new Rename(BEA, BEAS_NAME));
        assertNobodyIs("b_c", blanks);
    }

    @Test
    void a_shown_name_leads_to_nobody_at_a_gate_that_shows_it_otherwise() {
        allEnter();
        apply(new Rename(BEA, new Name("b c")));
        assertNobodyIs("b_c", Spelling.EXACT);
        assertNobodyIs("b_c", new Spelling("#"));
    }

    /// The blank at the end is part of what is shown, though not of what is compared.
    @Test
    void a_name_that_ends_in_a_blank_is_found_as_it_is_shown() {
        bothEnter();
        apply(new Rename(BEA, new Name("bea ")));
        assertThat(whisperedTo("bea_", new Spelling(" "))).isEqualTo(BEA);
    }

    @Test
    void of_two_who_are_shown_alike_the_first_to_be_called_so_is_found() {
        allEnter();
        var spelling = new Spelling(" #");
        apply(new Rename(CHOE, new Name("b#c")));
        apply(new Rename(BEA, new Name("b c")));
        assertThat(whisperedTo("b_c", spelling)).isEqualTo(CHOE);
        apply(new Rename(CHOE, new Name("B#C")));
        assertThat(whisperedTo("b_c", spelling)).isEqualTo(BEA);
    }

    // ChooseAddressee, Write, Collect

    @Test
    void whoever_chooses_is_told_how_it_is_with_the_account() {
        bothEnter();
        assertThat(apply(new ChooseAddressee(AMIR, new Name("DANA"))))
                .isEqualTo(chosen(DANAS_NAME, Presence.AWAY));
        danaLogsIn();
        assertThat(apply(AMIR_CHOOSES_DANA)).isEqualTo(chosen(DANAS_NAME, Presence.HERE));
        assertThat(apply(new ChooseAddressee(AMIR, BEAS_NAME)))
                .isEqualTo(chosen(BEAS_NAME, Presence.UNKNOWN));
        assertRefused(new Write(AMIR, HELLO), Refusal.NO_ADDRESSEE);
    }

    @Test
    void whoever_chooses_nobody_gives_up_whom_they_had_chosen() {
        bothEnter();
        apply(AMIR_CHOOSES_DANA);
        assertThat(apply(new ChooseAddressee(AMIR, Optional.empty())))
                .isEqualTo(
                        alone(AMIR, new AddresseeChosen(AMIR, Optional.empty(), Presence.UNKNOWN)));
        assertRefused(new Write(AMIR, HELLO), Refusal.NO_ADDRESSEE);
        assertThat(events(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN))).hasSize(1);
    }

    @Test
    void writers_are_told_when_their_addressee_comes_and_goes() {
        allEnter();
        apply(AMIR_CHOOSES_DANA);
        apply(new ChooseAddressee(BEA, DANAS_NAME));
        apply(new ChooseAddressee(BEA, BEAS_NAME));
        assertThat(apply(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN)).getLast())
                .isEqualTo(new Delivery(new One(AMIR), new AddresseeCame(AMIR, DANAS_NAME)));
        assertThat(apply(new Exit(DANA)))
                .containsExactly(
                        new Delivery(new One(DANA), exited(dana)),
                        new Delivery(new One(AMIR), new AddresseeGone(AMIR, DANAS_NAME)));
        assertRefused(new Write(AMIR, HELLO), Refusal.NO_ADDRESSEE);
        assertThat(events(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN))).hasSize(1);
    }

    @Test
    void two_who_have_chosen_each_other_are_partners() {
        var amirs = new Account(new AccountId(8), AMIRS_NAME);
        apply(new LogIn(AMIR, amirs, Profile.UNKNOWN));
        danaLogsIn();
        apply(AMIR_CHOOSES_DANA);
        assertThat(answer(new Write(AMIR, HELLO)))
                .isEqualTo(whispered(loggedIn(AMIR, amirs), dana, false, id(0)));
        apply(new ChooseAddressee(DANA, AMIRS_NAME));
        assertThat(answer(new Write(AMIR, HELLO)))
                .isEqualTo(whispered(loggedIn(AMIR, amirs), dana, true, id(1)));
    }

    @Test
    void letters_wait_in_order_until_they_are_collected_and_fill_the_box() {
        bothEnter();
        apply(AMIR_CHOOSES_DANA);
        var first = kept("one");
        var second = kept("two");
        assertThat(List.of(first, second)).containsExactly(letter(0, "one"), letter(1, "two"));
        assertRefused(new Write(AMIR, new Text("three")), Refusal.MAILBOX_FULL);

        assertThat(letters()).containsExactly(first, second);
        assertThat(apply(new Collect(DANA, first.id())))
                .isEqualTo(alone(DANA, new Collected(DANA, DANAS_ACCOUNT.id(), first.id())));
        apply(new Exit(DANA));
        assertThat(letters()).containsExactly(second);
        apply(new Collect(DANA, second.id()));
        apply(new Exit(DANA));
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_guest_has_nothing_to_collect() {
        bothEnter();
        assertRefused(new Collect(AMIR, id(0)), Refusal.NO_ADDRESSEE);
    }

    // TakeBack

    @Test
    void a_letter_that_could_not_be_stored_is_as_if_never_written() {
        bothEnter();
        apply(AMIR_CHOOSES_DANA);
        var lost = (Kept) answer(new Write(AMIR, HELLO));
        var second = kept("two");
        assertThat(apply(new TakeBack(lost)))
                .isEqualTo(alone(AMIR, new Refused(lost.asked(), Refusal.NOT_STORED)));
        var third = kept("three");
        assertThat(letters()).containsExactly(second, third);
    }

    @Test
    void a_letter_that_was_received_meanwhile_is_told_as_kept() {
        bothEnter();
        apply(AMIR_CHOOSES_DANA);
        var kept = (Kept) answer(new Write(AMIR, HELLO));
        danaLogsIn();
        apply(new Collect(DANA, kept.letter().id()));
        assertThat(apply(new TakeBack(kept))).isEqualTo(alone(AMIR, kept));
    }

    @Test
    void nothing_of_accounts_goes_before_entering() {
        assertRefused(new Whisper(AMIR, BEAS_NAME, Spelling.EXACT, HELLO), Refusal.NOT_ENTERED);
        assertRefused(AMIR_CHOOSES_DANA, Refusal.NOT_ENTERED);
        assertRefused(new Write(AMIR, HELLO), Refusal.NOT_ENTERED);
        assertRefused(new Collect(AMIR, id(0)), Refusal.NOT_ENTERED);
        assertRefused(new Join(AMIR, Handle.of(TEA)), Refusal.NOT_ENTERED);
    }

    private SessionId whisperedTo(String name, Spelling spelling) {
        return answer(new Whisper(AMIR, new Name(name), spelling, HELLO)).to();
    }

    private void assertNobodyIs(String name, Spelling spelling) {
        assertRefused(new Whisper(AMIR, new Name(name), spelling, HELLO), Refusal.NO_SUCH_PERSON);
    }

    private static List<Delivery> chosen(Name account, Presence presence) {
        return alone(AMIR, new AddresseeChosen(AMIR, Optional.of(account), presence));
    }

    private Letter kept(String text) {
        return ((Kept) answer(new Write(AMIR, new Text(text)))).letter();
    }

    private static Letter letter(int earlier, String text) {
        return new Letter(id(earlier), AMIRS_NAME, new Text(text), NOON);
    }

    /// What Dana receives by logging in.
    private List<Letter> letters() {
        return ((LoggedIn) answer(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN))).letters();
    }
}
