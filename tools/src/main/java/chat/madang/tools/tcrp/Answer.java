package chat.madang.tools.tcrp;

/// What became of a request for a room.
sealed interface Answer {
    /// Come in.
    record Granted(Ticket ticket) implements Answer {}

    /// Not so.
    record Refused(Refusal why) implements Answer {}
}
