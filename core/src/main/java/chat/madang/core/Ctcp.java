package chat.madang.core;

import java.util.Optional;

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
    private static final String MARK = "\u0001";
    private static final String ACTION = "ACTION";

    private Ctcp() {}

    /// Whether it is no text to be read: something for a client, or what somebody does.
    public static boolean isMarked(Text text) {
        return text.value().startsWith(MARK);
    }

    /// What somebody does, rather than says; nothing when it is not that.
    public static Optional<String> action(Text text) {
        if (!isMarked(text)) return Optional.empty();
        var words = text.value().substring(MARK.length());
        if (words.endsWith(MARK)) words = words.substring(0, words.length() - MARK.length());
        if (words.equals(ACTION)) return Optional.of("");
        return words.startsWith(ACTION + " ")
                ? Optional.of(words.substring(ACTION.length() + 1))
                : Optional.empty();
    }

    /// Whether it asks a client for something, or answers that.
    public static boolean isRequest(Text text) {
        return isMarked(text) && action(text).isEmpty();
    }
}
