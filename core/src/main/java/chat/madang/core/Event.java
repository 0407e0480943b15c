package chat.madang.core;

import java.util.List;

/// What has happened: past tense, never taken back, the same for every viewer.
public sealed interface Event {
    /// The session whose command made it happen; for that session the event is the answer.
    SessionId by();

    /// A person came into the yard.
    record Entered(Person who) implements Event {
        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// A person has another name.
    ///
    /// @param who under the new name
    record Renamed(Person who, Name old) implements Event {
        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// A person became a member of a room, which may have been made for it.
    record Joined(RoomId room, Title title, Person who, Stamp stamp) implements Event {
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

    /// A person said something in a room.
    record Said(RoomId room, Person who, Text text, Stamp stamp) implements Event {
        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// Which rooms there are, by number.
    record RoomsListed(SessionId by, List<Listing> rooms) implements Event {
        public RoomsListed {
            rooms = List.copyOf(rooms);
        }
    }

    /// A person is gone from the yard and from all their rooms.
    ///
    /// @param rooms those that the person was in until now; none of them tells of it again
    record Exited(Person who, List<RoomId> rooms) implements Event {
        public Exited {
            rooms = List.copyOf(rooms);
        }

        @Override
        public SessionId by() {
            return who.session();
        }
    }

    /// A command changed nothing. Delivered to the asker alone.
    record Refused(Command asked, Refusal why) implements Event {
        @Override
        public SessionId by() {
            return asked.from();
        }
    }

    /// One row of [RoomsListed].
    ///
    /// @param members in the order in which they came
    record Listing(RoomId room, Title title, List<Name> members) {
        public Listing {
            members = List.copyOf(members);
        }
    }
}
