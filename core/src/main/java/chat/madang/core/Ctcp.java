package chat.madang.core;

import java.util.Optional;
import java.util.stream.Stream;

/// What clients of one protocol say to each other within a text, instead of something to be read
/// ([CTCP](https://modern.ircdocs.horse/ctcp)).
///
/// ```
/// 01 ACTION waves 01    somebody waves
/// 01 VERSION 01         a request, or what it is answered with
/// ```
///
/// The end may be missing.
public final class Ctcp {
    /// What it begins with, and ends.
    public static final String MARK = "\u0001";

    private static final String ACTION = "ACTION";

    private Ctcp() {}

    /// What somebody does, rather than says; nothing when it is not that.
    public static Optional<String> action(Text text) {
        return action(text.value());
    }

    /// Whether a line of it asks a client for something, or answers that: a client may receive each
    /// line by itself.
    public static boolean isRequest(Text text) {
        if (text.value().indexOf(MARK) < 0) return false;
        return Stream.of(text.value().split("\n", -1))
                .anyMatch(line -> line.startsWith(MARK) && action(line).isEmpty());
    }

    private static Optional<String> action(String text) {
        if (!text.startsWith(MARK)) return Optional.empty();
        var words = text.substring(MARK.length());
        if (words.endsWith(MARK)) words = words.substring(0, words.length() - MARK.length());
        if (words.equals(ACTION)) return Optional.of("");
        return words.startsWith(ACTION + " ")
                ? Optional.of(words.substring(ACTION.length() + 1))
                : Optional.empty();
    }
}
