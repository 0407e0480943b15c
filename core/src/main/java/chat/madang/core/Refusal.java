package chat.madang.core;

/// Why a command changed nothing. When several reasons hold, the first in this order is given.
public enum Refusal {
    /// The session has not entered, or has exited.
    NOT_ENTERED,
    /// The session entered before.
    ALREADY_ENTERED,
    /// Somebody else has a name with the same key.
    NAME_TAKEN,
    /// No room has that number.
    NO_SUCH_ROOM,
    /// The session is in that room.
    ALREADY_A_MEMBER,
    /// The session is not in that room.
    NOT_A_MEMBER,
    /// The room has as many members as its policy allows.
    ROOM_FULL,
}
