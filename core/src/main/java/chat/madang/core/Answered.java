package chat.madang.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The answer to a question, or what is told along with one; it changed nothing.
public sealed interface Answered extends Event {
    /// Which rooms there are, by number.
    record RoomsListed(SessionId by, List<Listing> rooms) implements Answered {
        public RoomsListed {
            rooms = List.copyOf(rooms);
        }
    }

    /// How it is with a room, and who is in it.
    record PeopleListed(SessionId by, Listing room) implements Answered {}

    /// The same of the room that the session comes into, itself included: told just before
    /// [Joined][Event.Joined] to who wants it ([Command.Join]), and no answer by itself.
    record Admitted(SessionId to, Listing room) implements Answered {
        @Override
        public SessionId by() {
            return SessionId.NOBODY;
        }
    }

    /// Who is in the yard.
    ///
    /// @param missing who was asked for and is not
    record PeopleFound(SessionId by, List<Attendee> people, List<Name> missing)
            implements Answered {
        public PeopleFound {
            people = List.copyOf(people);
            missing = List.copyOf(missing);
        }
    }

    /// Who was in the yard under a name and has gone, or is called otherwise now; latest first.
    record GoneListed(SessionId by, Name name, List<Gone> gone) implements Answered {
        /// Somebody as they were last under that name.
        public record Gone(Person who, Instant at) {}

        public GoneListed {
            gone = List.copyOf(gone);
        }
    }

    /// To which rooms one is invited.
    record InvitationsListed(SessionId by, List<Listing> rooms) implements Answered {
        public InvitationsListed {
            rooms = List.copyOf(rooms);
        }
    }

    /// What one has scheduled that was not said yet, in order of its time.
    record ScheduledListed(SessionId by, List<Waiting> messages) implements Answered {
        /// A message, and how its room is called now.
        public record Waiting(ScheduledMessage message, RoomName room) {}

        public ScheduledListed {
            messages = List.copyOf(messages);
        }
    }

    /// Who is called so; nothing when nobody in the yard is.
    record OwnerFound(SessionId by, Name name, Optional<Person> who) implements Answered {}

    /// How many of everything there are.
    ///
    /// @param peopleMax the most people at once since the start
    record Counted(SessionId by, int people, int invisible, int operators, int rooms, int peopleMax)
            implements Answered {}

    /// Who is watched from now on.
    ///
    /// @param missing who is watched and not in the yard
    record Watching(SessionId by, List<Person> here, List<Name> missing) implements Answered {
        public Watching {
            here = List.copyOf(here);
            missing = List.copyOf(missing);
        }
    }

    /// Another connection goes on as the session from here: what happens after this is told to it.
    ///
    /// @param heir as it was asked
    /// @param account nothing for a guest
    /// @param rooms those that the person is in, in the order of joining
    record Resumed(
            SessionId by,
            SessionId heir,
            Person who,
            Optional<AccountId> account,
            List<Attendance> rooms)
            implements Answered {
        public Resumed {
            rooms = List.copyOf(rooms);
        }

        /// A room, and the last thing that has happened there.
        ///
        /// @param lastSequence as of [Stamp]
        public record Attendance(Listing room, long lastSequence) {}
    }

    /// Everything that happened before has been told.
    record Pong(SessionId by) implements Answered {}
}
