package chat.madang.tools.talk;

import java.io.IOException;

/// A command that is typed with a slash before it, as in `/join 2`.
///
/// @param usage the word and what follows it: `/join NUMBER`
/// @param purpose what it does, in a few words
/// @param action what it does
public record Slash(String usage, String purpose, Action action) {
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
        return new Slash(
                word,
                purpose,
                argument -> argument.isEmpty() ? action.take("") : new Reply.Misused());
    }
}
