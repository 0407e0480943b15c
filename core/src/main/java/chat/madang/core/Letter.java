package chat.madang.core;

import java.time.Instant;

/// A message kept for an account whose person was away.
///
/// @param from the writer's name when it was written
/// @param at when the core took it, UTC
public record Letter(MessageId id, Name from, Text text, Instant at) {}
