package chat.madang.core;

import chat.madang.core.Command.Identify;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Utterance;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Memory.LastingRoom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Writes down of the events what outlives a yard, as whoever keeps a journal does.
final class Notebook {
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final Map<AccountId, List<Letter>> mail = new HashMap<>();
    private final List<ScheduledMessage> scheduled = new ArrayList<>();
    private final Map<Integer, RoomKept> rooms = new TreeMap<>();
    private final Map<RoomId, Long> sequences = new HashMap<>();
    private final List<UsedNonce> nonces = new ArrayList<>();
    private MessageId lastMessage = MessageId.NONE;
    private int lastRoom;

    Notebook(Memory memory) {
        memory.accounts().forEach(account -> accounts.put(account.id(), account));
    }

    void note(Step step) {
        step.happened().forEach(event -> note(event, step.command()));
        for (var place : step.places()) sequences.put(place.room(), place.stamp().sequence());
        for (var id : step.ids()) lastMessage = id;
        if (step.command() instanceof KnowAccounts(var known)) {
            accounts.clear();
            known.forEach(account -> accounts.put(account.id(), account));
            mail.keySet().retainAll(accounts.keySet());
        }
    }

    Memory memory() {
        var lasting =
                rooms.values().stream()
                        .map(kept ->
                                new LastingRoom(
                                        kept.room(),
                                        kept.name(),
                                        kept.policy(),
                                        kept.state(),
                                        sequences.getOrDefault(kept.room(), 0L)))
                        .toList();
        return new Memory(
                lastRoom,
                lastMessage,
                List.copyOf(accounts.values()),
                mail,
                scheduled,
                lasting,
                nonces);
    }

    private void note(Event event, Command cause) {
        switch (event) {
            case Joined joined -> lastRoom = Math.max(lastRoom, joined.room().value());
            case RoomKept kept -> {
                lastRoom = Math.max(lastRoom, kept.room().value());
                rooms.put(kept.room().value(), kept);
            }
            case RoomClosed closed -> {
                scheduled.removeIf(message -> message.room().equals(closed.room()));
                var place = "#" + closed.room().value();
                nonces.removeIf(used -> used.use().place().equals(place));
            }
            case Said said -> UsedNonce.of(said).ifPresent(nonces::add);
            case Whispered said -> UsedNonce.of(said).ifPresent(nonces::add);
            case Refused _ when cause instanceof TakeBack(Noted(_, Utterance told)) ->
                    nonces.removeIf(used -> used.stamp().id().equals(told.id()));
            case LoggedIn _ -> know(((LogIn) cause).account());
            case Identified _ -> know(((Identify) cause).account());
            case Kept(_, var account, var letter) when cause instanceof Write ->
                    mail.computeIfAbsent(account, _ -> new ArrayList<>()).add(letter);
            case Collected(_, var account, var upTo) ->
                    box(account).removeIf(letter -> letter.id().compareTo(upTo) <= 0);
            case Scheduled(_, var message) when cause instanceof Schedule -> scheduled.add(message);
            case SaidAsScheduled said -> scheduled.remove(said.message());
            case Unscheduled(_, var message) -> scheduled.remove(message);
            case Refused _ when cause instanceof TakeBack(Unscheduled promise) -> {
                if (!scheduled.contains(promise.message())) scheduled.add(promise.message());
            }
            case Refused _ when cause instanceof TakeBack(Kept kept) ->
                    box(kept.account()).remove(kept.letter());
            case Refused _ when cause instanceof TakeBack(Scheduled promise) ->
                    scheduled.remove(promise.message());
            default -> {}
        }
    }

    private void know(Account account) {
        accounts.remove(account.id());
        accounts.put(account.id(), account);
    }

    private List<Letter> box(AccountId account) {
        return Objects.requireNonNullElse(mail.get(account), new ArrayList<>());
    }
}
