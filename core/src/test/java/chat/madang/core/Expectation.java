package chat.madang.core;

import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.SayDue;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.PeopleListed;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a command must make happen, in order: worked out from an [Oracle], which is taken from
/// event to event, so that each consequence is read off how things stand then.
final class Expectation {
    private final Oracle oracle;
    private final Reasons reasons;
    private final Command command;
    private final Instant now;
    private final List<Event> events = new ArrayList<>();
    private MessageId lastId;

    private Expectation(Oracle before, Command command, Instant now) {
        this.oracle = new Oracle(before);
        this.reasons = new Reasons(oracle);
        this.command = command;
        this.now = now;
        this.lastId = before.lastId();
    }

    /// What must happen when things stand as `before` says, which is left as it is.
    static List<Event> of(Oracle before, Command command, Instant now) {
        var expectation = new Expectation(before, command, now);
        expectation
                .reasons
                .first(command)
                .ifPresentOrElse(
                        why -> expectation.tell(new Refused(command, why)), expectation::fulfil);
        return expectation.events;
    }

    private void tell(Event event) {
        events.add(event);
        oracle.fold(event, command);
    }

    private void fulfil() {
        switch (command) {
            case Enter(var from, var name) -> tell(new Entered(new Person(from, name)));
            case LogIn logIn -> logIn(logIn);
            case Rename(var from, var name) -> {
                var old = asker().name();
                tell(new Renamed(new Person(from, name), old, places(from)));
            }
            case CreateRoom create -> create(create);
            case Join(_, var ref) -> {
                oracle.plan(ref).ifPresent(this::realize);
                var place = place(ref);
                boolean first = oracle.members(place.id()).isEmpty();
                join(place.id(), place.title(), first && place.policy().host() == Host.ELDEST);
            }
            case Leave(var from, var room) -> {
                var hosts = hosts(from);
                tell(new Left(room, place(room).title(), asker(), stamp(room)));
                afterwards(room, hosts);
            }
            case Kick kick -> {
                var whom = reasons.kicked(kick).orElseThrow();
                var hosts = hosts(whom.session());
                var room = kick.room();
                tell(new Kicked(room, place(room).title(), whom, asker(), stamp(room)));
                afterwards(room, hosts);
            }
            case Say(_, var room, var text) -> tell(new Said(room, asker(), text, stamp(room)));
            case Whisper whisper ->
                    whisper(reasons.whisperedTo(whisper).orElseThrow(), whisper.text());
            case Schedule schedule -> {
                var message =
                        new ScheduledMessage(
                                nextId(),
                                schedule.room(),
                                asker().name(),
                                schedule.text(),
                                schedule.due());
                tell(new Scheduled(schedule, message));
            }
            case ChooseAddressee(var from, var name) -> {
                var account = name.flatMap(oracle::account);
                boolean here = account.map(Account::id).flatMap(oracle::as).isPresent();
                var away = account.isPresent() ? Presence.AWAY : Presence.UNKNOWN;
                var shown = account.map(Account::name).or(() -> name);
                tell(new AddresseeChosen(from, shown, here ? Presence.HERE : away));
            }
            case Write write -> write(write);
            case Collect(var from, var upTo) ->
                    tell(new Collected(from, oracle.accountOf(from).orElseThrow(), upTo));
            case ListRooms(var from) -> tell(new RoomsListed(from, oracle.listings()));
            case ListPeople(var from, var room) ->
                    tell(new PeopleListed(from, oracle.listing(place(room))));
            case Exit(var from) -> exit(from);
            case KeepRoom(var title, var policy) -> keep(title, policy);
            case KnowAccounts(var accounts) -> know(accounts);
            case SayDue _ -> sayDue();
            case TakeBack(var promise) -> {
                boolean waits =
                        switch (promise) {
                            case Kept kept ->
                                    oracle.letters(kept.account()).contains(kept.letter());
                            case Scheduled scheduled ->
                                    oracle.waiting().stream()
                                            .map(Oracle.Waiting::message)
                                            .anyMatch(scheduled.message()::equals);
                        };
                tell(waits ? new Refused(promise.asked(), Refusal.NOT_STORED) : promise);
            }
        }
    }

    private void logIn(LogIn command) {
        var account = command.account();
        var before = oracle.as(account.id());
        before.ifPresent(who -> dismiss(who.session()));
        oracle.person(account.name()).ifPresent(who -> exit(who.session()));
        var who = new Person(command.from(), account.name());
        tell(new LoggedIn(who, account.id(), command.origin(), oracle.letters(account.id())));
        if (before.isPresent()) return;
        for (var writer : oracle.writersTo(account.id())) {
            tell(new AddresseeCame(writer, account.name()));
        }
    }

    private void create(CreateRoom create) {
        var id = new RoomId(oracle.newestRoom() + 1);
        var handle = oracle.freeHandle(create.title());
        if (create.policy().ends() == Ends.NEVER) {
            tell(new RoomKept(id, handle, create.title(), create.policy()));
        }
        join(id, create.title(), create.policy().host() != Host.NONE);
    }

    private void realize(Oracle.Plan plan) {
        var id = new RoomId(oracle.newestRoom() + 1);
        tell(new RoomKept(id, plan.handle(), plan.title(), plan.policy()));
    }

    private void join(RoomId room, Title title, boolean asHost) {
        tell(new Joined(room, title, asker(), asHost, stamp(room)));
    }

    private void whisper(Person whom, Text text) {
        var from = asker();
        boolean partners = hasChosen(from, whom) && hasChosen(whom, from);
        tell(new Whispered(from, whom, text, partners, nextId(), now));
    }

    private void write(Write write) {
        var account = oracle.choiceOf(write.from()).orElseThrow();
        oracle.as(account)
                .ifPresentOrElse(
                        whom -> whisper(whom, write.text()),
                        () -> {
                            var letter = new Letter(nextId(), asker().name(), write.text(), now);
                            tell(new Kept(write, account, letter));
                        });
    }

    private void keep(Title title, RoomPolicy policy) {
        var handle = new Handle(Vocabulary.handle(title));
        oracle.place(handle)
                .ifPresent(room -> tell(new RoomKept(room.id(), handle, room.title(), policy)));
    }

    private void know(List<Account> accounts) {
        var gone =
                oracle.accounts().stream()
                        .filter(account -> !accounts.contains(account))
                        .sorted(Comparator.comparingLong(account -> account.id().value()))
                        .toList();
        for (var account : gone) {
            oracle.as(account.id()).ifPresent(who -> dismiss(who.session()));
            tellWritersThatGone(account);
        }
    }

    private void sayDue() {
        for (var waiting : oracle.waiting()) {
            var message = waiting.message();
            if (message.due().isAfter(now)) return;
            // It waits for somebody to hear it.
            if (oracle.members(message.room()).isEmpty()) continue;
            var author = oracle.person(waiting.author()).map(Person::session);
            tell(new SaidAsScheduled(message, author, stamp(message.room())));
        }
    }

    private void exit(SessionId session) {
        var account = oracle.accountOf(session);
        dismiss(session);
        oracle.accounts().stream()
                .filter(each -> account.equals(Optional.of(each.id())))
                .forEach(this::tellWritersThatGone);
    }

    private void dismiss(SessionId session) {
        var hosts = hosts(session);
        tell(new Exited(oracle.person(session).orElseThrow(), places(session)));
        hosts.keySet().forEach(room -> afterwards(room, hosts));
    }

    private void tellWritersThatGone(Account account) {
        for (var writer : oracle.writersTo(account.id())) {
            tell(new AddresseeGone(writer, account.name()));
        }
    }

    /// What becomes of a room that somebody has left.
    private void afterwards(RoomId room, Map<RoomId, Optional<SessionId>> hostsBefore) {
        var place = place(room);
        var host = oracle.host(place);
        boolean over =
                switch (place.policy().ends()) {
                    case WITH_LAST_MEMBER -> oracle.members(room).isEmpty();
                    case WITH_HOST -> host.isEmpty();
                    case NEVER -> false;
                };
        if (over) {
            tell(new RoomClosed(room, place.title(), stamp(room)));
        } else if (host.isPresent() && !host.equals(hostsBefore.get(room))) {
            var next = oracle.person(host.get()).orElseThrow();
            tell(new HostChanged(room, next, stamp(room)));
        }
    }

    /// The hosts of the rooms that somebody is in, in order of joining.
    private Map<RoomId, Optional<SessionId>> hosts(SessionId session) {
        var hosts = new LinkedHashMap<RoomId, Optional<SessionId>>();
        for (var room : oracle.roomsOf(session)) hosts.put(room, oracle.host(place(room)));
        return hosts;
    }

    private List<Place> places(SessionId session) {
        return oracle.roomsOf(session).stream().map(room -> new Place(room, stamp(room))).toList();
    }

    private Stamp stamp(RoomId room) {
        return new Stamp(nextId(), oracle.sequence(room) + 1, now);
    }

    private MessageId nextId() {
        lastId = lastId.next(now);
        return lastId;
    }

    private boolean hasChosen(Person writer, Person whom) {
        var account = oracle.accountOf(whom.session());
        return account.isPresent() && account.equals(oracle.choiceOf(writer.session()));
    }

    private Oracle.Place place(RoomRef ref) {
        return oracle.place(ref).orElseThrow();
    }

    private Person asker() {
        return oracle.person(command.from()).orElseThrow();
    }
}
