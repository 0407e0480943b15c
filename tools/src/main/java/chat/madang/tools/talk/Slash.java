package chat.madang.tools.talk;

import java.io.IOException;

/// A command that is typed with a slash before it, as in `/join 2`.
///
/// @param usage the word and what follows it: `/join NUMBER`
/// @param purpose what it does, in a few words
/// @param offline whether it also works while there is no connection
/// @param action what it does
public record Slash(String usage, String purpose, boolean offline, Action action) {
    /// A command that needs a connection.
    public Slash(String usage, String purpose, Action action) {
        this(usage, purpose, false, action);
    }

    /// What a command does, on the thread that types.
    @FunctionalInterface
    public interface Action {
        /// Does it.
        ///
        /// @param argument what followed the word, without blanks around it; may be empty
        /// @throws IOException when the connection does not take it
        Reply take(String argument) throws IOException;
    }

    /// What it is called: `/join`.
    public String word() {
        int space = usage.indexOf(' ');
        return space < 0 ? usage : usage.substring(0, space);
    }

    /// A command that takes no argument.
    public static Slash bare(String word, String purpose, Action action) {
        return new Slash(word, purpose, false, withoutArgument(action));
    }

    /// A command that takes no argument, and no connection either.
    public static Slash local(String word, String purpose, Action action) {
        return new Slash(word, purpose, true, withoutArgument(action));
    }

    /// A command that leaves the program.
    public static Slash farewell(String word, String purpose) {
        return local(word, purpose, _ -> new Reply.Leave());
    }

    private static Action withoutArgument(Action action) {
        return argument -> argument.isEmpty() ? action.take("") : new Reply.Misused();
    }
}
