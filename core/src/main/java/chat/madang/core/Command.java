package chat.madang.core;

/// What one session asks for. A gate builds it; only [Chat#apply] acts on it.
///
/// Every component is valid by construction, so nothing downstream checks it again. Each command
/// has exactly one answer: one [Event] whose [Event#by] is [#from], heard by that session.
public sealed interface Command {
    /// The session that asks, and that hears the answer.
    SessionId from();

    /// Comes into the yard under a name. The first command of every session.
    record Enter(SessionId from, Name name) implements Command {}

    /// Takes another name.
    record Rename(SessionId from, Name name) implements Command {}

    /// Makes a room and is its first member.
    record CreateRoom(SessionId from, Title title, RoomPolicy policy) implements Command {}

    /// Becomes a member of a room.
    record Join(SessionId from, RoomId room) implements Command {}

    /// Is no longer a member of a room.
    record Leave(SessionId from, RoomId room) implements Command {}

    /// Says something to everybody in a room.
    record Say(SessionId from, RoomId room, Text text) implements Command {}

    /// Asks which rooms there are, and who is in them.
    record ListRooms(SessionId from) implements Command {}

    /// Goes: leaves every room and the yard. The last command of every session.
    record Exit(SessionId from) implements Command {}
}
