package chat.madang.core;

import java.util.List;

/// Who shall hear an event. Symbolic: the core never walks a list of members to send.
public sealed interface Audience {
    /// One session.
    record One(SessionId session) implements Audience {}

    /// Everybody who is in one of these rooms when the event happens, once each.
    ///
    /// Whoever joins by the event hears it, and so does whoever leaves by it.
    ///
    /// @param rooms at least one
    record Members(List<RoomId> rooms) implements Audience {
        public Members {
            rooms = List.copyOf(rooms);
        }
    }
}
