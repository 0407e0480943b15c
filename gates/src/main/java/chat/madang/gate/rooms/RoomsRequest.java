package chat.madang.gate.rooms;

/// What a client asks for, as it came: nothing of it has been checked but its form.
sealed interface RoomsRequest {
    /// `CSName`
    record ChangeName(String name) implements RoomsRequest {}

    /// `CSRooms`
    record ListRooms() implements RoomsRequest {}

    /// `CSCreateRoom`
    record CreateRoom(String title) implements RoomsRequest {}

    /// `CSJoinRoom`
    record JoinRoom(int number) implements RoomsRequest {}

    /// `CSLeaveRoom`
    record LeaveRoom() implements RoomsRequest {}

    /// `CSChat`
    record Chat(String text) implements RoomsRequest {}

    /// `CSShutdown`
    record Shutdown() implements RoomsRequest {}

    /// Nothing that makes sense.
    record Malformed() implements RoomsRequest {}
}
