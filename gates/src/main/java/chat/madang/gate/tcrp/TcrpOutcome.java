package chat.madang.gate.tcrp;

/// What has come of a request.
sealed interface TcrpOutcome {
    /// Its person is in the room.
    record Granted(Ticket ticket) implements TcrpOutcome {}

    /// Nobody has come in.
    record Refused(TcrpStatus status) implements TcrpOutcome {}
}
