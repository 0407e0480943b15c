package chat.madang.gate.rooms;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// Payloads to [RoomsRequest]s, in the format of one connection.
interface RoomsReader {
    /// Reads the next payload.
    ///
    /// @return null when it was only the first half of a message
    @Nullable RoomsRequest read(ByteBuffer payload);
}
