package chat.madang.core;

/// Where people talk, and where what they have said is kept.
public sealed interface Conversation {
    /// In a room.
    record InRoom(RoomId room) implements Conversation {}

    /// With one other person alone; each of the two has it for themselves, if of an account.
    ///
    /// @param account whose it is
    /// @param peer the other's account; the name of a guest, who has none; may be oneself
    record With(AccountId account, Name peer) implements Conversation {}
}
