package chat.madang.gate.rooms;

import java.nio.ByteBuffer;

/// One frame as it came: docs/protocols/rooms.md, Frames.
sealed interface RoomsFrame {
    /// What the frame carries; may be empty. A view, good until more bytes come.
    record Payload(ByteBuffer bytes) implements RoomsFrame {}

    /// A frame longer than any message can be. Its bytes were not kept.
    record Oversized(int payloadBytes) implements RoomsFrame {}
}
