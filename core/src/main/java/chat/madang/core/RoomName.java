package chat.madang.core;

/// What a room is called.
///
/// @param title for people: rooms may share one
/// @param handle by which it is found: its own
public record RoomName(Title title, Handle handle) {
    /// The name of a room whose title nobody had before.
    public static RoomName of(Title title) {
        return new RoomName(title, Handle.of(title));
    }
}
