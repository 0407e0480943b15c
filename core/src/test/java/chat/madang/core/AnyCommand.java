package chat.madang.core;

import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;

import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Draws the next command of a seeded run, and its time.
///
/// Sessions, names and rooms are so few that collisions, full rooms, re-entries and refusals are
/// frequent. A session that has exited may enter again here, which gates never do.
final class AnyCommand {
    /// More than there are names, so that somebody always wants a name that is taken.
    private static final int SESSIONS = 7;

    private static final int CAPACITY_MAX = 4;
    private static final int RECENT_ROOMS = 6;
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final long FAR_MILLIS_MAX = 1L << 43;

    /// Each row is one name in several spellings.
    private static final List<List<Name>> NAMES =
            List.of(
                    spellings("test", "TEST", "ｔｅｓｔ", "te\u200Dst", "test ", "t\uFE0Fest"),
                    spellings("하늘", "\u1112\u1161\u1102\u1173\u11AF", "하\u200D늘"),
                    spellings("Straße", "STRASSE", "strasse", "ſtraße"),
                    spellings("ΟΔΟΣ", "οδος", "οδοσ"),
                    spellings("É", "é", "e\u0301"));

    private AnyCommand() {}

    /// @param newestRoom the number of the youngest room so far, 0 when there was none
    static Command from(Random random, int newestRoom) {
        var from = new SessionId(random.nextInt(SESSIONS));
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> new Enter(from, name(random));
            case 4, 5 -> new Rename(from, name(random));
            case 6 -> new CreateRoom(from, title(random), policy(random));
            case 7, 8, 9, 10, 11, 12, 13 -> new Join(from, room(random, newestRoom));
            case 14, 15 -> new Leave(from, room(random, newestRoom));
            case 16 -> new ListRooms(from);
            case 17 -> new Exit(from);
            default -> new Say(from, room(random, newestRoom), text(random));
        };
    }

    /// Mostly the same time again or a little later; now and then the past, the far future, or an
    /// end of time.
    static Instant time(Random random, Instant last) {
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
        boolean atAnEnd = last.equals(Instant.MIN) || last.equals(Instant.MAX);
        return atAnEnd ? NOON : last.plusMillis(1);
    }

    /// Which row of the names a name is a spelling of: found without asking [Name#key].
    static int row(Name name) {
        for (int row = 0; row < NAMES.size(); row++) {
            if (NAMES.get(row).contains(name)) return row;
        }
        throw new IllegalArgumentException("name: %s (expected: one of a row)".formatted(name));
    }

    private static List<Name> spellings(String... spellings) {
        return List.of(spellings).stream().map(Name::new).toList();
    }

    private static Name name(Random random) {
        var row = NAMES.get(random.nextInt(NAMES.size()));
        return row.get(random.nextInt(row.size()));
    }

    private static Title title(Random random) {
        return new Title(random.nextBoolean() ? "tea" : "마당");
    }

    private static RoomPolicy policy(Random random) {
        var ends = RoomPolicy.Ends.values();
        int capacity = 1 + random.nextInt(CAPACITY_MAX);
        return new RoomPolicy(capacity, ends[random.nextInt(ends.length)]);
    }

    /// Mostly one of the youngest, at times an old one, or the one that comes next.
    private static RoomId room(Random random, int newestRoom) {
        boolean any = random.nextInt(8) == 0;
        int back = random.nextInt(any ? newestRoom + 1 : RECENT_ROOMS);
        return new RoomId(Math.max(1, newestRoom + 1 - back));
    }

    private static Text text(Random random) {
        return new Text(random.nextBoolean() ? "" : "text " + random.nextInt(10));
    }
}
