package chat.madang.core;

import chat.madang.core.Answered.Admitted;
import chat.madang.core.Command.Announce;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Expel;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.Identify;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListGone;
import chat.madang.core.Command.ListInvitations;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.ListScheduled;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Mark;
import chat.madang.core.Command.OfHouse;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Resume;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.SayDue;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Command.Signal;
import chat.madang.core.Command.SignalTo;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Unschedule;
import chat.madang.core.Command.Watch;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomAltered;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that a command must make happen, in order: worked out from an [Oracle], which is taken from
/// event to event, so that each consequence is read off how things stand then.
final class Expectation extends Foresight {
    private Expectation(Oracle before, Command command, Instant now) {
        super(before, command, now);
    }

    /// What must happen when things stand as `before` says, which is left as it is.
    static List<Event> of(Oracle before, Command command, Instant now) {
        var expectation = new Expectation(before, command, now);
        expectation
                .reasons
                .first(command, now)
                .ifPresentOrElse(
                        why -> expectation.tell(new Refused(command, why)), expectation::fulfil);
        return expectation.events();
    }

    private void fulfil() {
        switch (command) {
            case Enter(var from, var name, var profile) ->
                    come(new Entered(new Person(from, name, asGuest(profile))));
            case LogIn logIn -> logIn(logIn);
            case OfHouse house -> keepHouse(house);
            case Identify(_, var account) -> identify(account);
            case Describe(_, var profile) -> describe(described(asker().profile(), profile));
            case Operate _ -> {
                var traits = EnumSet.of(Trait.OPERATOR);
                traits.addAll(asker().profile().traits());
                describe(asker().profile().withTraits(traits));
            }
            case Rename(_, var name) -> rename(name);
            case CreateRoom create -> create(create);
            case Join(_, var ref, _, var listed) -> {
                oracle.plan(ref).ifPresent(this::realize);
                var place = place(ref);
                boolean first = oracle.members(place.id()).isEmpty();
                boolean asHost = first && place.policy().host() == Host.ELDEST;
                join(place.id(), place.name(), asHost, listed);
            }
            case Leave(var from, var room, var reason) -> {
                var hosts = hosts(from);
                tell(new Left(room, place(room).name(), asker(), reason, stamp(room)));
                afterwards(room, hosts);
            }
            case Kick kick -> {
                var whom = reasons.whom(kick).orElseThrow().orElseThrow();
                var hosts = hosts(whom.session());
                var room = kick.room();
                var name = place(room).name();
                tell(new Kicked(room, name, whom, asker(), kick.reason(), stamp(room)));
                afterwards(room, hosts);
            }
            case SetTopic(_, var room, var topic) ->
                    alter(new TopicSet(room, place(room).name(), asker(), topic, stamp(room)));
            case ChangeRoom change -> change(change);
            case Retitle(_, var room, var title, var reason) -> {
                var name = new RoomName(title, new Handle(Vocabulary.handle(title)));
                alter(new Retitled(room, name, place(room).name(), asker(), reason, stamp(room)));
            }
            case Invite invite -> {
                var whom = reasons.whom(invite).orElseThrow().orElseThrow();
                var place = place(invite.room());
                tell(new Invited(place.id(), place.name(), asker(), whom, nextId()));
            }
            case Say say -> say(say);
            case Signal(_, var room, var tags, var least) ->
                    tell(
                            new Signalled(
                                    room, place(room).name(), asker(), tags, least, stamp(room)));
            case Whisper whisper -> whisper(whisper);
            case SignalTo signal -> {
                var whom = reasons.whom(signal).orElseThrow().orElseThrow();
                tell(new SignalledTo(asker(), whom, signal.tags(), nextId(), now));
            }
            case Redact redact -> redact(redact);
            case Mark(_, var where, var upTo) -> tell(new Marked(asker(), where, upTo));
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
            case Unschedule unschedule ->
                    tell(
                            new Unscheduled(
                                    unschedule,
                                    oracle.waitingOf(unschedule.from()).stream()
                                            .filter(each -> each.id().equals(unschedule.message()))
                                            .findFirst()
                                            .orElseThrow()));
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
            case Expel expel -> {
                var whom = reasons.whom(expel).orElseThrow().orElseThrow();
                tell(new Expelled(asker(), whom, expel.reason()));
                exit(whom.session(), Optional.of(expel.reason()));
            }
            case Announce(_, var text) -> tell(new Announced(asker(), text));
            case Exit(var from, var reason) -> exit(from, reason);
            case ListRooms _, ListPeople _, ListInvitations _, ListScheduled _ -> answer();
            case FindPeople _ -> answer();
            case FindOwner _, ListGone _, Count _, Watch _, Resume _, Ping _ -> answer();
        }
    }

    private void answer() {
        tell(new Inquiry(oracle).answer(command).orElseThrow());
    }

    private void keepHouse(OfHouse house) {
        switch (house) {
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
                            case Unscheduled(_, var message) ->
                                    oracle.place(message.room()).isPresent()
                                            && !oracle.isLost(message);
                            case Noted _ -> true;
                        };
                tell(waits ? new Refused(promise.asked(), Refusal.NOT_STORED) : promise);
            }
        }
    }

    private void come(Entered entered) {
        tell(entered);
        appear(entered.who());
    }

    private void logIn(LogIn command) {
        var account = command.account();
        var name = command.under().orElse(account.name());
        boolean first = oracle.allAs(account.id()).isEmpty();
        oracle.person(name)
                .ifPresent(namesake -> {
                    var as = oracle.accountOf(namesake.session());
                    boolean same = as.equals(Optional.of(account.id()));
                    if (same) dismiss(namesake.session(), Optional.empty());
                    else exit(namesake.session(), Optional.empty());
                });
        var profile = asGuest(command.profile()).withAccount(Optional.of(account.name()));
        var who = new Person(command.from(), name, profile);
        tell(new LoggedIn(who, account.id(), oracle.letters(account.id())));
        appear(who);
        if (first) tellWritersThatCame(account);
    }

    private void identify(Account account) {
        var before = asker();
        var old = oracle.accountOf(before.session());
        boolean first = oracle.allAs(account.id()).isEmpty();
        var profile = before.profile().withAccount(Optional.of(account.name()));
        var who = new Person(before.session(), before.name(), profile);
        tell(new Identified(who, before.profile(), account.id(), oracle.letters(account.id())));
        change(who.session(), before.profile());
        old.filter(one -> !one.equals(account.id())).ifPresent(this::goneIfLast);
        if (first) tellWritersThatCame(account);
    }

    private void describe(Profile profile) {
        var before = asker();
        tell(new Described(new Person(before.session(), before.name(), profile), before.profile()));
        change(before.session(), before.profile());
    }

    private void rename(Name name) {
        var before = asker();
        var after = new Person(before.session(), name, before.profile());
        tell(new Renamed(after, before.name(), places(before.session())));
        if (Vocabulary.isSame(before.name(), name)) return;
        vanish(before);
        appear(after);
    }

    private void create(CreateRoom create) {
        var id = new RoomId(oracle.newestRoom() + 1);
        var name = new RoomName(create.title(), oracle.freeHandle(create.title()));
        if (create.policy().ends() == Ends.NEVER) {
            tell(new RoomKept(id, name, create.policy(), RoomState.of(create.rules(), now)));
        }
        var host = create.policy().host();
        boolean asHost = host == Host.CREATOR || host == Host.ELDEST;
        join(id, name, asHost, create.listed());
    }

    private void realize(Premises.Plan plan) {
        var id = new RoomId(oracle.newestRoom() + 1);
        var state = RoomState.of(Set.of(RoomRule.MEMBERS_ONLY), now);
        tell(new RoomKept(id, new RoomName(plan.title(), plan.handle()), plan.policy(), state));
    }

    private void join(RoomId room, RoomName name, boolean asHost, boolean listed) {
        var joined = new Joined(room, name, asker(), asHost, stamp(room));
        if (!listed) {
            tell(joined);
            return;
        }
        happen(joined);
        announce(new Admitted(command.from(), oracle.listing(place(room))));
        announce(joined);
    }

    private void change(ChangeRoom change) {
        var place = place(change.room());
        var ruling = new Ruling(oracle, change, now);
        boolean none = ruling.done().isEmpty();
        var stamp = none ? new Stamp(MessageId.NONE, 0, now) : stamp(place.id());
        var changed =
                new RoomChanged(
                        place.id(), place.name(), asker(), ruling.done(), ruling.refused(), stamp);
        if (none) tell(changed);
        else alter(changed);
    }

    /// Whoever remembers rooms learns of it.
    private void alter(RoomAltered event) {
        tell(event);
        var place = place(event.room());
        if (place.policy().ends() != Ends.NEVER) return;
        tell(new RoomKept(place.id(), place.name(), place.policy(), place.state()));
    }

    private void write(Write write) {
        var account = oracle.choiceOf(write.from()).orElseThrow();
        oracle.as(account)
                .ifPresentOrElse(
                        whom -> whisper(whom, write.text(), Manner.PLAIN, Answer.AT_ONCE),
                        () -> {
                            var letter = new Letter(nextId(), asker().name(), write.text(), now);
                            tell(new Kept(write, account, letter));
                        });
    }

    private void keep(Title title, RoomPolicy policy) {
        oracle.place(new Handle(Vocabulary.handle(title)))
                .ifPresent(
                        room -> tell(new RoomKept(room.id(), room.name(), policy, room.state())));
    }

    private void know(List<Account> accounts) {
        var gone =
                oracle.accounts().stream()
                        .filter(account -> !accounts.contains(account))
                        .sorted(Comparator.comparingLong(account -> account.id().value()))
                        .toList();
        for (var account : gone) {
            for (var who : oracle.allAs(account.id())) dismiss(who.session(), Optional.empty());
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
            var name = place(message.room()).name();
            tell(new SaidAsScheduled(message, name, author, stamp(message.room())));
        }
    }
}
