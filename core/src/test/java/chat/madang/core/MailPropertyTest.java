package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Whispered;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/// The laws of what is written, kept, scheduled and taken back, over seeded runs of [AnyCommand]s.
class MailPropertyTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void what_is_kept_is_received_at_every_login_until_collected_and_is_bounded(long seed) {
        var boxes = new HashMap<AccountId, List<Letter>>();
        for (var step : Step.run(seed)) {
            for (var event : step.events()) {
                switch (event) {
                    case Kept(_, var account, var letter) when step.command() instanceof Write ->
                            boxes.computeIfAbsent(account, _ -> new ArrayList<>()).add(letter);
                    case Refused _ when step.command() instanceof TakeBack(Kept kept) ->
                            assertThat(
                                            boxes.getOrDefault(kept.account(), List.of())
                                                    .remove(kept.letter()))
                                    .as("%s", step)
                                    .isTrue();
                    case Collected(_, var account, var upTo) ->
                            boxes.getOrDefault(account, new ArrayList<>())
                                    .removeIf(letter -> letter.id().compareTo(upTo) <= 0);
                    case LoggedIn(_, var account, var letters) ->
                            assertThat(letters)
                                    .as("%s", step)
                                    .isEqualTo(boxes.getOrDefault(account, List.of()));
                    case Identified(_, _, var account, var letters) ->
                            assertThat(letters)
                                    .as("%s", step)
                                    .isEqualTo(boxes.getOrDefault(account, List.of()));
                    default -> {}
                }
            }
            if (step.command() instanceof KnowAccounts(var known)) {
                boxes.keySet().retainAll(known.stream().map(Account::id).toList());
            }
            assertThat(boxes.values())
                    .as("%s", step)
                    .allMatch(box -> box.size() <= AnyCommand.RULES.lettersMax());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void what_is_written_reaches_the_account_or_is_kept_for_it_and_never_both(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            if (step.command() instanceof Write write && !step.isRefused()) {
                var account = oracle.choiceOf(write.from()).orElseThrow();
                switch (step.answer().orElseThrow()) {
                    case Whispered whispered -> {
                        assertThat(oracle.as(account)).as("%s", step).contains(whispered.whom());
                        assertThat(whispered.text()).as("%s", step).isEqualTo(write.text());
                    }
                    case Kept(_, var whose, var letter) -> {
                        assertThat(oracle.as(account)).as("%s", step).isEmpty();
                        assertThat(whose).as("%s", step).isEqualTo(account);
                        assertThat(letter.text()).as("%s", step).isEqualTo(write.text());
                    }
                    default -> throw new AssertionError(step);
                }
            }
            oracle.fold(step);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void what_a_writer_was_told_of_the_addressee_is_true_at_any_time(long seed) {
        var told = new HashMap<SessionId, Presence>();
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            for (var event : step.events()) {
                switch (event) {
                    case AddresseeChosen(var by, _, var presence) -> told.put(by, presence);
                    case AddresseeCame(var to, _) ->
                            assertThat(told.put(to, Presence.HERE))
                                    .as("%s", step)
                                    .isEqualTo(Presence.AWAY);
                    case AddresseeGone(var to, _) -> {
                        boolean removed = step.command() instanceof KnowAccounts;
                        assertThat(told.remove(to))
                                .as("%s", step)
                                .isIn(Presence.HERE, removed ? Presence.AWAY : Presence.HERE);
                    }
                    case Exited(var who, _, _) -> told.remove(who.session());
                    default -> {}
                }
            }
            oracle.fold(step);
            told.forEach((writer, presence) -> {
                var account = oracle.choiceOf(writer);
                boolean here = account.flatMap(oracle::as).isPresent();
                var away = account.isPresent() ? Presence.AWAY : Presence.UNKNOWN;
                assertThat(presence)
                        .as("%s of %s", writer, step)
                        .isEqualTo(here ? Presence.HERE : away);
            });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void whoever_logs_in_puts_out_their_own_namesake_and_nobody_is_told_that_they_went(long seed) {
        var oracle = Step.oracle();
        for (var step : Step.run(seed)) {
            var before = new Oracle(oracle);
            oracle.fold(step);
            if (!(step.answer().orElse(null) instanceof LoggedIn(var who, var account, _)))
                continue;
            var name = oracle.account(account).orElseThrow().name();
            assertThat(oracle.allAs(account)).as("%s", step).contains(who);
            for (var other : before.allAs(account)) {
                boolean namesake = Vocabulary.isSame(other.name(), who.name());
                assertThat(oracle.person(other.session()).isEmpty())
                        .as("%s", step)
                        .isEqualTo(namesake);
            }
            if (before.allAs(account).isEmpty()) continue;
            assertThat(step.events())
                    .as("%s", step)
                    .noneMatch(event ->
                            event instanceof AddresseeCame(_, var came) && came.equals(name));
            assertThat(oracle.writersTo(account)).as("%s", step).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void what_is_due_is_said_in_order_once_and_never_before_its_time(long seed) {
        var said = new HashSet<MessageId>();
        var oracle = Step.oracle();
        var watched = new WatchedChat();
        for (var step : Step.run(seed)) {
            watched.play(step);
            for (var event : step.events()) {
                if (!(event instanceof SaidAsScheduled(var message, _, _, _))) continue;
                assertThat(message.due()).as("%s", step).isBeforeOrEqualTo(step.now());
                assertThat(said.add(message.id())).as("%s", step).isTrue();
            }
            assertThat(
                            step.events().stream()
                                    .filter(SaidAsScheduled.class::isInstance)
                                    .map(event -> ((SaidAsScheduled) event).message().due()))
                    .as("%s", step)
                    .isSorted();
            oracle.fold(step);
            var next =
                    oracle.waiting().stream()
                            .map(Oracle.Waiting::message)
                            .filter(message -> !oracle.members(message.room()).isEmpty())
                            .map(ScheduledMessage::due)
                            .findFirst();
            assertThat(watched.nextDue()).as("%s", step).isEqualTo(next);
            if (step.command() instanceof Command.SayDue && next.isPresent()) {
                assertThat(next.get()).as("%s", step).isAfter(step.now());
            }
        }
    }
}
