package chat.madang.tools.rooms;

/// What the client asks of the server: the `CS…` messages of docs/protocols/rooms.md.
sealed interface RoomsRequest {
    /// Be called `name` from now on.
    record Rename(String name) implements RoomsRequest {}

    /// List the rooms.
    record ListRooms() implements RoomsRequest {}

    /// Open a room and enter it.
    record Create(String title) implements RoomsRequest {}

    /// Enter the room with this number.
    record Join(int roomId) implements RoomsRequest {}

    /// Leave the room one is in.
    record Leave() implements RoomsRequest {}

    /// Say `text` to the room one is in.
    record Say(String text) implements RoomsRequest {}

    /// Stop the server.
    record Shutdown() implements RoomsRequest {}
}
