package chat.madang.core;

import java.time.Instant;

/// What a room is about.
///
/// @param setter who said so, as they were then
public record Topic(Text text, Person setter, Instant at) {}
