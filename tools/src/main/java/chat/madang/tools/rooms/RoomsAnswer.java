package chat.madang.tools.rooms;

import java.util.List;

/// What the server tells the client: the `SC…` messages of docs/protocols/rooms.md.
///
/// All text in it is others', and not harmless.
sealed interface RoomsAnswer {
    /// The rooms there are, as the server ordered them.
    record Rooms(List<Room> rooms) implements RoomsAnswer {
        public Rooms {
            rooms = List.copyOf(rooms);
        }
    }

    /// A member of one's room said something.
    record Said(String member, String text) implements RoomsAnswer {}

    /// The server itself says something.
    record Notice(String text) implements RoomsAnswer {}

    /// One room of the list.
    record Room(int roomId, String title, List<String> members) {
        public Room {
            members = List.copyOf(members);
        }
    }
}
