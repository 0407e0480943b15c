package chat.madang.tools.talk;

/// What became of a typed line.
public sealed interface Reply {
    /// It was sent, or otherwise done; there is nothing to say about it.
    record Done() implements Reply {}

    /// The command lacks its argument or has one it cannot use; nothing was sent.
    record Misused() implements Reply {}

    /// The person leaves the program by it.
    record Leave() implements Reply {}

    /// Nothing was sent.
    ///
    /// @param why one line for the person
    record Refused(String why) implements Reply {}
}
