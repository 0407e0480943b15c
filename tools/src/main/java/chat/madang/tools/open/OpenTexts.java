package chat.madang.tools.open;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a client has to understand of the server's words: the protocol has no codes.
///
/// Nobody else can say any of it: what others say begins with who they are.
final class OpenTexts {
    private static final String UNUSABLE = "[Server]: That nickname cannot be used.";
    private static final String KICKED = "[Server]: You have been kicked from the chat.";

    private static final Pattern TAKEN =
            Pattern.compile("\\[Server]: The nickname \".*\" is already in use\\.");
    private static final Pattern FULL =
            Pattern.compile("\\[Server]: The chat room is full \\(.*\\)\\.");
    private static final Pattern RENAMED =
            Pattern.compile("\\[Server]: Your nickname is now \"(?<nickname>.+)\"\\.");

    private OpenTexts() {}

    /// Whether the server waits for another nickname.
    static boolean refusesNickname(String line) {
        return line.equals(UNUSABLE) || TAKEN.matcher(line).matches();
    }

    /// Whether the server has no room for another person.
    static boolean isFull(String line) {
        return FULL.matcher(line).matches();
    }

    /// Whether the server has shown this person out.
    static boolean kicks(String line) {
        return line.equals(KICKED);
    }

    /// What this person is called from now on, when the line says so.
    static Optional<String> newNickname(String line) {
        var renamed = RENAMED.matcher(line);
        return renamed.matches() ? Optional.of(renamed.group("nickname")) : Optional.empty();
    }
}
