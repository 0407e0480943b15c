package chat.madang.core;

import chat.madang.core.Event.Promise;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one session, or the house itself, asks for. Only [Chat#apply] acts on it.
///
/// Every component is valid by construction, so nothing downstream checks it again. Each command of
/// a session has exactly one answer: one [Event] whose [Event#by] is [#from], heard by that
/// session.
public sealed interface Command {
    /// The session that asks, and that hears the answer.
    SessionId from();

    /// What begins a session, and is refused within one.
    sealed interface Entry extends Command {}

    /// What a session asks that has begun.
    sealed interface OfPerson extends Command {}

    /// What no session asks, and nobody is answered.
    sealed interface OfHouse extends Command {
        @Override
        default SessionId from() {
            return SessionId.NOBODY;
        }
    }

    /// Comes into the yard under a name, as a guest.
    record Enter(SessionId from, Name name) implements Entry {}

    /// Comes into the yard as an account, under its name; the password has been checked.
    ///
    /// Whoever is here as that account, or has its name as a guest, has to go. Refused when the
    /// account was removed meanwhile.
    ///
    /// @param origin where the person connects from, for the account's record
    record LogIn(SessionId from, Account account, String origin) implements Entry {}

    /// Takes another name.
    record Rename(SessionId from, Name name) implements OfPerson {}

    /// Makes a room and is its first member.
    record CreateRoom(SessionId from, Title title, RoomPolicy policy, IfTaken ifTaken)
            implements OfPerson {
        /// What to do when a room is called so already.
        public enum IfTaken {
            /// Give the new room's handle a number.
            NUMBER,
            /// Make no room.
            REFUSE,
        }
    }

    /// Becomes a member of a room.
    record Join(SessionId from, RoomRef room) implements OfPerson {}

    /// Is no longer a member of a room.
    record Leave(SessionId from, RoomId room) implements OfPerson {}

    /// Says something to everybody in a room.
    record Say(SessionId from, RoomId room, Text text) implements OfPerson {}

    /// Says something to one person, wherever in the yard they are.
    ///
    /// @param spelling how the asker's gate writes names: a person is found by the shown form, too
    record Whisper(SessionId from, Name to, Spelling spelling, Text text) implements OfPerson {}

    /// Throws a person out of a room whose host one is.
    ///
    /// @param spelling as of [Whisper]
    record Kick(SessionId from, RoomId room, Name whom, Spelling spelling) implements OfPerson {}

    /// Has something said in a room later.
    record Schedule(SessionId from, RoomId room, Text text, Instant due) implements OfPerson {}

    /// Chooses the account that [Write] writes to from now on; gives up the one before.
    ///
    /// @param account nothing for nobody
    record ChooseAddressee(SessionId from, Optional<Name> account) implements OfPerson {
        /// Chooses somebody.
        public ChooseAddressee(SessionId from, Name account) {
            this(from, Optional.of(account));
        }
    }

    /// Writes to the chosen account: told to its person if here, else kept for them.
    record Write(SessionId from, Text text) implements OfPerson {}

    /// Has received the messages that were kept for the session's account, up to one of them.
    record Collect(SessionId from, MessageId upTo) implements OfPerson {}

    /// Asks which rooms there are, and who is in them.
    record ListRooms(SessionId from) implements OfPerson {}

    /// Asks who is in a room.
    record ListPeople(SessionId from, RoomId room) implements OfPerson {}

    /// Goes: leaves every room and the yard. The last command of every session.
    record Exit(SessionId from) implements OfPerson {}

    /// Has a room of that title, which does not end, come into being with the first who joins it by
    /// its handle; or changes the rules of the one that is called so.
    record KeepRoom(Title title, RoomPolicy policy) implements OfHouse {
        /// @throws IllegalArgumentException when by its policy the room would end
        public KeepRoom {
            if (policy.ends() != RoomPolicy.Ends.NEVER) {
                throw new IllegalArgumentException(
                        "ends: %s (expected: NEVER)".formatted(policy.ends()));
            }
        }
    }

    /// Learns which accounts there are.
    record KnowAccounts(List<Account> accounts) implements OfHouse {
        public KnowAccounts {
            accounts = List.copyOf(accounts);
        }
    }

    /// Says what was scheduled and is due, in rooms that somebody is in; elsewhere it waits for
    /// them, however late it is.
    record SayDue() implements OfHouse {}

    /// Takes back what was promised and could not be written to the disk.
    record TakeBack(Promise promise) implements OfHouse {}
}
