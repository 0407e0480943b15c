package chat.madang.server;

import static java.util.stream.Collectors.joining;

import chat.madang.core.Email;
import chat.madang.store.AccountRecord;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Accounts as a table for people and for `awk`: blanks between the columns, `-` for nothing.
final class AccountTable {
    private static final List<String> HEAD =
            List.of("NAME", "STATE", "ADDRESS", "KEPT", "CHATWITH", "EMAIL");
    private static final String NOTHING = "-";
    private static final String GAP = "  ";

    private AccountTable() {}

    /// The lines of the table, the head first.
    ///
    /// @param isServed whether a server is running; if none is, nobody is here
    static List<String> lines(List<AccountRecord> accounts, boolean isServed) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        for (var account : accounts) rows.add(row(account, isServed && account.here()));
        var widths =
                IntStream.range(0, HEAD.size()).map(column -> width(rows, column)).boxed().toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(AccountRecord account, boolean here) {
        return List.of(
                account.account().name().value(),
                here ? "here" : "away",
                orNothing(here ? account.origin() : ""),
                String.valueOf(account.kept()),
                orNothing(here ? account.addressee() : ""),
                orNothing(account.email().map(Email::value).orElse("")));
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? NOTHING : value;
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), widths.get(column)))
                .collect(joining(GAP))
                .stripTrailing();
    }

    private static String padded(String value, int width) {
        return value + " ".repeat(width - width(value));
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
    }

    /// How many cells of a terminal it takes; near enough for what may be in a name.
    private static int width(String value) {
        return value.codePoints().map(AccountTable::width).sum();
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        return Character.isEmojiPresentation(codePoint)
                || switch (UnicodeScript.of(codePoint)) {
                    case HANGUL, HAN, HIRAGANA, KATAKANA -> true;
                    default -> false;
                };
    }
}
