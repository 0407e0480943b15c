package chat.madang.core;

import java.time.Instant;

/// Where and when an event stands in its room.
///
/// @param id grows with every stamped event of the yard
/// @param sequence 1, 2, 3 … in its room, without gaps, the same at every gate
/// @param at when the core took the command, UTC; may go backwards if the machine's clock does
public record Stamp(MessageId id, long sequence, Instant at) {}
