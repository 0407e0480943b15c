package chat.madang.tools.talk;

/// What became of a typed line.
public sealed interface Reply {
    /// It was sent, or otherwise done; there is nothing to say about it.
    record Done() implements Reply {}

    /// The command lacks its argument or has one it cannot use; nothing was sent.
    record Misused() implements Reply {}

    /// The person leaves the program by it.
    record Leave() implements Reply {}

    /// It names no command of this protocol; nothing was sent.
    record Unknown() implements Reply {}

    /// Nothing was sent.
    ///
    /// @param why one line for the person
    record Refused(String why) implements Reply {
        /// The answer to what is longer than the server takes.
        ///
        /// @param unit what `length` and `max` count: `bytes`
        public static Refused tooLong(String what, int length, int max, String unit) {
            return new Refused(
                    "Not sent: the %s has %d %s (expected: %d at most)."
                            .formatted(what, length, unit, max));
        }
    }
}
