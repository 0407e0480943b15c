package chat.madang.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What has happened: past tense, never taken back (but see [Promise]), the same for every viewer.
public sealed interface Event {
    /// The session whose command made it happen; for that session the event is the answer.
    ///
    /// [SessionId#NOBODY] when it happened by itself.
    SessionId by();

    /// The session that it happened to, which may be the same; [SessionId#NOBODY] when it happened
    /// to nobody in particular.
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

    /// What happened by itself.
    sealed interface ByNobody extends Event {
        @Override
        default SessionId by() {
            return SessionId.NOBODY;
        }
    }

    /// A person came into the yard.
    record Entered(Person who) implements Event {
        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// A person came into the yard as an account.
    ///
    /// @param origin where from, for the account's record
    /// @param letters what was kept for the account, eldest first; stays kept until collected
    record LoggedIn(Person who, AccountId account, String origin, List<Letter> letters)
            implements Event {
        public LoggedIn {
            letters = List.copyOf(letters);
        }

        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// A person has another name.
    ///
    /// @param who under the new name
    /// @param places the rooms that the person is in
    record Renamed(Person who, Name old, List<Place> places) implements Event {
        public Renamed {
            places = List.copyOf(places);
        }

        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// A person became a member of a room, which may have been made for it.
    ///
    /// @param asHost whether the person is the room's host now
    record Joined(RoomId room, Title title, Person who, boolean asHost, Stamp stamp)
            implements Event {
        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// A person is no longer a member of a room. The last thing of the room that they hear.
    record Left(RoomId room, Title title, Person who, Stamp stamp) implements Event {
        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// A person was thrown out of a room. The last thing of the room that they hear.
    record Kicked(RoomId room, Title title, Person who, Person host, Stamp stamp) implements Event {
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
    record HostChanged(RoomId room, Person host, Stamp stamp) implements ByNobody {
        @Override
        public SessionId to() {
            return host.session();
        }
    }

    /// A room has ceased to be. The last thing of the room that those hear who were still in it.
    record RoomClosed(RoomId room, Title title, Stamp stamp) implements ByNobody {}

    /// A person said something in a room.
    record Said(RoomId room, Person who, Text text, Stamp stamp) implements Event {
        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// The time of a scheduled message has come, and it was said.
    ///
    /// @param author the session that scheduled it, if it is still in the yard
    record SaidAsScheduled(ScheduledMessage message, Optional<SessionId> author, Stamp stamp)
            implements ByNobody {
        @Override
        public SessionId to() {
            return author.orElse(SessionId.NOBODY);
        }
    }

    /// A person said something to one other alone, or to themselves.
    ///
    /// @param betweenPartners whether each has chosen the other as addressee
    record Whispered(
            Person from, Person whom, Text text, boolean betweenPartners, MessageId id, Instant at)
            implements Event {
        @Override
        public SessionId by() {
            return from.session();
        }

        @Override
        public SessionId to() {
            return whom.session();
        }
    }

    /// A message will be said later.
    record Scheduled(Command.Schedule asked, ScheduledMessage message) implements Promise {}

    /// A message is kept for an account whose person is away.
    record Kept(Command.Write asked, AccountId account, Letter letter) implements Promise {}

    /// The messages kept for an account were received, up to one of them, and are kept no longer.
    record Collected(SessionId by, AccountId account, MessageId upTo) implements Event {}

    /// A session has chosen whom it writes to, or nobody, when there is no such account.
    ///
    /// @param account as it was asked for when it is unknown; nothing when none was
    record AddresseeChosen(SessionId by, Optional<Name> account, Presence presence)
            implements Event {
        /// Somebody was asked for.
        public AddresseeChosen(SessionId by, Name account, Presence presence) {
            this(by, Optional.of(account), presence);
        }

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

    /// Which rooms there are, by number.
    record RoomsListed(SessionId by, List<Listing> rooms) implements Event {
        public RoomsListed {
            rooms = List.copyOf(rooms);
        }
    }

    /// Who is in a room.
    record PeopleListed(SessionId by, Listing room) implements Event {}

    /// A person is gone from the yard and from all their rooms: on their own, or because they came
    /// again by another way, or because their name is an account's.
    ///
    /// @param places the rooms that the person was in until now; none of them tells of it again
    record Exited(Person who, List<Place> places) implements Event {
        public Exited {
            places = List.copyOf(places);
        }

        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// There is a room that does not end.
    record RoomKept(RoomId room, Handle handle, Title title, RoomPolicy policy)
            implements ByNobody {}

    /// A command changed nothing. Delivered to the asker alone.
    record Refused(Command asked, Refusal why) implements Event {
        @Override
        public SessionId by() {
            return asked.from();
        }
    }

    /// What a list says of a room.
    ///
    /// @param host empty when there is none
    /// @param members in the order in which they came
    record Listing(
            RoomId room,
            Handle handle,
            Title title,
            int capacity,
            Optional<Name> host,
            List<Name> members) {
        public Listing {
            members = List.copyOf(members);
        }

        /// The same with the first members alone.
        ///
        /// @param count 0..the number of members
        public Listing withFirst(int count) {
            return new Listing(room, handle, title, capacity, host, members.subList(0, count));
        }
    }
}
