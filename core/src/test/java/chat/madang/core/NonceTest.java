package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.madang.core.Command.Answer;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Memory.LastingRoom;
import chat.madang.core.UsedNonce.Use;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is said again under the same nonce: one example each.
class NonceTest extends Stage {
    private static final Nonce NONCE = new Nonce("c0ffee");

    /// Amir and bea are in a room.
    @BeforeEach
    void two_in_a_room() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "~", "3f2a-0 {}"})
    void a_nonce_is_printable_ascii(String value) {
        assertThat(Nonce.of(value)).contains(new Nonce(value));
        assertThat(new Nonce("x".repeat(Nonce.LENGTH_MAX)).value()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "a\nb", "\u007f", "é", "안"})
    void nothing_else_is(String value) {
        assertThat(Nonce.of(value)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Nonce(value));
        assertThat(Nonce.of("x".repeat(Nonce.LENGTH_MAX + 1))).isEmpty();
    }

    @Test
    void what_is_said_again_is_noted_with_the_stamp_that_it_had_and_heard_by_nobody_else() {
        var said = new Said(FIRST, TEA_ROOM, amir, HELLO, named(), Answer.WHEN_STORED, stamp(2, 3));
        var noted = new Noted(say(AMIR), said);
        assertThat(apply(say(AMIR))).hasSize(2).last().extracting(Delivery::event).isEqualTo(noted);
        assertThat(applyAt(NOON.plusSeconds(9), say(AMIR))).isEqualTo(alone(AMIR, noted));
        assertThat(apply(new Say(BEA, FIRST, HELLO)))
                .isEqualTo(toRoom(FIRST, said(FIRST, TEA_ROOM, bea, HELLO, stamp(3, 4))));
    }

    @Test
    void it_is_noted_again_for_whoever_comes_by_another_connection_under_that_name() {
        apply(say(AMIR));
        apply(new Exit(AMIR));
        apply(new Enter(CHOE, AMIRS_NAME));
        // Not yet back in the room.
        assertThat(apply(say(CHOE)))
                .singleElement()
                .satisfies(told -> assertThat(id(told)).isEqualTo(id(2)));
        assertRefused(new Say(CHOE, FIRST, HELLO), Refusal.NOT_A_MEMBER);
    }

    @Test
    void the_same_nonce_is_another_in_another_room_by_another_name_and_of_who_does_not_wait() {
        apply(say(AMIR));
        assertThat(apply(say(BEA))).hasSize(2);
        apply(create(AMIR, CHESS, PASSING));
        assertThat(apply(new Say(AMIR, SECOND, HELLO, named(), Answer.WHEN_STORED))).hasSize(2);
        assertThat(answer(new Say(AMIR, FIRST, HELLO, named(), Answer.AT_ONCE)))
                .isInstanceOf(Said.class);
        apply(new Rename(AMIR, CHOES_NAME));
        assertThat(apply(say(AMIR))).hasSize(2);
    }

    @Test
    void what_was_whispered_is_noted_again_though_its_hearer_has_gone() {
        assertThat(apply(whisper(AMIR))).hasSize(2);
        assertThat(apply(whisper(AMIR)))
                .singleElement()
                .satisfies(told -> {
                    assertThat(id(told)).isEqualTo(id(2));
                    assertThat(whispered(told).whom()).isEqualTo(bea);
                });
        apply(new Exit(BEA));
        assertThat(apply(whisper(AMIR)))
                .singleElement()
                .satisfies(told -> {
                    assertThat(id(told)).isEqualTo(id(2));
                    assertThat(whispered(told).whom().session()).isEqualTo(SessionId.NOBODY);
                });
        var plain =
                new Whisper(
                        AMIR, BEAS_NAME, Spelling.EXACT, HELLO, Manner.PLAIN, Answer.WHEN_STORED);
        assertRefused(plain, Refusal.NO_SUCH_PERSON);
    }

    @Test
    void what_was_erased_is_not_said_again_either() {
        var said = (Said) answer(say(AMIR));
        apply(new Redact(AMIR, said, Optional.empty()));
        assertThat(apply(say(AMIR)))
                .singleElement()
                .satisfies(told -> assertThat(id(told)).isEqualTo(id(2)));
    }

    @Test
    void what_could_not_be_stored_may_be_said_again() {
        var noted = (Noted) apply(say(AMIR)).getLast().event();
        var refused = new Refused(noted.asked(), Refusal.NOT_STORED);
        assertThat(apply(new TakeBack(noted))).isEqualTo(alone(AMIR, refused));
        assertThat(apply(say(AMIR))).hasSize(2);
        // That was of the first one.
        apply(new TakeBack(noted));
        assertThat(apply(say(AMIR))).hasSize(1);
    }

    @Test
    void nothing_is_noted_in_a_room_that_is_over() {
        apply(say(AMIR));
        apply(new Leave(AMIR, FIRST));
        apply(new Leave(BEA, FIRST));
        assertRefused(say(AMIR), Refusal.NO_SUCH_ROOM);
    }

    @Test
    void it_is_noted_again_after_a_restart() {
        var tea = new LastingRoom(FIRST, TEA_ROOM, LASTING, USUAL, 7);
        var then = new UsedNonce(new Use("amir", "#1", NONCE), stamp(5, 6));
        var whispered = new UsedNonce(new Use("amir", "@bea", NONCE), stamp(6, 0));
        restart(
                new Memory(
                        9,
                        id(9),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(tea),
                        List.of(then, whispered)));
        apply(new Enter(AMIR, AMIRS_NAME));
        var said = new Said(FIRST, TEA_ROOM, amir, HELLO, named(), Answer.WHEN_STORED, stamp(5, 6));
        assertThat(apply(say(AMIR))).isEqualTo(alone(AMIR, new Noted(say(AMIR), said)));
        assertThat(id(apply(whisper(AMIR)).getFirst())).isEqualTo(id(6));
    }

    @Test
    void so_many_are_remembered_and_the_eldest_is_forgotten() {
        var nonces = new Nonces(List.of());
        for (int i = 0; i <= UsedNonce.REMEMBERED_MAX; i++) nonces.add(used(i));
        assertThat(nonces.find(Optional.of(used(0).use()))).isEmpty();
        assertThat(nonces.find(Optional.of(used(1).use()))).contains(used(1).stamp());
        assertThat(nonces.find(Optional.empty())).isEmpty();
    }

    private static UsedNonce used(int number) {
        return new UsedNonce(new Use("amir", "#1", new Nonce("n" + number)), stamp(number, number));
    }

    private static Manner named() {
        return new Manner(false, Optional.empty(), Tags.NONE, List.of(), Optional.of(NONCE));
    }

    private static Say say(SessionId from) {
        return new Say(from, FIRST, HELLO, named(), Answer.WHEN_STORED);
    }

    private static Whisper whisper(SessionId from) {
        return new Whisper(from, BEAS_NAME, Spelling.EXACT, HELLO, named(), Answer.WHEN_STORED);
    }

    private static MessageId id(Delivery told) {
        return ((Event.Utterance) ((Noted) told.event()).told()).id();
    }

    private static Whispered whispered(Delivery told) {
        return (Whispered) ((Noted) told.event()).told();
    }
}
