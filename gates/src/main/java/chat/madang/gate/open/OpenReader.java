package chat.madang.gate.open;

import chat.madang.core.Name;
import chat.madang.core.Text;
import chat.madang.gate.open.OpenRequest.Kick;
import chat.madang.gate.open.OpenRequest.ListPeople;
import chat.madang.gate.open.OpenRequest.Malformed;
import chat.madang.gate.open.OpenRequest.Nothing;
import chat.madang.gate.open.OpenRequest.Quit;
import chat.madang.gate.open.OpenRequest.Rename;
import chat.madang.gate.open.OpenRequest.Say;
import chat.madang.gate.open.OpenRequest.Schedule;
import chat.madang.gate.open.OpenRequest.Whisper;

import java.util.Optional;
import java.util.function.Function;

/// Lines to nicknames and to [OpenRequest]s.
///
/// ```
/// Hello everyone!          said
/// /whisper Bob Hi, Bob!    command, argument, text: parted by blanks
/// ```
final class OpenReader {
    private static final String SLASH = "/";
    private static final String QUIT = "/quit";

    private OpenReader() {}

    /// The nickname that somebody wishes for: a name that this protocol can carry and that is no
    /// command.
    static Optional<Name> nickname(String wish) {
        return Name.of(wish.strip())
                .filter(OpenTexts.SPELLING::carries)
                .filter(name -> !name.value().startsWith(SLASH));
    }

    /// Whether it is the command to leave, which is one before the nickname, too.
    static boolean isQuit(String line) {
        return line.strip().equals(QUIT);
    }

    /// What a line asks for.
    static OpenRequest read(String line) {
        if (line.isBlank()) return new Nothing();
        if (!line.startsWith(SLASH)) return withText(line, Say::new);

        var words = Words.of(line);
        var argument = words.rest().strip();
        return switch (words.first()) {
            case "/rename" -> argument.isEmpty() ? usage("/rename NICKNAME") : new Rename(argument);
            case "/whisper" -> withArgument(words, "/whisper NICKNAME MESSAGE", Whisper::new);
            case "/schedule" -> withArgument(words, "/schedule HH:MM MESSAGE", Schedule::new);
            case "/user" -> new ListPeople();
            case "/kick" -> argument.isEmpty() ? usage("/kick NICKNAME") : new Kick(argument);
            case QUIT -> new Quit();
            default -> new Malformed(OpenTexts.unknownCommand(words.first()));
        };
    }

    private static OpenRequest withArgument(Words command, String usage, WithText request) {
        var words = Words.of(command.rest());
        if (words.rest().isBlank()) return usage(usage);
        return withText(words.rest(), text -> request.of(words.first(), text));
    }

    private static OpenRequest withText(String value, Function<Text, OpenRequest> request) {
        return Text.of(value).map(request).orElseGet(() -> new Malformed(OpenTexts.TOO_LONG));
    }

    private static OpenRequest usage(String usage) {
        return new Malformed(OpenTexts.usage(usage));
    }

    /// A request made of an argument and a text.
    private interface WithText {
        OpenRequest of(String argument, Text text);
    }

    /// The first word of a line, and what comes after the blanks behind it.
    private record Words(String first, String rest) {
        static Words of(String line) {
            int end = 0;
            while (end < line.length() && !Character.isWhitespace(line.charAt(end))) end++;
            return new Words(line.substring(0, end), line.substring(end).stripLeading());
        }
    }
}
