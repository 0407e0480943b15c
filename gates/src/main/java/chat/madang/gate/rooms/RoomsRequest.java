package chat.madang.gate.rooms;

import chat.madang.core.Text;

/// What a client asks for. Names and titles are as they came, because they have answers of their
/// own.
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
    record Chat(Text text) implements RoomsRequest {}

    /// `CSShutdown`
    record Shutdown() implements RoomsRequest {}

    /// Nothing that makes sense.
    record Malformed() implements RoomsRequest {}

    /// A chat message, or a malformed one when the text is too long or not well-formed.
    static RoomsRequest chat(String text) {
        return Text.of(text).<RoomsRequest>map(Chat::new).orElseGet(Malformed::new);
    }
}
