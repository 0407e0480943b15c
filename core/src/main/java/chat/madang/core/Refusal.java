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
    /// The session is in that room.
    ALREADY_A_MEMBER,
    /// The session is not in that room.
    NOT_A_MEMBER,
    /// One has no rank in the room that allows it.
    NOT_RANKED,
    /// Another room has the handle that this one was to have.
    ROOM_EXISTS,
    /// The room has had its handle for less than a minute.
    TOO_SOON,
    /// Only an operator of the yard may do that.
    NOT_AN_OPERATOR,
    /// Nobody of that name is in the yard, or in the room that was meant; or the account is gone.
    NO_SUCH_PERSON,
    /// No message of that id waits for its time that is one's own.
    NO_SUCH_MESSAGE,
    /// One cannot do that to oneself.
    ONESELF,
    /// That person has a rank in the room which forbids it.
    OUTRANKED,
    /// That person is in the yard, and not in the room; or, for an invitation, in it already.
    WRONG_PLACE,
    /// One is kept out of the room.
    BANNED,
    /// The room has a key, and it was not said.
    WRONG_KEY,
    /// Only who was invited may join.
    NOT_INVITED,
    /// Only who is here as an account may do that.
    NO_ACCOUNT,
    /// One has no voice in the room.
    NO_VOICE,
    /// The room's people do not want to be asked by others' programs.
    NO_REQUESTS,
    /// The room has as many members as it takes.
    ROOM_FULL,
    /// The room's lists have as many entries as may be.
    LIST_FULL,
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
