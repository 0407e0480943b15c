package chat.madang.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What has happened: past tense, never taken back (but see [Promise]), the same for every viewer.
public sealed interface Event
        permits Answered,
                Event.Promise,
                Event.Utterance,
                Event.OfRoom,
                Event.ByPerson,
                Event.ToPerson,
                Event.ByNobody,
                Event.Circumstance,
                Event.Collected,
                Event.AddresseeChosen,
                Event.Refused,
                Sighting {
    /// The session whose command made it happen; for that session the event is the answer.
    /// [SessionId#NOBODY] when it happened by itself.
    SessionId by();

    /// The session that it happened to, which may be the same; [SessionId#NOBODY] if to nobody.
    default SessionId to() {
        return SessionId.NOBODY;
    }

    /// What may be told only when it is on disk; taken back ([Command.TakeBack]) if it cannot be.
    sealed interface Promise extends Event {
        /// The command that asked for it.
        Command asked();

        @Override
        default SessionId by() {
            return asked().from();
        }
    }

    /// What happened in one room.
    sealed interface OfRoom extends Event {
        /// Where.
        RoomId room();

        /// Where and when in it.
        Stamp stamp();
    }

    /// What somebody has done.
    sealed interface ByPerson extends Event {
        /// Who did it, as they are since.
        Person who();

        @Override
        default SessionId by() {
            return who().session();
        }
    }

    /// What has happened to somebody.
    sealed interface ToPerson extends Event {
        /// To whom.
        Person whom();

        @Override
        default SessionId to() {
            return whom().session();
        }
    }

    /// What somebody has said or shown, to a room or to one other.
    sealed interface Utterance extends Event {
        /// By what it is found in the history.
        MessageId id();
    }

    /// The same in a room.
    sealed interface InRoom extends Utterance, OfRoom {
        @Override
        default MessageId id() {
            return stamp().id();
        }
    }

    /// What was said or shown is erased. Nobody asked for this event: it is [Noted] that answers.
    sealed interface Redaction extends ByNobody, Circumstance {
        /// Who has had it erased.
        Person who();

        /// What is erased.
        MessageId message();

        /// Why.
        Optional<Text> reason();

        @Override
        default SessionId to() {
            return who().session();
        }
    }

    /// What people have made of a room.
    sealed interface RoomAltered extends OfRoom, ByPerson, Circumstance {}

    /// What is told besides coming, going and talk: protocols of talk alone have no words for it.
    sealed interface Circumstance extends Event {}

    /// What happened by itself.
    sealed interface ByNobody extends Event {
        @Override
        default SessionId by() {
            return SessionId.NOBODY;
        }
    }

    /// A person came into the yard.
    record Entered(Person who) implements ByPerson {}

    /// A person came into the yard as an account.
    ///
    /// @param letters what was kept for the account, eldest first; stays kept until collected
    record LoggedIn(Person who, AccountId account, List<Letter> letters) implements ByPerson {
        public LoggedIn {
            letters = List.copyOf(letters);
        }
    }

    /// A person is here as an account from now on, under the name as before.
    ///
    /// @param before what was told of them until now
    /// @param letters as of [LoggedIn], for that person alone
    record Identified(Person who, Profile before, AccountId account, List<Letter> letters)
            implements ByPerson, Circumstance {
        public Identified {
            letters = List.copyOf(letters);
        }
    }

    /// Something else is told of a person.
    ///
    /// @param before what was told until now
    record Described(Person who, Profile before) implements ByPerson, Circumstance {}

    /// A person has another name.
    ///
    /// @param who under the new name
    /// @param places the rooms that the person is in
    record Renamed(Person who, Name old, List<Place> places) implements ByPerson {
        public Renamed {
            places = List.copyOf(places);
        }
    }

    /// A person became a member of a room, which may have been made for it.
    ///
    /// @param asHost whether the person is the room's host now
    record Joined(RoomId room, RoomName name, Person who, boolean asHost, Stamp stamp)
            implements OfRoom, ByPerson {}

    /// A person is no longer a member of a room. The last thing of the room that they hear.
    record Left(RoomId room, RoomName name, Person who, Optional<Text> reason, Stamp stamp)
            implements OfRoom, ByPerson {}

    /// A person was thrown out of a room. The last thing of the room that they hear.
    ///
    /// @param host who has done it
    record Kicked(
            RoomId room, RoomName name, Person who, Person host, Optional<Text> reason, Stamp stamp)
            implements OfRoom {
        @Override
        public SessionId by() {
            return host.session();
        }

        @Override
        public SessionId to() {
            return who.session();
        }
    }

    /// A room has another host, because the one before has gone.
    record HostChanged(RoomId room, RoomName name, Person host, Stamp stamp)
            implements OfRoom, ByNobody {
        @Override
        public SessionId to() {
            return host.session();
        }
    }

    /// A room has ceased to be. The last thing of the room that those hear who were still in it.
    record RoomClosed(RoomId room, RoomName name, Stamp stamp) implements OfRoom, ByNobody {}

    /// A room is about something else.
    record TopicSet(RoomId room, RoomName name, Person who, Optional<Text> topic, Stamp stamp)
            implements RoomAltered {}

    /// A room is otherwise.
    ///
    /// @param changes what has changed; when it is nothing, the asker alone is told
    /// @param refused what was not changed
    record RoomChanged(
            RoomId room,
            RoomName name,
            Person who,
            List<RoomChange> changes,
            List<RoomChange.RefusedChange> refused,
            Stamp stamp)
            implements RoomAltered {
        public RoomChanged {
            changes = List.copyOf(changes);
            refused = List.copyOf(refused);
        }
    }

    /// A room is called otherwise.
    record Retitled(
            RoomId room,
            RoomName name,
            RoomName before,
            Person who,
            Optional<Text> reason,
            Stamp stamp)
            implements RoomAltered {}

    /// A person was asked into a room: told to members, and to that person.
    record Invited(RoomId room, RoomName name, Person who, Person whom, MessageId id)
            implements ByPerson, ToPerson, Circumstance {}

    /// A person said something in a room.
    ///
    /// @param answer if [Command.Answer#WHEN_STORED], it is not this that answers, but [Noted]
    record Said(
            RoomId room,
            RoomName name,
            Person who,
            Text text,
            Manner manner,
            Command.Answer answer,
            Stamp stamp)
            implements InRoom {
        @Override
        public SessionId by() {
            return answer == Command.Answer.AT_ONCE ? who.session() : SessionId.NOBODY;
        }

        @Override
        public SessionId to() {
            return answer == Command.Answer.AT_ONCE ? SessionId.NOBODY : who.session();
        }
    }

    /// A person had others' clients show something in a room that is no message.
    record Signalled(
            RoomId room, RoomName name, Person who, Tags tags, Optional<Rank> least, Stamp stamp)
            implements InRoom, ByPerson, Circumstance {}

    /// A person had one other's client show something that is no message.
    record SignalledTo(Person who, Person whom, Tags tags, MessageId id, Instant at)
            implements Utterance, ByPerson, ToPerson, Circumstance {}

    /// The time of a scheduled message has come, and it was said.
    ///
    /// @param author the session that scheduled it, if it is still in the yard
    record SaidAsScheduled(
            ScheduledMessage message, RoomName name, Optional<SessionId> author, Stamp stamp)
            implements InRoom, ByNobody {
        @Override
        public RoomId room() {
            return message.room();
        }

        @Override
        public SessionId to() {
            return author.orElse(SessionId.NOBODY);
        }
    }

    /// A person said something to one other alone, or to themselves.
    ///
    /// @param betweenPartners whether each has chosen the other as addressee
    /// @param answer as of [Said]
    record Whispered(
            Person from,
            Person whom,
            Text text,
            Manner manner,
            boolean betweenPartners,
            Command.Answer answer,
            MessageId id,
            Instant at)
            implements Utterance, ToPerson {
        @Override
        public SessionId by() {
            return answer == Command.Answer.AT_ONCE ? from.session() : SessionId.NOBODY;
        }
    }

    /// What was said or shown in a room is erased.
    record Redacted(
            RoomId room,
            RoomName name,
            Person who,
            MessageId message,
            Optional<Text> reason,
            Stamp stamp)
            implements Redaction, OfRoom {}

    /// What was whispered, or shown to one other, is erased.
    ///
    /// @param from who had said it, as they were then
    /// @param whom to whom, as they were then
    record RedactedTo(
            Person who,
            Person from,
            Person whom,
            MessageId message,
            Optional<Text> reason,
            MessageId id,
            Instant at)
            implements Redaction {}

    /// What was said, or that it is erased, is on disk.
    ///
    /// @param told what others have heard, now or before: a [Said], a [Whispered], a [Redaction]
    record Noted(Command asked, Event told) implements Promise, Circumstance {}

    /// A message will be said later.
    record Scheduled(Command.Schedule asked, ScheduledMessage message) implements Promise {}

    /// A scheduled message will not be said.
    record Unscheduled(Command.Unschedule asked, ScheduledMessage message)
            implements Promise, Circumstance {}

    /// A message is kept for an account whose person is away.
    record Kept(Command.Write asked, AccountId account, Letter letter) implements Promise {}

    /// The messages kept for an account were received, up to one of them, and are kept no longer.
    record Collected(SessionId by, AccountId account, MessageId upTo) implements Event {}

    /// An account's person has read so far: told to everybody who is here as that account.
    record Marked(Person who, Markers.Where where, Instant upTo)
            implements ByPerson, Circumstance {}

    /// A session has chosen whom it writes to, or nobody, when there is no such account.
    ///
    /// @param account as it was asked for when it is unknown; nothing when none was
    record AddresseeChosen(SessionId by, Optional<Name> account, Presence presence)
            implements Event {
        /// How it is with an account.
        public enum Presence {
            /// There is none of that name, or none was asked for.
            UNKNOWN,
            /// Its person is not in the yard: what is written is kept.
            AWAY,
            /// Its person is in the yard.
            HERE,
        }
    }

    /// The person came to whom that session writes.
    record AddresseeCame(SessionId to, Name account) implements ByNobody {}

    /// The person went to whom that session wrote; now it writes to nobody.
    record AddresseeGone(SessionId to, Name account) implements ByNobody {}

    /// A person was taken out of the yard: told to the operator and to that person, who hears next
    /// that they have exited. An operator who expels themselves is answered by that.
    record Expelled(Person operator, Person whom, Text reason) implements ToPerson, Circumstance {
        @Override
        public SessionId by() {
            return operator.equals(whom) ? SessionId.NOBODY : operator.session();
        }
    }

    /// Somebody has announced something.
    record Announced(Person who, Text text) implements ByPerson, Circumstance {}

    /// A person is gone from the yard and from all their rooms: on their own, or because they came
    /// again by another way, or because their name is an account's.
    ///
    /// @param places the rooms that the person was in until now; none of them tells of it again
    record Exited(Person who, List<Place> places, Optional<Text> reason) implements ByPerson {
        public Exited {
            places = List.copyOf(places);
        }
    }

    /// There is a room that does not end.
    record RoomKept(RoomId room, RoomName name, RoomPolicy policy, RoomState state)
            implements ByNobody, Circumstance {}

    /// A command changed nothing. Delivered to the asker alone.
    record Refused(Command asked, Refusal why) implements Event {
        @Override
        public SessionId by() {
            return asked.from();
        }
    }
}
