package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Audience.One;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Signal;
import chat.madang.core.Command.SignalTo;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is said to some, shown and not said, or noted when it is on disk: one example each.
class TalkTest extends Stage {
    private static final Optional<Rank> VOICES = Optional.of(Rank.VOICE);
    private static final Manner TO_VOICES = new Manner(false, VOICES, Tags.NONE, List.of());
    private static final Tags TYPING = new Tags("+typing=active");

    /// Amir has made a room; bea and choe are in it, and bea has a voice.
    @BeforeEach
    void three_in_a_room() {
        allEnter();
        apply(create(AMIR, TEA, new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.OPERATORS)));
        apply(new Join(BEA, FIRST));
        apply(new Join(CHOE, FIRST));
        var voice = new RankSet(BEAS_NAME, Rank.VOICE, true);
        apply(new ChangeRoom(AMIR, FIRST, List.of(voice), Spelling.EXACT));
    }

    // Whom it is said to

    @Test
    void what_is_said_to_a_rank_is_heard_by_those_who_have_it_or_more_and_by_the_author() {
        var said = new Said(FIRST, TEA_ROOM, choe, HELLO, TO_VOICES, Answer.AT_ONCE, stamp(4, 5));
        assertThat(apply(new Say(CHOE, FIRST, HELLO, TO_VOICES, Answer.AT_ONCE)))
                .containsExactly(heard(AMIR, said), heard(BEA, said), heard(CHOE, said));
        apply(new Leave(BEA, FIRST));
        assertThat(apply(new Say(AMIR, FIRST, HELLO, TO_VOICES, Answer.AT_ONCE))).hasSize(1);
    }

    @Test
    void a_signal_is_shown_to_the_room_or_to_a_rank_and_is_no_talk() {
        var all = new Signalled(FIRST, TEA_ROOM, choe, TYPING, Optional.empty(), stamp(4, 5));
        assertThat(apply(new Signal(CHOE, FIRST, TYPING, Optional.empty())))
                .isEqualTo(toRoom(FIRST, all));
        var some = new Signalled(FIRST, TEA_ROOM, choe, TYPING, VOICES, stamp(5, 6));
        assertThat(apply(new Signal(CHOE, FIRST, TYPING, VOICES)))
                .containsExactly(heard(AMIR, some), heard(BEA, some), heard(CHOE, some));
    }

    @Test
    void a_signal_to_somebody_is_shown_to_the_two() {
        var shown = new SignalledTo(choe, bea, TYPING, id(4), NOON);
        assertThat(apply(new SignalTo(CHOE, BEAS_NAME, Spelling.EXACT, TYPING)))
                .containsExactly(heard(CHOE, shown), heard(BEA, shown));
        assertThat(apply(new SignalTo(CHOE, CHOES_NAME, Spelling.EXACT, TYPING))).hasSize(1);
        assertRefused(
                new SignalTo(CHOE, new Name("nobody"), Spelling.EXACT, TYPING),
                Refusal.NO_SUCH_PERSON);
    }

    @Test
    void whoever_listens_to_accounts_alone_is_reached_by_no_guest() {
        danaLogsIn();
        apply(new Describe(BEA, Profile.UNKNOWN.withTraits(Set.of(Trait.ACCOUNTS_ONLY))));
        assertRefused(new Whisper(AMIR, BEAS_NAME, Spelling.EXACT, HELLO), Refusal.NO_ACCOUNT);
        assertRefused(new SignalTo(AMIR, BEAS_NAME, Spelling.EXACT, TYPING), Refusal.NO_ACCOUNT);
        assertThat(answer(new Whisper(DANA, BEAS_NAME, Spelling.EXACT, HELLO)))
                .isInstanceOf(Whispered.class);
        assertThat(answer(new Whisper(BEA, BEAS_NAME, Spelling.EXACT, HELLO)))
                .isInstanceOf(Whispered.class);
        apply(new Describe(DANA, Profile.UNKNOWN.withTraits(Set.of(Trait.ACCOUNTS_ONLY))));
        apply(new ChooseAddressee(AMIR, DANAS_NAME));
        assertRefused(new Write(AMIR, HELLO), Refusal.NO_ACCOUNT);
    }

    // Noted

    @Test
    void the_others_hear_at_once_and_the_author_when_it_is_on_disk() {
        var say = new Say(AMIR, FIRST, HELLO, Manner.PLAIN, Answer.WHEN_STORED);
        var said =
                new Said(
                        FIRST,
                        TEA_ROOM,
                        amir,
                        HELLO,
                        Manner.PLAIN,
                        Answer.WHEN_STORED,
                        stamp(4, 5));
        var noted = new Noted(say, said);
        assertThat(apply(say)).containsExactly(toRoom(FIRST, said).getFirst(), heard(AMIR, noted));
        assertThat(List.of(said.by(), said.to())).containsExactly(SessionId.NOBODY, AMIR);
        assertThat(noted.by()).isEqualTo(AMIR);
    }

    @Test
    void what_is_said_to_a_rank_that_nobody_has_is_noted_all_the_same() {
        var hosts = new Manner(false, Optional.of(Rank.HOST), Tags.NONE, List.of());
        var say = new Say(AMIR, FIRST, HELLO, hosts, Answer.WHEN_STORED);
        assertThat(events(say)).hasSize(1).first().isInstanceOf(Noted.class);
    }

    @Test
    void a_whisper_is_noted_for_its_author_alone() {
        var whisper =
                new Whisper(
                        AMIR, BEAS_NAME, Spelling.EXACT, HELLO, Manner.PLAIN, Answer.WHEN_STORED);
        var whispered =
                new Whispered(
                        amir, bea, HELLO, Manner.PLAIN, false, Answer.WHEN_STORED, id(4), NOON);
        assertThat(apply(whisper))
                .containsExactly(heard(BEA, whispered), heard(AMIR, new Noted(whisper, whispered)));
        assertThat(whispered.by()).isEqualTo(SessionId.NOBODY);
    }

    @Test
    void what_could_not_be_stored_is_refused_to_its_author_though_others_have_heard_it() {
        var say = new Say(AMIR, FIRST, HELLO, Manner.PLAIN, Answer.WHEN_STORED);
        var noted = (Noted) events(say).getLast();
        assertThat(apply(new TakeBack(noted)))
                .isEqualTo(alone(AMIR, new Refused(say, Refusal.NOT_STORED)));
        assertThat(answer(new Say(AMIR, FIRST, HELLO)))
                .isEqualTo(said(FIRST, TEA_ROOM, amir, HELLO, stamp(5, 6)));
    }

    private static Delivery heard(SessionId session, Event event) {
        return new Delivery(new One(session), event);
    }
}
