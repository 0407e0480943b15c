package chat.madang.core;

/// Where an event that concerns several rooms stands in one of them.
public record Place(RoomId room, Stamp stamp) {}
