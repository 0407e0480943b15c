package chat.madang.core;

/// How a room is asked for: by its number or by its name.
public sealed interface RoomRef permits RoomId, Handle {}
