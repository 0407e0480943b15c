package chat.madang.gate;

import static java.util.Comparator.comparing;

import chat.madang.core.AccountId;
import chat.madang.core.Archive;
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
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Utterance;
import chat.madang.core.Event.Whispered;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// An [Archive] without a disk: a list of all that has happened, gone through for each question.
final class MemoryArchive implements Archive {
    private final Function<Name, Optional<AccountId>> accounts;
    private final List<Told> told = new ArrayList<>();

    /// Something in one conversation.
    private record Told(Conversation of, MessageId id, Event event) {
        boolean isTalk() {
            return event instanceof Said
                    || event instanceof SaidAsScheduled
                    || event instanceof Whispered;
        }
    }

    /// @param accounts the account of a name
    MemoryArchive(Function<Name, Optional<AccountId>> accounts) {
        this.accounts = accounts;
    }

    @Override
    public Span lost() {
        return new Span(MessageId.NONE, MessageId.NONE);
    }

    /// Keeps what happens, as a store does.
    void take(List<Event> turn) {
        turn.forEach(this::take);
    }

    private void take(Event event) {
        switch (event) {
            case Said said when said.manner().least().isPresent() -> {}
            case Signalled shown when shown.least().isPresent() -> {}
            case Signalled shown when shown.tags().isFleeting() -> {}
            case SignalledTo shown when shown.tags().isFleeting() -> {}
            case RoomChanged changed when changed.changes().isEmpty() -> {}
            case RoomClosed closed ->
                    told.removeIf(each -> each.of().equals(new InRoom(closed.room())));
            case Redacted done -> {
                var room = new InRoom(done.room());
                boolean any = erase(done.message(), each -> each.equals(room));
                if (any) add(room, done.stamp().id(), done);
            }
            case RedactedTo done -> {
                boolean any = erase(done.message(), With.class::isInstance);
                if (any) add(done.from(), done.whom(), done.id(), done);
            }
            case OfRoom there -> add(new InRoom(there.room()), there.stamp().id(), there);
            case Renamed(var who, var old, var places) -> {
                for (var place : places) {
                    var there = new Renamed(who, old, List.of(place));
                    add(new InRoom(place.room()), place.stamp().id(), there);
                }
            }
            case Exited(var who, var places, var reason) -> {
                for (var place : places) {
                    var there = new Exited(who, List.of(place), reason);
                    add(new InRoom(place.room()), place.stamp().id(), there);
                }
            }
            case Whispered said -> add(said.from(), said.whom(), said.id(), said);
            case SignalledTo shown -> add(shown.who(), shown.whom(), shown.id(), shown);
            default -> {}
        }
    }

    private boolean erase(MessageId message, Predicate<Conversation> where) {
        return told.removeIf(each ->
                each.event() instanceof Utterance
                        && each.id().equals(message)
                        && where.test(each.of()));
    }

    @Override
    public void read(Question question, Reply<List<Event>> reply) {
        var filter = question.filter();
        var found =
                all(question.of()).stream()
                        .filter(each -> isIn(question.span(), each.id()))
                        .filter(each -> isWanted(each, filter))
                        .map(Told::event)
                        .toList();
        reply.given(ending(found, question.end(), question.limit()));
    }

    @Override
    public void follow(Stretch stretch, Reply<Sequel> reply) {
        var found =
                all(new InRoom(stretch.room())).stream()
                        .filter(each -> isIn(stretch, sequence(each.event())))
                        .filter(each -> isWanted(each, stretch.filter()))
                        .map(Told::event)
                        .toList();
        boolean isMore = found.size() > stretch.limit();
        reply.given(new Sequel(ending(found, End.FIRST, stretch.limit()), true, isMore));
    }

    private static boolean isIn(Stretch stretch, long sequence) {
        return sequence > stretch.after() && sequence < stretch.before();
    }

    private static long sequence(Event event) {
        return switch (event) {
            case OfRoom there -> there.stamp().sequence();
            case Renamed renamed -> renamed.places().getFirst().stamp().sequence();
            case Exited exited -> exited.places().getFirst().stamp().sequence();
            default -> 0;
        };
    }

    private static boolean isWanted(Told each, Filter filter) {
        return each.event() instanceof Redaction
                ? filter.redactions()
                : each.isTalk() || !filter.talkAlone();
    }

    @Override
    public void find(Conversation conversation, MessageId id, Reply<Optional<Utterance>> reply) {
        reply.given(
                all(conversation).stream()
                        .filter(each -> each.id().equals(id))
                        .map(Told::event)
                        .filter(Utterance.class::isInstance)
                        .map(Utterance.class::cast)
                        .findFirst());
    }

    @Override
    public void latest(Survey survey, Reply<List<Latest>> reply) {
        var latest = new HashMap<Conversation, Latest>();
        for (var each : told) {
            boolean asked =
                    switch (each.of()) {
                        case InRoom(var room) -> survey.rooms().contains(room);
                        case With(var account, _) ->
                                survey.account().filter(account::equals).isPresent();
                    };
            if (!asked || !each.isTalk()) continue;
            latest.put(folded(each.of()), new Latest(each.of(), each.id()));
        }
        var found =
                latest.values().stream()
                        .filter(each -> isIn(survey.span(), each.id()))
                        .sorted(comparing(Latest::id))
                        .toList();
        reply.given(ending(found, survey.end(), survey.limit()));
    }

    /// What there is of a conversation, in order.
    private List<Told> all(Conversation of) {
        return told.stream().filter(each -> folded(each.of()).equals(folded(of))).toList();
    }

    private static boolean isIn(Span span, MessageId id) {
        return id.compareTo(span.after()) > 0 && id.compareTo(span.before()) < 0;
    }

    private static <T> List<T> ending(List<T> found, End end, int limit) {
        int surplus = Math.max(0, found.size() - limit);
        return switch (end) {
            case FIRST -> found.subList(0, found.size() - surplus);
            case LAST -> found.subList(surplus, found.size());
        };
    }

    /// The same for all spellings of a name.
    private static Conversation folded(Conversation of) {
        return switch (of) {
            case InRoom room -> room;
            case With(var account, var peer) -> new With(account, new Name(peer.key()));
        };
    }

    /// Each of the two has it for themselves, if of an account; what is whispered to oneself is one
    /// thing.
    private void add(Person one, Person other, MessageId id, Event event) {
        var ofOne = owner(one).map(owner -> new With(owner, peer(other)));
        var ofOther = owner(other).map(owner -> new With(owner, peer(one)));
        ofOne.ifPresent(of -> add(of, id, event));
        ofOther.filter(of -> !ofOne.equals(Optional.of(of))).ifPresent(of -> add(of, id, event));
    }

    private void add(Conversation of, MessageId id, Event event) {
        told.add(new Told(of, id, event));
    }

    private Optional<AccountId> owner(Person person) {
        return person.profile().account().flatMap(accounts);
    }

    private static Name peer(Person person) {
        return person.profile().account().orElse(person.name());
    }
}
