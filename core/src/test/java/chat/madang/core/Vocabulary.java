package chat.madang.core;

import chat.madang.core.Command.Join;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The few names, titles and accounts of the seeded runs.
///
/// What is equal to what is written down here, and found without asking the code under test.
final class Vocabulary {
    /// The second and the last have one name: the last was made when the second had been removed.
    static final List<Account> ACCOUNTS =
            List.of(
                    new Account(new AccountId(1), new Name("test ")),
                    new Account(new AccountId(2), new Name("하늘")),
                    new Account(new AccountId(3), new Name("a b")),
                    new Account(new AccountId(4), new Name("É")),
                    new Account(new AccountId(5), new Name("하늘")));

    /// Each row is one name in several spellings; the foremost are drawn most often. What a
    /// spelling shows of one is in a row, too.
    private static final List<List<Name>> NAMES =
            List.of(
                    row("x y", "X y", "x\u3000Y"),
                    row("a_b", "A_b", "A_B"),
                    row("Straße", "STRASSE", "strasse", "ſtraße"),
                    row("test", "TEST", "ｔｅｓｔ", "te\u200Dst", "test ", "t\uFE0Fest"),
                    row("a#b", "ａ＃ｂ"),
                    row("a b", "A b", "a\u3000b", "a\u00A0b"),
                    row("ΟΔΟΣ", "οδος", "οδοσ"),
                    row("하늘", "\u1112\u1161\u1102\u1173\u11AF", "하\u200D늘"),
                    row("x_y", "X_y", "x_Y"),
                    row("test_", "TEST_"),
                    row("É", "é", "e\u0301"),
                    row("server", "Server", "ＳＥＲＶＥＲ"));

    private static final int RESERVED_ROW = NAMES.size() - 1;

    /// Shows every blank in a name as `_`.
    static final Spelling BLANKS = new Spelling(" ");

    private static final List<Spelling> SPELLINGS =
            List.of(Spelling.EXACT, new Spelling("# "), BLANKS);

    /// Each title with the handle that it has when nobody was first.
    private static final Map<Title, String> TITLES =
            Map.of(
                    new Title("tea"), "tea",
                    new Title("Tea"), "tea",
                    new Title("tea-2"), "tea-2",
                    new Title("TEA, 2"), "tea--2",
                    new Title("tea 2"), "tea-2",
                    new Title("tea-3"), "tea-3",
                    new Title("tea-4"), "tea-4",
                    new Title("Hall"), "hall",
                    new Title("Home"), "home",
                    new Title("마당"), "마당");

    private static final List<Title> TITLES_DRAWN =
            TITLES.keySet().stream().sorted(Comparator.comparing(Title::value)).toList();

    private static final List<Title> FOREMOST_TITLES =
            TITLES_DRAWN.stream().filter(title -> handle(title).matches("tea|tea-+2|마당")).toList();

    private Vocabulary() {}

    static Name name(Random random) {
        int limit = 1 + random.nextInt(NAMES.size());
        var row = NAMES.get(random.nextInt(limit));
        return row.get(random.nextInt(row.size()));
    }

    static Account account(Random random) {
        return ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    }

    static Spelling spelling(Random random) {
        return SPELLINGS.get(random.nextInt(SPELLINGS.size()));
    }

    /// Mostly one of those that are soon taken.
    static Title title(Random random) {
        return random.nextInt(3) == 0 ? anyTitle(random) : oneOf(FOREMOST_TITLES, random);
    }

    static Title anyTitle(Random random) {
        return oneOf(TITLES_DRAWN, random);
    }

    /// Every other session wants to be told who is in the room.
    static Join join(SessionId from, RoomRef room, Optional<String> key) {
        return new Join(from, room, key, from.value() % 2 == 0);
    }

    /// One that a room may have, or had, or will have.
    static Handle handle(Random random) {
        var handle = handle(title(random));
        int number = random.nextInt(6);
        return number < 2 ? new Handle(handle) : new Handle(handle + "-" + number);
    }

    /// The handle of a title when nobody was first, without asking [Handle#of].
    static String handle(Title title) {
        return Optional.ofNullable(TITLES.get(title)).orElseThrow();
    }

    static boolean isReserved(Name name) {
        return row(name) == RESERVED_ROW;
    }

    /// Whether the two are one name, without asking [Name#key].
    static boolean isSame(Name one, Name other) {
        return row(one) == row(other);
    }

    /// Whether a gate that spells so shows somebody's name as what was asked for.
    static boolean shows(Spelling spelling, Name name, Name asked) {
        var shown = name.value();
        if (spelling.forbidden().contains("#")) shown = shown.replace('#', '_');
        if (spelling.forbidden().contains(" ")) shown = shown.replaceAll("[ \u00A0\u3000]", "_");
        return isSame(new Name(shown), asked);
    }

    private static Title oneOf(List<Title> titles, Random random) {
        return titles.get(random.nextInt(titles.size()));
    }

    private static int row(Name name) {
        for (int row = 0; row < NAMES.size(); row++) {
            if (NAMES.get(row).contains(name)) return row;
        }
        throw new IllegalArgumentException("name: %s (expected: one of a row)".formatted(name));
    }

    private static List<Name> row(String... spellings) {
        return List.of(spellings).stream().map(Name::new).toList();
    }
}
