package chat.madang.gate.open;

import chat.madang.core.Handle;

import java.time.ZoneId;

/// How the `open` gate is set up.
///
/// @param home the room that everybody here is in
/// @param zone whose clock is meant when a message is scheduled
public record OpenOptions(Handle home, ZoneId zone) {}
