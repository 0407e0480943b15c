package chat.madang.core;

/// Why a command changed nothing. When several reasons hold, the first in this order is given.
public enum Refusal {
    /// The session has not entered, or has exited.
    NOT_ENTERED,
    /// The session entered before.
    ALREADY_ENTERED,
    /// Nobody may have that name.
    NAME_RESERVED,
    /// Somebody else has a name with the same key, or an account has.
    NAME_TAKEN,
    /// No room has that number, or that handle.
    NO_SUCH_ROOM,
    /// Another room has the handle that this one was to have.
    ROOM_EXISTS,
    /// The session is in that room.
    ALREADY_A_MEMBER,
    /// The session is not in that room.
    NOT_A_MEMBER,
    /// Only the room's host may do that.
    NOT_THE_HOST,
    /// Nobody of that name is in the yard, or in the room that was meant; or the account is gone.
    NO_SUCH_PERSON,
    /// One cannot do that to oneself.
    ONESELF,
    /// The room has as many members as its policy allows.
    ROOM_FULL,
    /// The session has chosen nobody to write to, or whom it had chosen has gone; or it is itself
    /// of no account, so that nothing can be kept for it.
    NO_ADDRESSEE,
    /// As many messages are kept for that account as may be.
    MAILBOX_FULL,
    /// As many scheduled messages of that person, or of that room, wait as may.
    TOO_MANY_SCHEDULED,
    /// It would have to be on disk, and could not be written there.
    NOT_STORED,
}
