package chat.madang.gate.coded;

import chat.madang.core.Handle;

/// How the `coded` gate is set up.
///
/// @param home the room that everybody is in who comes by this gate
public record CodedOptions(Handle home) {}
