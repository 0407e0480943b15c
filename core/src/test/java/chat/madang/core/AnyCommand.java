package chat.madang.core;

import chat.madang.core.Command.Announce;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Expel;
import chat.madang.core.Command.Identify;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Mark;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.SayDue;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Command.Signal;
import chat.madang.core.Command.SignalTo;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Watch;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Promise;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomPolicy.Ends;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Draws the commands of a seeded run, and their times.
///
/// Sessions, names, rooms and bounds are so few that collisions, full rooms, re-entries and
/// refusals are frequent. A session that has exited may enter again here, which gates never do.
final class AnyCommand {
    /// Bounds that are soon reached.
    static final Rules RULES = new Rules(3, 2, Set.of(new Name("server")));

    /// What a run begins with.
    static final Memory MEMORY =
            new Memory(
                    0,
                    MessageId.NONE,
                    Vocabulary.ACCOUNTS.subList(0, 2),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of());

    private static final int SESSIONS = 9;
    private static final int RECENT_ROOMS = 4;
    private static final int RECENT_PROMISES = 8;

    private final Random random;
    private final int firstSession;
    private final List<Promise> promises = new ArrayList<>();
    private final Map<SessionId, Name> names = new LinkedHashMap<>();

    /// Where each session has come in last, and still is.
    private final Map<SessionId, RoomId> rooms = new LinkedHashMap<>();

    /// Who made each room, or is its host.
    private final Map<RoomId, SessionId> firsts = new LinkedHashMap<>();

    /// Where somebody was last asked in.
    private final Map<SessionId, RoomId> invited = new HashMap<>();

    /// Who was made a half-operator there last.
    private final LinkedHashMap<RoomId, SessionId> ranked = new LinkedHashMap<>();

    /// Those who have been operators of the yard.
    private final List<SessionId> operators = new ArrayList<>();

    private final AnyValue value;
    private final AnyUtterance heard;

    /// What has just got another title; it is likely to be asked for at once again.
    private Optional<Retitled> retitled = Optional.empty();

    private Title keptLast = new Title("tea");
    private int newestRoom;
    private MessageId newestLetter = new MessageId(1);

    /// @param firstSession the lowest of the sessions that ask
    AnyCommand(Random random, int firstSession) {
        this.random = random;
        this.value = new AnyValue(random);
        this.heard = new AnyUtterance(random);
        this.firstSession = firstSession;
    }

    /// Takes note of what there is to refer to now.
    void see(List<Delivery> deliveries) {
        for (var delivery : deliveries) {
            heard.see(delivery.event());
            switch (delivery.event()) {
                case Entered(var who) -> names.put(who.session(), who.name());
                case LoggedIn(var who, _, _) -> names.put(who.session(), who.name());
                case Retitled event -> retitled = Optional.of(event);
                case Renamed(var who, _, _) -> names.put(who.session(), who.name());
                case Exited(var who, _, _) -> {
                    names.remove(who.session());
                    rooms.remove(who.session());
                }
                case Left left -> rooms.remove(left.by(), left.room());
                case Kicked kicked -> rooms.remove(kicked.to(), kicked.room());
                case HostChanged(var room, _, var host, _) -> firsts.put(room, host.session());
                case RoomClosed closed -> {
                    firsts.remove(closed.room());
                    rooms.values().removeIf(closed.room()::equals);
                }
                case Joined(var room, _, var who, var asHost, _) -> {
                    rooms.put(who.session(), room);
                    if (asHost || room.value() > newestRoom) firsts.put(room, who.session());
                    newestRoom = Math.max(newestRoom, room.value());
                }
                case Invited invitation -> invited.put(invitation.to(), invitation.room());
                case RoomChanged(var room, _, _, var changes, _, _) -> seeRanks(room, changes);
                case Described(var who, _) when who.profile().is(Trait.OPERATOR) ->
                        operators.addFirst(who.session());
                case Kept kept -> {
                    promises.addFirst(kept);
                    newestLetter = kept.letter().id();
                }
                case Promise promise -> promises.addFirst(promise);
                default -> {}
            }
        }
    }

    private void seeRanks(RoomId room, List<RoomChange> changes) {
        names.forEach((session, name) -> {
            if (changes.contains(new RankSet(name, Rank.HALF_OPERATOR, true))) {
                ranked.putLast(room, session);
            }
        });
    }

    Command next(Instant now) {
        if (random.nextInt(20) == 0) return ofHouse();
        if (random.nextInt(8) == 0) retitled = Optional.empty();
        if (retitled.isPresent()) {
            var again = retitled.get();
            return new Retitle(again.by(), again.room(), title(), value.words());
        }
        var from = new SessionId(firstSession + random.nextInt(SESSIONS));
        boolean outside = !names.containsKey(from);
        return outside && random.nextInt(4) > 0 ? entry(from) : ofSession(from, now);
    }

    private Command ofHouse() {
        return switch (random.nextInt(14)) {
            case 0 -> new KnowAccounts(value.accounts());
            case 1, 11, 12, 13 -> keepRoom();
            case 2, 3, 4, 5, 6 -> promises.isEmpty() ? new SayDue() : new TakeBack(recentPromise());
            default -> new SayDue();
        };
    }

    /// At times the same room again, which may not be there yet.
    private Command keepRoom() {
        if (random.nextInt(3) > 0) keptLast = Vocabulary.anyTitle(random);
        return new KeepRoom(keptLast, value.policy(Ends.NEVER));
    }

    private Command entry(SessionId from) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> logIn(from, Optional.empty());
            case 2 -> logIn(from, Optional.of(Vocabulary.name(random)));
            case 3, 4 -> new Enter(from, Vocabulary.account(random).name(), value.profile());
            default -> new Enter(from, Vocabulary.name(random), value.profile());
        };
    }

    private Command logIn(SessionId from, Optional<Name> under) {
        return new LogIn(from, Vocabulary.account(random), under, value.profile());
    }

    private Command ofSession(SessionId from, Instant now) {
        return switch (random.nextInt(100)) {
            case 0, 1, 2 -> entry(from);
            case 3, 4, 5, 6 -> new Rename(from, Vocabulary.name(random));
            case 7, 8, 9 ->
                    new CreateRoom(
                            from,
                            title(),
                            value.policy(value.anyEnd()),
                            value.rules(),
                            value.ifTaken(),
                            from.value() % 2 == 0);
            case 10, 11, 12, 13, 14, 15 -> Vocabulary.join(from, door(from), value.key());
            case 16, 17, 18, 19, 20 ->
                    Vocabulary.join(from, Vocabulary.handle(random), value.key());
            case 21, 22 -> new Leave(from, room(from), value.words());
            case 23, 24, 25 -> new Say(from, room(from), value.text());
            case 26, 27, 28, 29 -> say(from);
            case 30, 31, 32 -> whisper(from);
            case 33 -> heard.again(from);
            case 35, 36, 37, 38, 39, 40, 41 -> kick(from);
            case 42, 43 -> heard.unschedule(from);
            case 34, 44, 45, 46 -> new Schedule(from, room(from), value.text(), value.due(now));
            case 47, 48, 49, 50, 51 -> new ChooseAddressee(from, Vocabulary.account(random).name());
            case 52 -> new ChooseAddressee(from, nameOrNobody());
            case 53, 54, 55, 56, 57, 58 -> new Write(from, value.text());
            case 59, 60 -> new Collect(from, newestLetterOrOlder());
            case 61, 62, 63, 64 ->
                    value.question(from, random.nextBoolean() ? room(from) : anyRoom(), names());
            case 65, 66, 67, 68, 69, 70, 71, 72, 73 -> changeRoom(from);
            case 75, 76, 77, 78 -> invite(from);
            case 80 -> new SetTopic(from, room(from), value.words());
            case 74, 79, 81, 82 -> {
                var room = ruled(from);
                yield new Retitle(by(room, from), room, title(), value.words());
            }
            case 97 -> heard.redact(from, value.words());
            case 83, 84 -> new Signal(from, room(from), value.tags(), value.leastRank());
            case 85, 86 ->
                    new SignalTo(from, somebody(Spelling.EXACT), Spelling.EXACT, value.tags());
            case 87, 88 -> new Identify(from, Vocabulary.account(random));
            case 89, 90, 91 -> new Describe(from, value.profile());
            case 92 -> new Operate(from);
            case 93 -> {
                var spelling = Vocabulary.spelling(random);
                yield new Expel(operator(from), somebody(spelling), spelling, value.text());
            }
            case 94 -> new Announce(operator(from), value.text());
            case 95, 96 -> new Watch(from, names(), Vocabulary.BLANKS);
            case 98 -> new Mark(from, value.where(), now);
            default -> new Exit(from, value.words());
        };
    }

    private Command say(SessionId from) {
        return new Say(from, room(from), value.text(), value.manner(), value.answer());
    }

    private Command whisper(SessionId from) {
        var spelling = Vocabulary.spelling(random);
        var whom = somebody(spelling);
        return new Whisper(from, whom, spelling, value.text(), value.manner(), value.answer());
    }

    /// Mostly by a host.
    private Command kick(SessionId from) {
        var spelling = Vocabulary.spelling(random);
        boolean half = !ranked.isEmpty() && random.nextInt(4) == 0;
        var room = half ? ranked.lastEntry().getKey() : ruled(from);
        var by = random.nextInt(4) > 0 ? ranked.getOrDefault(room, from) : by(room, from);
        return new Kick(by, room, neighbour(by, room, spelling), spelling, value.words());
    }

    /// Mostly by a host.
    private Command changeRoom(SessionId from) {
        var spelling = Vocabulary.spelling(random);
        var room = ruled(from);
        var by = by(room, from);
        var changes = new ArrayList<RoomChange>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var whom =
                    random.nextInt(4) == 0
                            ? names.getOrDefault(by, Vocabulary.name(random))
                            : neighbour(by, room, spelling);
            changes.add(value.change(whom));
        }
        return new ChangeRoom(by, room, changes, spelling);
    }

    /// Mostly by a host.
    private Command invite(SessionId from) {
        var spelling = Vocabulary.spelling(random);
        var room = ruled(from);
        return new Invite(by(room, from), room, somebody(spelling), spelling);
    }

    /// Mostly a room that one is invited to, or that is there for sure.
    private RoomId door(SessionId from) {
        if (random.nextInt(3) == 0) return invited.getOrDefault(from, anyRoom());
        return random.nextInt(4) > 0 ? ruled(from) : anyRoom();
    }

    /// Mostly a room that somebody is in.
    private RoomId ruled(SessionId from) {
        if (rooms.isEmpty() || random.nextInt(6) == 0) return room(from);
        var peopled = List.copyOf(rooms.values());
        return peopled.get(random.nextInt(peopled.size()));
    }

    /// Mostly whoever may.
    private SessionId by(RoomId room, SessionId from) {
        var by =
                switch (random.nextInt(6)) {
                    case 0 -> from;
                    case 1, 2, 3 -> ranked.getOrDefault(room, from);
                    default -> firsts.getOrDefault(room, from);
                };
        return room.equals(rooms.get(by)) ? by : somebodyIn(room).orElse(by);
    }

    private Optional<SessionId> somebodyIn(RoomId room) {
        return rooms.keySet().stream().filter(one -> room.equals(rooms.get(one))).findFirst();
    }

    private SessionId operator(SessionId from) {
        return operators.isEmpty() || random.nextInt(4) == 0 ? from : operators.getFirst();
    }

    private List<Name> names() {
        var some = new ArrayList<Name>();
        for (int i = random.nextInt(4); i > 0; i--) some.add(Vocabulary.name(random));
        return some;
    }

    /// The time of the next command.
    Instant time(Instant last) {
        return value.time(last);
    }

    /// At times that of a room that may not be there yet.
    private Title title() {
        return random.nextInt(6) == 0 ? keptLast : Vocabulary.title(random);
    }

    /// Mostly the room that the session joined last.
    private RoomId room(SessionId from) {
        var own = rooms.getOrDefault(from, new RoomId(1));
        return random.nextInt(4) > 0 ? own : anyRoom();
    }

    /// Mostly one of the youngest; at times an old one, or the one that comes next.
    private RoomId anyRoom() {
        boolean any = random.nextInt(8) == 0;
        int back = random.nextInt(any ? newestRoom + 1 : RECENT_ROOMS);
        return new RoomId(Math.max(1, newestRoom + 1 - back));
    }

    /// Mostly the name of somebody who is here, as it is or as it is shown.
    private Name somebody(Spelling spelling) {
        return oneOf(List.copyOf(names.values()), spelling);
    }

    /// The same, of somebody who may be in that room.
    private Name neighbour(SessionId from, RoomId room, Spelling spelling) {
        var there = new ArrayList<Name>();
        names.forEach((session, name) -> {
            boolean same = room.equals(rooms.get(session));
            if (same && !session.equals(from)) there.add(name);
        });
        return oneOf(there, spelling);
    }

    private Name oneOf(List<Name> some, Spelling spelling) {
        if (some.isEmpty() || random.nextInt(8) == 0) return Vocabulary.name(random);
        var name = some.get(random.nextInt(some.size()));
        return random.nextInt(4) == 0 ? name : new Name(spelling.of(name));
    }

    private Promise recentPromise() {
        return promises.get(random.nextInt(Math.min(RECENT_PROMISES, promises.size())));
    }

    private Optional<Name> nameOrNobody() {
        return random.nextBoolean() ? Optional.of(Vocabulary.name(random)) : Optional.empty();
    }

    private MessageId newestLetterOrOlder() {
        boolean newest = random.nextBoolean();
        return new MessageId(newest ? newestLetter.value() : newestLetter.value() - 1);
    }
}
