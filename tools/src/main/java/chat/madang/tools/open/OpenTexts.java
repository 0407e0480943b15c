package chat.madang.tools.open;

import java.util.regex.Pattern;

/// What a client has to understand of the server's words: the protocol has no codes.
///
/// Others cannot say it: before what they say stands who they are, and between them ` >> `.
final class OpenTexts {
    private static final String UNUSABLE = "[Server]: That nickname cannot be used.";
    private static final String KICKED = "[Server]: You have been kicked from the chat.";

    private static final Pattern TAKEN =
            Pattern.compile("\\[Server]: The nickname \".*\" is already in use\\.");
    private static final Pattern FULL =
            Pattern.compile("\\[Server]: The chat room is full \\(.*\\)\\.");

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

    /// Whether this person is called `nickname` from now on.
    static boolean renames(String line, String nickname) {
        return line.equals("[Server]: Your nickname is now \"%s\".".formatted(nickname));
    }
}
