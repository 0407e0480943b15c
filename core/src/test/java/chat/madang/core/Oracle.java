package chat.madang.core;

import chat.madang.core.Answered.GoneListed.Gone;
import chat.madang.core.Answered.Watching;
import chat.madang.core.Command.Identify;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.OfHouse;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Watch;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;

import java.time.Instant;
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
final class Oracle extends Sayings {
    /// That a session is here as an account.
    record Login(SessionId who, AccountId account) {}

    /// That a session writes to an account.
    record Choice(SessionId who, AccountId account) {}

    /// That a letter is kept.
    record Box(AccountId account, Letter letter) {}

    /// That a message waits for its time.
    record Waiting(ScheduledMessage message, SessionId author) {}

    /// Whom a session watches.
    record Watched(SessionId by, List<Name> names, Spelling spelling) {}

    /// When somebody came, and when they spoke last.
    record Times(Instant since, Instant spoke) {}

    /// In the order in which they took their names.
    private final List<Person> people = new ArrayList<>();

    private final List<Account> accounts = new ArrayList<>();
    private final List<Login> logins = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Watched> watched = new ArrayList<>();
    private final Map<SessionId, Times> times = new HashMap<>();

    /// Latest first.
    private final List<Gone> gone = new ArrayList<>();

    /// When a room was called so that it is found otherwise.
    private final Map<RoomId, Instant> newHandles = new HashMap<>();

    private MessageId lastId = MessageId.NONE;
    private long newestToldAccount;
    private int peopleMax;

    Oracle(List<Account> accounts) {
        accounts.forEach(this::know);
        noteNewest();
    }

    Oracle(Oracle other) {
        super(other);
        people.addAll(other.people);
        accounts.addAll(other.accounts);
        logins.addAll(other.logins);
        choices.addAll(other.choices);
        boxes.addAll(other.boxes);
        waiting.addAll(other.waiting);
        watched.addAll(other.watched);
        times.putAll(other.times);
        gone.addAll(other.gone);
        newHandles.putAll(other.newHandles);
        lastId = other.lastId;
        newestToldAccount = other.newestToldAccount;
        peopleMax = other.peopleMax;
    }

    void fold(Step step) {
        step.happened().forEach(event -> fold(event, step.command(), step.now()));
        settle(step.command());
        step.ids().forEach(id -> lastId = id);
    }

    /// What an event changed.
    void fold(Event event, Command cause, Instant now) {
        foldRooms(event, cause);
        if (event instanceof Retitled(var room, var name, var old, _, _, _)
                && !name.handle().equals(old.handle())) {
            newHandles.put(room, now);
        }
        foldPeople(event, cause, now);
        foldSayings(event, cause);
        foldMail(event, cause);
    }

    private void foldPeople(Event event, Command cause, Instant now) {
        switch (event) {
            case Entered(var who) -> come(who, now);
            case LoggedIn(var who, var account, _) -> {
                come(who, now);
                logins.add(new Login(who.session(), account));
                know(((LogIn) cause).account());
            }
            case Identified(var who, _, var account, _) -> {
                put(who);
                logins.removeIf(login -> login.who().equals(who.session()));
                logins.add(new Login(who.session(), account));
                know(((Identify) cause).account());
            }
            case Described(var who, _) -> put(who);
            case Renamed(var who, var old, _) -> {
                var before = person(who.session()).orElseThrow();
                if (!Vocabulary.isSame(who.name(), old)) gone.addFirst(new Gone(before, now));
                people.remove(before);
                people.add(who);
            }
            case Exited(var who, _, _) -> {
                people.remove(who);
                gone.addFirst(new Gone(who, now));
                logins.removeIf(login -> login.who().equals(who.session()));
                choices.removeIf(choice -> choice.who().equals(who.session()));
                watched.removeIf(each -> each.by().equals(who.session()));
                times.remove(who.session());
            }
            case Watching _ -> {
                var watch = (Watch) cause;
                watched.removeIf(each -> each.by().equals(watch.from()));
                watched.add(new Watched(watch.from(), watch.names(), watch.spelling()));
            }
            case Said said -> speak(said.who().session(), now);
            case Whispered whispered -> speak(whispered.from().session(), now);
            case Kept _, Noted _ when isTalk(cause) -> speak(cause.from(), now);
            default -> {}
        }
    }

    private void foldMail(Event event, Command cause) {
        switch (event) {
            case RoomClosed closed ->
                    waiting.removeIf(each -> each.message().room().equals(closed.room()));
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
            case Unscheduled(_, var message) ->
                    waiting.removeIf(each -> each.message().equals(message));
            case Collected(_, var account, var upTo) ->
                    boxes.removeIf(box ->
                            box.account().equals(account)
                                    && box.letter().id().value() <= upTo.value());
            case SaidAsScheduled said ->
                    waiting.removeIf(each -> each.message().equals(said.message()));
            case Refused _ when cause instanceof TakeBack(var promise) -> {
                switch (promise) {
                    case Kept kept -> boxes.remove(new Box(kept.account(), kept.letter()));
                    case Scheduled scheduled ->
                            waiting.removeIf(each -> each.message().equals(scheduled.message()));
                    case Unscheduled unscheduled -> {
                        var message = unscheduled.message();
                        if (waiting.stream().noneMatch(each -> each.message().equals(message))) {
                            waiting.add(new Waiting(message, unscheduled.by()));
                        }
                    }
                    case Noted _ -> {}
                }
            }
            default -> {}
        }
    }

    /// What a command of the house changed that no event tells.
    void settle(Command command) {
        if (command instanceof KeepRoom keep) settlePlan(keep);
        if (!(command instanceof KnowAccounts(var known))) return;
        noteNewest();
        accounts.retainAll(known);
        known.forEach(this::know);
        noteNewest();
        boxes.removeIf(box -> known.stream().noneMatch(each -> each.id().equals(box.account())));
    }

    /// When a room got its handle, if that was not its first.
    Optional<Instant> newHandle(RoomId room) {
        return Optional.ofNullable(newHandles.get(room));
    }

    List<Person> people() {
        return List.copyOf(people);
    }

    /// The most who were here at once.
    int peopleMax() {
        return peopleMax;
    }

    /// Who of that name, or shown so, has gone, latest first.
    List<Gone> gone(Name name, Spelling spelling) {
        return gone.stream().filter(past -> isFound(past.who().name(), name, spelling)).toList();
    }

    private static boolean isFound(Name called, Name wanted, Spelling spelling) {
        return Vocabulary.isSame(called, wanted) || Vocabulary.shows(spelling, called, wanted);
    }

    Times times(SessionId session) {
        return Optional.ofNullable(times.get(session)).orElseThrow();
    }

    /// Who watches that name.
    List<SessionId> watchersOf(Name name) {
        return watched.stream()
                .filter(each ->
                        each.names().stream()
                                .anyMatch(wanted -> isFound(name, wanted, each.spelling())))
                .map(Watched::by)
                .toList();
    }

    /// Who of them hears of somebody by nothing else.
    List<SessionId> distantWatchersOf(Person who) {
        return watchersOf(who.name()).stream()
                .filter(each -> !each.equals(who.session()) && !share(each, who.session()))
                .toList();
    }

    /// What waits for its time, first things first.
    List<Waiting> waiting() {
        return waiting.stream()
                .sorted(
                        Comparator.comparing((Waiting each) -> each.message().due())
                                .thenComparingLong(each -> each.message().id().value()))
                .toList();
    }

    /// The same of whoever has the name that somebody has now.
    List<ScheduledMessage> waitingOf(SessionId asker) {
        var name = person(asker).orElseThrow().name();
        return waiting().stream()
                .map(Waiting::message)
                .filter(message -> Vocabulary.isSame(message.author(), name))
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

    @Override
    Optional<Person> person(SessionId session) {
        return people.stream().filter(person -> person.session().equals(session)).findFirst();
    }

    @Override
    Optional<Person> person(Name name) {
        return people.stream().filter(person -> Vocabulary.isSame(person.name(), name)).findFirst();
    }

    /// The account of that name; the one that was made last when there are two.
    Optional<Account> account(Name name) {
        return accounts.reversed().stream()
                .filter(account -> Vocabulary.isSame(account.name(), name))
                .findFirst();
    }

    Optional<Account> account(AccountId id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    Optional<AccountId> accountOf(SessionId session) {
        return logins.stream()
                .filter(login -> login.who().equals(session))
                .map(Login::account)
                .findFirst();
    }

    /// Everybody who is here as that account, in the order in which they became so.
    List<Person> allAs(AccountId account) {
        return logins.stream()
                .filter(login -> login.account().equals(account))
                .flatMap(login -> person(login.who()).stream())
                .toList();
    }

    /// Whoever of them has its name, else the first.
    Optional<Person> as(AccountId account) {
        var all = allAs(account);
        return account(account)
                .flatMap(known ->
                        all.stream()
                                .filter(who -> Vocabulary.isSame(who.name(), known.name()))
                                .findFirst())
                .or(() -> all.stream().findFirst());
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

    private void come(Person who, Instant now) {
        people.add(who);
        peopleMax = Math.max(peopleMax, people.size());
        times.put(who.session(), new Times(now, now));
    }

    private void put(Person who) {
        people.replaceAll(old -> old.session().equals(who.session()) ? who : old);
    }

    private void speak(SessionId session, Instant now) {
        times.computeIfPresent(session, (_, before) -> new Times(before.since(), now));
    }

    private static boolean isTalk(Command cause) {
        return !(cause instanceof OfHouse) && !(cause instanceof Redact) && !isNamed(cause);
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
}
