package chat.madang.gate.rooms;

import chat.madang.core.Listing;

import java.util.List;

/// What the server says, before it is written in a format.
sealed interface RoomsAnswer {
    /// The most that a frame's length prefix can announce.
    int PAYLOAD_BYTES_MAX = 65_535;

    /// `SCChat`
    record Chat(String member, String text) implements RoomsAnswer {}

    /// `SCSystemMessage`
    record SystemMessage(String text) implements RoomsAnswer {}

    /// `SCRoomsResult`
    record RoomsResult(List<Listing> rooms) implements RoomsAnswer {}
}
