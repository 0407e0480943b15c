package chat.madang.core;

import chat.madang.core.Command.Answer;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.ListGone;
import chat.madang.core.Command.ListInvitations;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.ListScheduled;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Resume;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomState.MaskList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/// Draws the values of a seeded run that do not depend on what has happened in it.
///
/// @param random where chance comes from
record AnyValue(Random random) {
    private static final Text REQUEST = new Text("\u0001VERSION\u0001");
    private static final Text LATER_REQUEST = new Text("so\n\u0001VERSION\u0001");
    private static final Text ACTION = new Text("\u0001ACTION waves\u0001");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final long FAR_MILLIS_MAX = 1L << 43;
    private static final int LIMIT_MAX = 3;
    private static final int CAPACITY_MAX = 7;

    /// Whether a command asks others' clients for something.
    static boolean isRequest(Command command) {
        return switch (command) {
            case Say say -> isRequest(say.text());
            case Schedule schedule -> isRequest(schedule.text());
            default -> false;
        };
    }

    private static boolean isRequest(Text text) {
        return text.equals(REQUEST) || text.equals(LATER_REQUEST);
    }

    Text text() {
        return switch (random.nextInt(12)) {
            case 0 -> REQUEST;
            case 1 -> LATER_REQUEST;
            case 2 -> ACTION;
            case 3, 4, 5 -> new Text("");
            default -> new Text("text " + random.nextInt(11));
        };
    }

    Optional<Text> words() {
        return random.nextBoolean() ? Optional.of(new Text("so")) : Optional.empty();
    }

    /// At times of one who says to be what only the house makes one.
    Profile profile() {
        if (random.nextInt(4) == 0) return Profile.UNKNOWN;
        var account = random.nextInt(4) == 0 ? Optional.of(new Name("하늘")) : Optional.<Name>empty();
        return new Profile(
                oneOf("irc", "open"),
                oneOf("u", "v"),
                oneOf("here.ip", "there.ip"),
                oneOf("10.0.0.1", "10.0.0.2"),
                oneOf("real", ""),
                account,
                words(),
                traits());
    }

    Manner manner() {
        if (random.nextBoolean()) return Manner.PLAIN;
        if (random.nextBoolean()) {
            var nonce = Optional.of(new Nonce("n" + random.nextInt(5)));
            return new Manner(false, Optional.empty(), tags(), List.of(), nonce);
        }
        return new Manner(random.nextBoolean(), leastRank(), tags(), List.of(1));
    }

    /// At times everybody.
    Optional<Rank> leastRank() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(rank());
    }

    Tags tags() {
        return random.nextBoolean() ? Tags.NONE : new Tags("+typing=active");
    }

    Answer answer() {
        return random.nextBoolean() ? Answer.AT_ONCE : Answer.WHEN_STORED;
    }

    Optional<String> key() {
        return switch (random.nextInt(4)) {
            case 0 -> Optional.of("key");
            case 1 -> Optional.of("other");
            default -> Optional.empty();
        };
    }

    /// Mostly the usual one alone.
    Set<RoomRule> rules() {
        if (random.nextInt(3) > 0) return Set.of(RoomRule.MEMBERS_ONLY);
        return EnumSet.of(rule(), rule());
    }

    /// Something about a room; a rank is of `whom`.
    RoomChange change(Name whom) {
        boolean on = random.nextInt(5) < 3;
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> new RuleSet(rule(), on);
            case 3 -> new KeySet(key());
            case 4, 12 -> new LimitSet(on ? limit() : OptionalInt.empty());
            case 5, 6, 7 -> new MaskSet(list(), KnownMasks.any(random), on);
            default -> new RankSet(whom, rank(), on);
        };
    }

    IfTaken ifTaken() {
        return random.nextBoolean() ? IfTaken.NUMBER : IfTaken.REFUSE;
    }

    Ends anyEnd() {
        var ends = Ends.values();
        return ends[random.nextInt(ends.length)];
    }

    RoomPolicy policy(Ends ends) {
        int capacity = 1 + random.nextInt(CAPACITY_MAX);
        var hosts = Host.values();
        var host = ends == Ends.WITH_HOST ? Host.CREATOR : hosts[random.nextInt(hosts.length)];
        return new RoomPolicy(capacity, ends, host);
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
    Instant due(Instant now) {
        return switch (random.nextInt(20)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            case 2, 3 -> NOON;
            default -> isAnEnd(now) ? now : now.plusMillis(random.nextInt(4));
        };
    }

    List<Account> accounts() {
        var known = new ArrayList<Account>();
        for (var account : Vocabulary.ACCOUNTS) {
            boolean another =
                    known.stream().noneMatch(other -> other.name().equals(account.name()));
            if (another && random.nextInt(4) > 0) known.add(account);
        }
        return known;
    }

    private OptionalInt limit() {
        return OptionalInt.of(1 + random.nextInt(LIMIT_MAX));
    }

    private MaskList list() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4, 5, 6 -> MaskList.BANNED;
            case 7, 8 -> MaskList.EXCEPTED;
            default -> MaskList.INVITED;
        };
    }

    private Rank rank() {
        return switch (random.nextInt(7)) {
            case 0 -> Rank.VOICE;
            case 1 -> Rank.OPERATOR;
            case 2, 3 -> Rank.HOST;
            default -> Rank.HALF_OPERATOR;
        };
    }

    private RoomRule rule() {
        var rules = RoomRule.values();
        return rules[random.nextInt(rules.length)];
    }

    private Set<Trait> traits() {
        var traits = EnumSet.noneOf(Trait.class);
        for (var trait : Trait.values()) {
            if (random.nextInt(4) == 0) traits.add(trait);
        }
        return traits;
    }

    private String oneOf(String one, String other) {
        return random.nextBoolean() ? one : other;
    }

    /// A place to read in.
    Markers.Where where() {
        return random.nextBoolean()
                ? new Markers.Where.InRoom(Vocabulary.handle(random))
                : new Markers.Where.With(Vocabulary.name(random));
    }

    /// A question, at times about that room, or those people.
    Command question(SessionId from, RoomId room, List<Name> names) {
        return switch (random.nextInt(10)) {
            case 0 -> new ListRooms(from);
            case 1, 2 -> new ListPeople(from, room);
            case 3 -> new ListInvitations(from);
            case 4 -> new FindPeople(from, names, Vocabulary.spelling(random));
            case 5 -> new ListGone(from, Vocabulary.name(random), Vocabulary.BLANKS);
            case 6 -> new Count(from);
            case 8 -> new ListScheduled(from);
            case 7 -> new FindOwner(from, Vocabulary.name(random));
            case 9 -> new Resume(from, new SessionId(Long.MAX_VALUE));
            default -> new Ping(from);
        };
    }
}
