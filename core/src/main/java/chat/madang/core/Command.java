package chat.madang.core;

import chat.madang.core.Event.Promise;
import chat.madang.core.Event.Utterance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /// What a session asks, whether it has begun or not.
    sealed interface OfAnybody extends Command {}

    /// What no session asks, and nobody is answered.
    sealed interface OfHouse extends Command {
        @Override
        default SessionId from() {
            return SessionId.NOBODY;
        }
    }

    /// Asks who is called so: exactly so, not shown so.
    record FindOwner(SessionId from, Name name) implements OfAnybody {}

    /// Comes into the yard under a name, as a guest.
    record Enter(SessionId from, Name name, Profile profile) implements Entry {
        /// Comes as somebody of whom nothing more is known.
        public Enter(SessionId from, Name name) {
            this(from, name, Profile.UNKNOWN);
        }
    }

    /// Comes into the yard as an account; the password has been checked. Refused when the account
    /// was removed meanwhile.
    ///
    /// @param under the name to have; with nothing it is that of the account, and whoever has that
    ///   name has to go
    record LogIn(SessionId from, Account account, Optional<Name> under, Profile profile)
            implements Entry {
        /// Comes under the name of the account.
        public LogIn(SessionId from, Account account, Profile profile) {
            this(from, account, Optional.empty(), profile);
        }
    }

    /// Is here as an account from now on, under the name as before; the password has been checked.
    record Identify(SessionId from, Account account) implements OfPerson {}

    /// Says something else of oneself: the real name, the absence, the traits. The rest stays as it
    /// is; so does [Profile.Trait#OPERATOR], which can be given up here and not taken.
    record Describe(SessionId from, Profile profile) implements OfPerson {}

    /// Becomes an operator; the password has been checked.
    record Operate(SessionId from) implements OfPerson {}

    /// Takes another name.
    record Rename(SessionId from, Name name) implements OfPerson {}

    /// Makes a room and is its first member.
    ///
    /// @param rules what holds there at first
    /// @param listed as of [Join]
    record CreateRoom(
            SessionId from,
            Title title,
            RoomPolicy policy,
            Set<RoomRule> rules,
            IfTaken ifTaken,
            boolean listed)
            implements OfPerson {
        public CreateRoom {
            rules = Set.copyOf(rules);
        }

        /// Makes a room in which only its members speak.
        public CreateRoom(SessionId from, Title title, RoomPolicy policy, IfTaken ifTaken) {
            this(from, title, policy, Set.of(RoomRule.MEMBERS_ONLY), ifTaken, false);
        }

        /// What to do when a room is called so already.
        public enum IfTaken {
            /// Give the new room's handle a number.
            NUMBER,
            /// Make no room.
            REFUSE,
        }
    }

    /// Becomes a member of a room.
    ///
    /// @param key what has to be said where a room has a key
    /// @param listed whether the new member is told how it is with the room and who is in it, just
    ///   before it is told that it is in: asked for later, it would come after what others say
    record Join(SessionId from, RoomRef room, Optional<String> key, boolean listed)
            implements OfPerson {
        /// Becomes a member without a key.
        public Join(SessionId from, RoomRef room) {
            this(from, room, Optional.empty(), false);
        }
    }

    /// Is no longer a member of a room.
    record Leave(SessionId from, RoomId room, Optional<Text> reason) implements OfPerson {
        /// Leaves without a word.
        public Leave(SessionId from, RoomId room) {
            this(from, room, Optional.empty());
        }
    }

    /// Says something to everybody in a room.
    ///
    /// @param answer when the author is answered
    record Say(SessionId from, RoomId room, Text text, Manner manner, Answer answer)
            implements OfPerson {
        /// Says it plainly.
        public Say(SessionId from, RoomId room, Text text) {
            this(from, room, text, Manner.PLAIN, Answer.AT_ONCE);
        }
    }

    /// Says something to one person, wherever in the yard they are.
    ///
    /// @param spelling how the asker's gate writes names: a person is found by the shown form, too
    /// @param answer as of [Say]
    record Whisper(
            SessionId from, Name to, Spelling spelling, Text text, Manner manner, Answer answer)
            implements OfPerson {
        /// Whispers plainly.
        public Whisper(SessionId from, Name to, Spelling spelling, Text text) {
            this(from, to, spelling, text, Manner.PLAIN, Answer.AT_ONCE);
        }
    }

    /// When one is answered to what one has said; the others hear it at once.
    enum Answer {
        /// With the others.
        AT_ONCE,
        /// When it is on disk ([Event.Noted]).
        WHEN_STORED,
    }

    /// Has the clients of a room's members show something that is no message.
    record Signal(SessionId from, RoomId room, Tags tags, Optional<Rank> least)
            implements OfPerson {}

    /// The same for one person.
    ///
    /// @param spelling as of [Whisper]
    record SignalTo(SessionId from, Name to, Spelling spelling, Tags tags) implements OfPerson {}

    /// Has what was said or shown erased, from the history and wherever else it is still seen:
    /// one's own; in a room, as one of its operators, anybody's.
    ///
    /// @param what as the [Archive] has it
    record Redact(SessionId from, Utterance what, Optional<Text> reason) implements OfPerson {}

    /// Tells everybody who is here as the same account how far its person has read; that is on disk
    /// already ([Markers]).
    record Mark(SessionId from, Markers.Where where, Instant upTo) implements OfPerson {}

    /// Throws a person out of a room.
    ///
    /// @param spelling as of [Whisper]
    record Kick(SessionId from, RoomId room, Name whom, Spelling spelling, Optional<Text> reason)
            implements OfPerson {
        /// Throws out without a word.
        public Kick(SessionId from, RoomId room, Name whom, Spelling spelling) {
            this(from, room, whom, spelling, Optional.empty());
        }
    }

    /// Says what a room is about; with nothing, that it is about nothing in particular.
    record SetTopic(SessionId from, RoomId room, Optional<Text> topic) implements OfPerson {}

    /// Has a room be otherwise; what one may not change, or cannot be, stays as it is.
    ///
    /// @param spelling as of [Whisper]
    record ChangeRoom(SessionId from, RoomRef room, List<RoomChange> changes, Spelling spelling)
            implements OfPerson {
        public ChangeRoom {
            changes = List.copyOf(changes);
        }
    }

    /// Gives a room another title.
    record Retitle(SessionId from, RoomId room, Title title, Optional<Text> reason)
            implements OfPerson {}

    /// Asks somebody into a room.
    ///
    /// @param spelling as of [Whisper]
    record Invite(SessionId from, RoomRef room, Name whom, Spelling spelling) implements OfPerson {}

    /// Has something said in a room later.
    record Schedule(SessionId from, RoomId room, Text text, Instant due) implements OfPerson {}

    /// Asks what one has scheduled that was not said yet: under the name that one has now.
    record ListScheduled(SessionId from) implements OfPerson {}

    /// Has one of one's own scheduled messages not be said.
    record Unschedule(SessionId from, MessageId message) implements OfPerson {}

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

    /// Asks what there is to say of a room, and who is in it.
    record ListPeople(SessionId from, RoomRef room) implements OfPerson {}

    /// Asks who is in the yard.
    ///
    /// @param names those alone; everybody who is seen, when there are none, and then without the
    ///   rooms that they are in
    /// @param spelling as of [Whisper]
    record FindPeople(SessionId from, List<Name> names, Spelling spelling) implements OfPerson {
        public FindPeople {
            names = List.copyOf(names);
        }
    }

    /// Asks who of that name, or shown so, was in the yard and has gone, or is called otherwise
    /// now.
    ///
    /// @param spelling how the asker is shown names
    record ListGone(SessionId from, Name name, Spelling spelling) implements OfPerson {}

    /// Asks to which rooms one is invited.
    record ListInvitations(SessionId from) implements OfPerson {}

    /// Asks how many of everything there are.
    record Count(SessionId from) implements OfPerson {}

    /// Hears from now on when somebody of these names, or shown so, comes, goes, or has another
    /// profile.
    ///
    /// @param names those alone, no longer the ones before
    /// @param spelling how the watcher is shown names
    record Watch(SessionId from, List<Name> names, Spelling spelling) implements OfPerson {
        public Watch {
            names = List.copyOf(names);
        }
    }

    /// Asks nothing: answered behind everything that has happened before.
    record Ping(SessionId from) implements OfPerson {}

    /// Has another connection go on as this session; it has shown that it may. The person stays as
    /// they are, wherever they are.
    ///
    /// @param heir the session that the other connection was given first, and has not begun
    record Resume(SessionId from, SessionId heir) implements OfPerson {}

    /// Takes a person out of the yard, as an operator.
    ///
    /// @param spelling as of [Whisper]
    record Expel(SessionId from, Name whom, Spelling spelling, Text reason) implements OfPerson {}

    /// Says something to all who want to hear of operators.
    record Announce(SessionId from, Text text) implements OfPerson {}

    /// Goes: leaves every room and the yard. The last command of every session.
    record Exit(SessionId from, Optional<Text> reason) implements OfPerson {
        /// Goes without a word.
        public Exit(SessionId from) {
            this(from, Optional.empty());
        }
    }

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
