package chat.madang.core;

import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
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
import chat.madang.core.Event.Promise;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

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
                    List.of());

    private static final int SESSIONS = 7;
    private static final int CAPACITY_MAX = 4;
    private static final int RECENT_ROOMS = 4;
    private static final int RECENT_PROMISES = 8;
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final long FAR_MILLIS_MAX = 1L << 43;

    private final Random random;
    private final int firstSession;
    private final List<Promise> promises = new ArrayList<>();
    private final Map<SessionId, Name> names = new LinkedHashMap<>();
    private final Map<SessionId, RoomId> rooms = new HashMap<>();
    private final Map<RoomId, SessionId> hosts = new LinkedHashMap<>();
    private Title keptLast = new Title("tea");
    private int newestRoom;
    private MessageId newestLetter = new MessageId(1);

    /// @param firstSession the lowest of the sessions that ask
    AnyCommand(Random random, int firstSession) {
        this.random = random;
        this.firstSession = firstSession;
    }

    /// Takes note of what there is to refer to now.
    void see(List<Delivery> deliveries) {
        for (var delivery : deliveries) {
            switch (delivery.event()) {
                case Event.Entered(var who) -> names.put(who.session(), who.name());
                case Event.LoggedIn(var who, _, _, _) -> names.put(who.session(), who.name());
                case Event.Renamed(var who, _, _) -> names.put(who.session(), who.name());
                case Event.Exited(var who, _) -> names.remove(who.session());
                case Event.HostChanged(var room, var host, _) -> hosts.put(room, host.session());
                case Event.RoomClosed closed -> hosts.remove(closed.room());
                case Event.Joined(var room, _, var who, var asHost, _) -> {
                    newestRoom = Math.max(newestRoom, room.value());
                    rooms.put(who.session(), room);
                    if (asHost) hosts.put(room, who.session());
                }
                case Event.RoomKept kept -> newestRoom = Math.max(newestRoom, kept.room().value());
                case Event.Kept kept -> {
                    promises.addFirst(kept);
                    newestLetter = kept.letter().id();
                }
                case Event.Scheduled scheduled -> promises.addFirst(scheduled);
                default -> {}
            }
        }
    }

    Command next(Instant now) {
        if (random.nextInt(20) == 0) return ofHouse();
        var from = new SessionId(firstSession + random.nextInt(SESSIONS));
        boolean outside = !names.containsKey(from);
        return outside && random.nextInt(4) > 0 ? entry(from) : ofSession(from, now);
    }

    private Command ofHouse() {
        return switch (random.nextInt(14)) {
            case 0 -> new KnowAccounts(accounts());
            case 1, 12, 13 -> keepRoom();
            case 2, 3, 4, 5, 6 ->
                    promises.isEmpty()
                            ? new SayDue()
                            : new TakeBack(promises.get(random.nextInt(recentPromises())));
            default -> new SayDue();
        };
    }

    /// At times the same room again, which may not be there yet.
    private Command keepRoom() {
        if (random.nextBoolean()) keptLast = Vocabulary.anyTitle(random);
        return new KeepRoom(keptLast, policy(Ends.NEVER));
    }

    private Command entry(SessionId from) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new LogIn(from, Vocabulary.account(random), "here");
            case 2, 3 -> new Enter(from, Vocabulary.account(random).name());
            default -> new Enter(from, Vocabulary.name(random));
        };
    }

    private Command ofSession(SessionId from, Instant now) {
        return switch (random.nextInt(64)) {
            case 0, 1, 2 -> entry(from);
            case 3, 4, 5, 6 -> new Rename(from, Vocabulary.name(random));
            case 7, 8, 9 -> new CreateRoom(from, title(), policy(anyEnd()), ifTaken());
            case 10, 11, 12, 13, 14, 15 -> new Join(from, anyRoom());
            case 16, 17, 18, 19, 20 -> new Join(from, Vocabulary.handle(random));
            case 21, 22 -> new Leave(from, room(from));
            case 23, 24, 25, 26, 27 -> new Say(from, room(from), text());
            case 28, 29, 30, 31 -> {
                var spelling = Vocabulary.spelling(random);
                yield new Whisper(from, somebody(spelling), spelling, text());
            }
            case 32, 33, 34, 35, 36, 37, 60, 61 -> kick(from);
            case 38, 39, 40, 41, 42 -> new Schedule(from, room(from), text(), due(now));
            case 43, 44, 45, 62, 63 -> new ChooseAddressee(from, Vocabulary.account(random).name());
            case 46 -> new ChooseAddressee(from, nameOrNobody());
            case 47, 48, 49, 50, 51, 52 -> new Write(from, text());
            case 53, 54 -> new Collect(from, newestLetterOrOlder());
            case 55 -> new ListRooms(from);
            case 56, 57 -> new ListPeople(from, room(from));
            case 58 -> new LogIn(from, Vocabulary.account(random), "there");
            default -> new Exit(from);
        };
    }

    /// Mostly by a host.
    private Command kick(SessionId from) {
        var spelling = Vocabulary.spelling(random);
        if (hosts.isEmpty() || random.nextInt(4) == 0) {
            var room = room(from);
            return new Kick(from, room, neighbour(from, room, spelling), spelling);
        }
        var room = List.copyOf(hosts.keySet()).get(random.nextInt(hosts.size()));
        var host = hosts.getOrDefault(room, from);
        return new Kick(host, room, neighbour(host, room, spelling), spelling);
    }

    /// Mostly the same time again or a little later; now and then the past, the far future, or an
    /// end of time.
    Instant time(Instant last) {
        return switch (random.nextInt(400)) {
            case 0, 1 -> Instant.MIN;
            case 2, 3 -> Instant.MAX;
            case 4 -> Instant.EPOCH.plusMillis(random.nextLong(FAR_MILLIS_MAX));
            case 5, 6 -> Instant.EPOCH.minusMillis(random.nextLong(FAR_MILLIS_MAX));
            case 7, 8, 9, 10, 11 -> NOON.plusMillis(random.nextInt(10_000));
            default -> random.nextInt(4) > 0 ? last : soonAfter(last);
        };
    }

    private static Instant soonAfter(Instant last) {
        return isAnEnd(last) ? NOON : last.plusMillis(1);
    }

    private static boolean isAnEnd(Instant time) {
        return time.equals(Instant.MIN) || time.equals(Instant.MAX);
    }

    /// Mostly soon, at times at once, too late, or never.
    private Instant due(Instant now) {
        return switch (random.nextInt(20)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            case 2, 3 -> NOON;
            default -> isAnEnd(now) ? now : now.plusMillis(random.nextInt(4));
        };
    }

    private List<Account> accounts() {
        var known = new ArrayList<Account>();
        for (var account : Vocabulary.ACCOUNTS) {
            boolean another =
                    known.stream().noneMatch(other -> other.name().equals(account.name()));
            if (another && random.nextInt(4) > 0) known.add(account);
        }
        return known;
    }

    /// At times that of a room that may not be there yet.
    private Title title() {
        return random.nextInt(6) == 0 ? keptLast : Vocabulary.title(random);
    }

    private IfTaken ifTaken() {
        return random.nextBoolean() ? IfTaken.NUMBER : IfTaken.REFUSE;
    }

    private Ends anyEnd() {
        var ends = Ends.values();
        return ends[random.nextInt(ends.length)];
    }

    private RoomPolicy policy(Ends ends) {
        int capacity = 1 + random.nextInt(CAPACITY_MAX);
        var hosts = Host.values();
        var host = ends == Ends.WITH_HOST ? Host.CREATOR : hosts[random.nextInt(hosts.length)];
        return new RoomPolicy(capacity, ends, host);
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

    private Optional<Name> nameOrNobody() {
        return random.nextBoolean() ? Optional.of(Vocabulary.name(random)) : Optional.empty();
    }

    private MessageId newestLetterOrOlder() {
        boolean newest = random.nextBoolean();
        return new MessageId(newest ? newestLetter.value() : newestLetter.value() - 1);
    }

    private int recentPromises() {
        return Math.min(RECENT_PROMISES, promises.size());
    }

    private Text text() {
        return new Text(random.nextBoolean() ? "" : "text " + random.nextInt(10));
    }
}
