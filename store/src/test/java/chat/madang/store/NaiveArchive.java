package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Latest;
import chat.madang.core.Archive.Question;
import chat.madang.core.Archive.Sequel;
import chat.madang.core.Archive.Stretch;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.OfRoom;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Redaction;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Utterance;
import chat.madang.core.Event.Whispered;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Place;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy.Ends;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// An archive that is a list: all that has happened, gone through for each question.
final class NaiveArchive {
    private final Function<Name, Optional<Account>> accounts;
    private final List<Told> told = new ArrayList<>();
    private final Set<RoomId> lasting = new HashSet<>();
    private MessageId started = MessageId.NONE;
    private MessageId last = MessageId.NONE;
    private int erased;

    /// Something in one conversation.
    private record Told(Conversation of, MessageId id, Event event, boolean talk) {
        boolean isErasable() {
            return event instanceof Utterance;
        }
    }

    /// @param accounts the account of a name
    NaiveArchive(Function<Name, Optional<Account>> accounts) {
        this.accounts = accounts;
    }

    void take(Event event) {
        switch (event) {
            case Said said when said.manner().least().isPresent() -> see(said.stamp().id());
            case Signalled shown when shown.least().isPresent() || shown.tags().isFleeting() ->
                    see(shown.stamp().id());
            case SignalledTo shown when shown.tags().isFleeting() -> see(shown.id());
            case RoomChanged changed when changed.changes().isEmpty() -> {}
            case RoomClosed closed -> {
                see(closed.stamp().id());
                lasting.remove(closed.room());
                told.removeIf(each -> each.of().equals(new InRoom(closed.room())));
            }
            case Redacted done -> {
                see(done.stamp().id());
                var room = new InRoom(done.room());
                if (erase(done.message(), room::equals)) {
                    add(done.room(), done.stamp().id(), done);
                }
            }
            case RedactedTo done -> {
                see(done.id());
                if (erase(done.message(), With.class::isInstance)) {
                    add(done.from(), done.whom(), done.id(), done);
                }
            }
            case OfRoom happened -> add(happened.room(), happened.stamp().id(), happened);
            case Renamed renamed -> renamed.places().forEach(place -> add(renamed, place));
            case Exited exited -> exited.places().forEach(place -> add(exited, place));
            case Whispered whisper -> add(whisper.from(), whisper.whom(), whisper.id(), whisper);
            case SignalledTo shown -> add(shown.who(), shown.whom(), shown.id(), shown);
            case RoomKept kept -> {
                if (kept.policy().ends() == Ends.NEVER) lasting.add(kept.room());
                else lasting.remove(kept.room());
            }
            default -> {}
        }
    }

    void forget(Account account) {
        told.removeIf(
                each -> each.of() instanceof With with && with.account().equals(account.id()));
    }

    /// The server is started again.
    ///
    /// @param lastMessage the last id that was used
    void restart(MessageId lastMessage) {
        started = lastMessage;
        told.removeIf(each -> each.of() instanceof InRoom(var room) && !lasting.contains(room));
    }

    /// The last id that was used by anything that is kept.
    MessageId last() {
        return last;
    }

    /// Where there is anything.
    List<Conversation> conversations() {
        return told.stream().map(Told::of).distinct().toList();
    }

    /// What there is in a conversation.
    List<MessageId> ids(Conversation of) {
        return all(of).stream().map(Told::id).toList();
    }

    /// How much was erased.
    int erased() {
        return erased;
    }

    private boolean erase(MessageId message, Predicate<Conversation> where) {
        boolean any =
                told.removeIf(each ->
                        each.isErasable() && each.id().equals(message) && where.test(each.of()));
        if (any) erased++;
        return any;
    }

    Optional<Utterance> find(Conversation of, MessageId id) {
        return all(of).stream()
                .filter(each -> each.id().equals(id) && each.isErasable())
                .map(each -> (Utterance) event(each))
                .findFirst();
    }

    List<Event> read(Question question) {
        var found = new ArrayList<Event>();
        for (var each : all(question.of())) {
            boolean within =
                    each.id().compareTo(question.span().after()) > 0
                            && each.id().compareTo(question.span().before()) < 0;
            if (within && isWanted(each, question.filter())) found.add(event(each));
        }
        int surplus = Math.max(0, found.size() - question.limit());
        return question.end() == End.FIRST
                ? found.subList(0, found.size() - surplus)
                : found.subList(surplus, found.size());
    }

    Sequel follow(Stretch stretch) {
        var found = new ArrayList<Event>();
        for (var each : all(new InRoom(stretch.room()))) {
            long sequence = sequence(each.event());
            boolean within = sequence > stretch.after() && sequence < stretch.before();
            if (within && isWanted(each, stretch.filter())) found.add(event(each));
        }
        boolean isMore = found.size() > stretch.limit();
        return new Sequel(isMore ? found.subList(0, stretch.limit()) : found, true, isMore);
    }

    private static long sequence(Event event) {
        return switch (event) {
            case OfRoom one -> one.stamp().sequence();
            default -> places(event).getFirst().stamp().sequence();
        };
    }

    private static boolean isWanted(Told each, Filter filter) {
        return each.event() instanceof Redaction
                ? filter.redactions()
                : each.talk() || !filter.talkAlone();
    }

    List<Latest> latest(Survey survey) {
        Map<Conversation, MessageId> latest = new HashMap<>();
        for (var each : told) {
            boolean asked =
                    switch (each.of()) {
                        case InRoom(var room) -> survey.rooms().contains(room);
                        case With with ->
                                survey.account().filter(with.account()::equals).isPresent();
                    };
            if (asked && each.talk()) latest.merge(each.of(), each.id(), this::later);
        }
        var found = new ArrayList<Latest>();
        latest.forEach((of, id) -> found.add(new Latest(of, id)));
        found.removeIf(each ->
                each.id().compareTo(survey.span().after()) <= 0
                        || each.id().compareTo(survey.span().before()) >= 0);
        found.sort(Comparator.comparing(Latest::id));
        int surplus = Math.max(0, found.size() - survey.limit());
        return survey.end() == End.FIRST
                ? found.subList(0, found.size() - surplus)
                : found.subList(surplus, found.size());
    }

    private MessageId later(MessageId one, MessageId other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// As it is told now.
    private Event event(Told each) {
        boolean isHere = each.id().compareTo(started) > 0;
        return Plain.of(each.event(), places(each.event()), isHere);
    }

    private static List<Place> places(Event event) {
        return switch (event) {
            case Renamed renamed -> renamed.places();
            case Exited exited -> exited.places();
            default -> List.of();
        };
    }

    private List<Told> all(Conversation of) {
        return told.stream()
                .filter(each -> isSame(each.of(), of))
                .sorted(Comparator.comparing(Told::id))
                .toList();
    }

    private static boolean isSame(Conversation one, Conversation other) {
        return one.equals(other)
                || (one instanceof With(var account, var peer)
                        && other instanceof With(var sameAccount, var samePeer)
                        && account.equals(sameAccount)
                        && peer.key().equals(samePeer.key()));
    }

    private void add(Renamed renamed, Place place) {
        var there = new Renamed(renamed.who(), renamed.old(), List.of(place));
        add(place.room(), place.stamp().id(), there);
    }

    private void add(Exited exited, Place place) {
        var there = new Exited(exited.who(), List.of(place), exited.reason());
        add(place.room(), place.stamp().id(), there);
    }

    private void add(RoomId room, MessageId id, Event event) {
        add(new InRoom(room), id, event);
    }

    private void add(Person one, Person other, MessageId id, Event event) {
        see(id);
        owner(one).ifPresent(owner -> add(new With(owner, peer(other)), id, event));
        owner(other).ifPresent(owner -> add(new With(owner, peer(one)), id, event));
    }

    private Optional<AccountId> owner(Person person) {
        return person.profile().account().flatMap(accounts).map(Account::id);
    }

    private static Name peer(Person person) {
        return person.profile().account().orElse(person.name());
    }

    private void add(Conversation of, MessageId id, Event event) {
        see(id);
        boolean talk =
                event instanceof Said
                        || event instanceof SaidAsScheduled
                        || event instanceof Whispered;
        // What was told to several one by one, or whispered to oneself, is one thing.
        told.removeIf(each -> isSame(each.of(), of) && each.id().equals(id));
        told.add(new Told(of, id, event, talk));
    }

    private void see(MessageId id) {
        last = later(last, id);
    }
}
