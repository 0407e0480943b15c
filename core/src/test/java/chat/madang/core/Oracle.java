package chat.madang.core;

import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Listing;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.RoomPolicy.Host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is where and what waits, folded from the events alone and found again by scanning lists.
///
/// Naive on purpose: it has no index that could go stale, and compares names and titles by the
/// [Vocabulary].
final class Oracle {
    /// One room.
    ///
    /// @param creator whoever made it, as long as they stay
    record Place(
            RoomId id, Handle handle, Title title, RoomPolicy policy, Optional<SessionId> creator) {
        Place ruledBy(RoomPolicy other) {
            boolean same = other.host() == policy.host();
            return new Place(id, handle, title, other, same ? creator : Optional.empty());
        }

        Place without(SessionId session) {
            var stays = creator.filter(maker -> !maker.equals(session));
            return new Place(id, handle, title, policy, stays);
        }
    }

    /// A room that comes into being with the first who asks for its handle.
    record Plan(Handle handle, Title title, RoomPolicy policy) {}

    /// That somebody is in a room.
    record Membership(SessionId who, RoomId room) {}

    /// That a session is here as an account.
    record Login(SessionId who, AccountId account) {}

    /// That a session writes to an account.
    record Choice(SessionId who, AccountId account) {}

    /// That a letter is kept.
    record Box(AccountId account, Letter letter) {}

    /// That a message waits for its time.
    record Waiting(ScheduledMessage message, SessionId author) {}

    /// In the order in which they took their names.
    private final List<Person> people = new ArrayList<>();

    /// In order of joining.
    private final List<Membership> memberships = new ArrayList<>();

    private final List<Place> places = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Login> logins = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<RoomId, Long> sequences = new HashMap<>();
    private MessageId lastId = MessageId.NONE;
    private int newestRoom;
    private long newestToldAccount;

    Oracle(List<Account> accounts) {
        accounts.forEach(this::know);
        noteNewest();
    }

    Oracle(Oracle other) {
        people.addAll(other.people);
        memberships.addAll(other.memberships);
        places.addAll(other.places);
        plans.addAll(other.plans);
        accounts.addAll(other.accounts);
        logins.addAll(other.logins);
        choices.addAll(other.choices);
        boxes.addAll(other.boxes);
        waiting.addAll(other.waiting);
        sequences.putAll(other.sequences);
        lastId = other.lastId;
        newestRoom = other.newestRoom;
        newestToldAccount = other.newestToldAccount;
    }

    void fold(Step step) {
        for (var event : step.events()) fold(event, step.command());
        settle(step.command());
        step.ids().forEach(id -> lastId = id);
    }

    /// What an event changed.
    void fold(Event event, Command cause) {
        Step.places(event).forEach(at -> sequences.put(at.room(), at.stamp().sequence()));
        switch (event) {
            case Entered(var who) -> people.add(who);
            case LoggedIn(var who, var account, _, _) -> {
                people.add(who);
                logins.add(new Login(who.session(), account));
                know(((LogIn) cause).account());
            }
            case Renamed(var who, _, _) -> {
                people.removeIf(old -> old.session().equals(who.session()));
                people.add(who);
            }
            case Joined(var room, var title, var who, _, _) -> {
                if (cause instanceof CreateRoom create && place(room).isEmpty()) {
                    var maker = Optional.of(who.session());
                    make(room, freeHandle(title), title, create.policy(), maker);
                }
                memberships.add(new Membership(who.session(), room));
            }
            case RoomKept(var room, _, _, var policy) when place(room).isPresent() ->
                    places.replaceAll(
                            place -> place.id().equals(room) ? place.ruledBy(policy) : place);
            case RoomKept kept -> {
                boolean made = cause instanceof CreateRoom;
                var maker = made ? Optional.of(cause.from()) : Optional.<SessionId>empty();
                boolean planned = cause instanceof Join;
                var handle = planned ? kept.handle() : freeHandle(kept.title());
                make(kept.room(), handle, kept.title(), kept.policy(), maker);
            }
            case Left(var room, _, var who, _) -> release(room, who.session());
            case Kicked(var room, _, var who, _, _) -> release(room, who.session());
            case RoomClosed(var room, _, _) -> {
                memberships.removeIf(membership -> membership.room().equals(room));
                places.removeIf(place -> place.id().equals(room));
                waiting.removeIf(each -> each.message().room().equals(room));
                sequences.remove(room);
            }
            case Exited(var who, var rooms) -> {
                for (var at : rooms) release(at.room(), who.session());
                people.remove(who);
                logins.removeIf(login -> login.who().equals(who.session()));
                choices.removeIf(choice -> choice.who().equals(who.session()));
            }
            case AddresseeChosen(var by, var name, _) -> {
                choices.removeIf(choice -> choice.who().equals(by));
                name.flatMap(this::account)
                        .ifPresent(account -> choices.add(new Choice(by, account.id())));
            }
            case AddresseeGone(var to, _) -> choices.removeIf(choice -> choice.who().equals(to));
            case Kept(_, var account, var letter) when cause instanceof Write ->
                    boxes.add(new Box(account, letter));
            case Scheduled(var asked, var message) when cause instanceof Schedule ->
                    waiting.add(new Waiting(message, asked.from()));
            case Collected(_, var account, var upTo) ->
                    boxes.removeIf(box ->
                            box.account().equals(account)
                                    && box.letter().id().value() <= upTo.value());
            case SaidAsScheduled(var message, _, _) ->
                    waiting.removeIf(each -> each.message().equals(message));
            case Refused _ when cause instanceof TakeBack(var promise) -> {
                switch (promise) {
                    case Kept kept -> boxes.remove(new Box(kept.account(), kept.letter()));
                    case Scheduled scheduled ->
                            waiting.removeIf(each -> each.message().equals(scheduled.message()));
                }
            }
            default -> {}
        }
    }

    /// What a command of the house changed that no event tells.
    void settle(Command command) {
        if (command instanceof KeepRoom(var title, var policy)) {
            var handle = new Handle(Vocabulary.handle(title));
            plans.removeIf(plan -> plan.handle().equals(handle));
            plans.add(new Plan(handle, title, policy));
        }
        if (!(command instanceof KnowAccounts(var known))) return;
        noteNewest();
        accounts.retainAll(known);
        known.forEach(this::know);
        noteNewest();
        boxes.removeIf(box -> known.stream().noneMatch(each -> each.id().equals(box.account())));
    }

    List<Person> people() {
        return List.copyOf(people);
    }

    List<Place> rooms() {
        return List.copyOf(places);
    }

    /// What waits for its time, first things first.
    List<Waiting> waiting() {
        return waiting.stream()
                .sorted(
                        Comparator.comparing((Waiting each) -> each.message().due())
                                .thenComparingLong(each -> each.message().id().value()))
                .toList();
    }

    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    /// Whether that account is no more: its number is not of one that is still to come.
    boolean isForgotten(AccountId id) {
        return id.value() <= newestToldAccount
                && accounts.stream().noneMatch(account -> account.id().equals(id));
    }

    MessageId lastId() {
        return lastId;
    }

    Optional<Person> person(SessionId session) {
        return people.stream().filter(person -> person.session().equals(session)).findFirst();
    }

    Optional<Person> person(Name name) {
        return people.stream().filter(person -> Vocabulary.isSame(person.name(), name)).findFirst();
    }

    /// The account of that name; the one that was made last when there are two.
    Optional<Account> account(Name name) {
        return accounts.reversed().stream()
                .filter(account -> Vocabulary.isSame(account.name(), name))
                .findFirst();
    }

    Optional<AccountId> accountOf(SessionId session) {
        return logins.stream()
                .filter(login -> login.who().equals(session))
                .map(Login::account)
                .findFirst();
    }

    Optional<Person> as(AccountId account) {
        return logins.stream()
                .filter(login -> login.account().equals(account))
                .flatMap(login -> person(login.who()).stream())
                .findFirst();
    }

    Optional<AccountId> choiceOf(SessionId session) {
        return choices.stream()
                .filter(choice -> choice.who().equals(session))
                .map(Choice::account)
                .findFirst();
    }

    /// Who writes to that account, in the order in which they chose.
    List<SessionId> writersTo(AccountId account) {
        return choices.stream()
                .filter(choice -> choice.account().equals(account))
                .map(Choice::who)
                .toList();
    }

    List<Letter> letters(AccountId account) {
        return boxes.stream()
                .filter(box -> box.account().equals(account))
                .map(Box::letter)
                .toList();
    }

    Optional<Place> place(RoomRef room) {
        return places.stream()
                .filter(place -> place.id().equals(room) || place.handle().equals(room))
                .findFirst();
    }

    /// The room that is to be under that handle and is not yet.
    Optional<Plan> plan(RoomRef room) {
        return plans.stream()
                .filter(plan -> plan.handle().equals(room) && place(room).isEmpty())
                .findFirst();
    }

    /// Whether a room is called so, or is to be.
    boolean isTaken(Handle handle) {
        return place(handle).isPresent() || plan(handle).isPresent();
    }

    /// The rooms that somebody is in, in order of joining.
    List<RoomId> roomsOf(SessionId session) {
        return memberships.stream()
                .filter(membership -> membership.who().equals(session))
                .map(Membership::room)
                .toList();
    }

    /// Who is in a room, in order of joining.
    List<SessionId> members(RoomId id) {
        return memberships.stream()
                .filter(membership -> membership.room().equals(id))
                .map(Membership::who)
                .toList();
    }

    Optional<SessionId> host(Place place) {
        return switch (place.policy().host()) {
            case NONE -> Optional.empty();
            case CREATOR -> place.creator();
            case ELDEST -> members(place.id()).stream().findFirst();
        };
    }

    long sequence(RoomId id) {
        return sequences.getOrDefault(id, 0L);
    }

    /// The highest number that a room ever had.
    int newestRoom() {
        return newestRoom;
    }

    /// The handle that a new room of that title gets: the title's own, else the smallest number.
    Handle freeHandle(Title title) {
        var handle = new Handle(Vocabulary.handle(title));
        for (int number = 2; isTaken(handle); number++) {
            handle = new Handle(Vocabulary.handle(title) + "-" + number);
        }
        return handle;
    }

    List<Listing> listings() {
        return places.stream().map(this::listing).toList();
    }

    Listing listing(Place place) {
        var names =
                members(place.id()).stream()
                        .map(session -> person(session).orElseThrow().name())
                        .toList();
        var host = host(place).map(session -> person(session).orElseThrow().name());
        return new Listing(
                place.id(), place.handle(), place.title(), place.policy().capacity(), host, names);
    }

    private void know(Account account) {
        accounts.remove(account);
        accounts.add(account);
    }

    /// All that there are have been told, so that up to here whatever is missing is no more.
    private void noteNewest() {
        for (var account : accounts) {
            newestToldAccount = Math.max(newestToldAccount, account.id().value());
        }
    }

    private void make(
            RoomId id, Handle handle, Title title, RoomPolicy policy, Optional<SessionId> maker) {
        var creator = maker.filter(_ -> policy.host() == Host.CREATOR);
        newestRoom = id.value();
        places.add(new Place(id, handle, title, policy, creator));
    }

    private void release(RoomId id, SessionId session) {
        memberships.remove(new Membership(session, id));
        places.replaceAll(place -> place.id().equals(id) ? place.without(session) : place);
    }
}
