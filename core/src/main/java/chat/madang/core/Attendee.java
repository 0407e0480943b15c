package chat.madang.core;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Somebody who is in the yard, for who asks.
///
/// @param rooms where they are, as far as who asks may know; none, when everybody was asked for
/// @param since when they came
/// @param spoke when they last said something, or came
public record Attendee(Person who, List<Whereabouts> rooms, Instant since, Instant spoke) {
    public Attendee {
        rooms = List.copyOf(rooms);
    }

    /// A room that somebody is in.
    public record Whereabouts(RoomId room, RoomName name, Set<Rank> ranks) {
        public Whereabouts {
            ranks = Set.copyOf(ranks);
        }
    }
}
