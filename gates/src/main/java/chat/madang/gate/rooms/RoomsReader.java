package chat.madang.gate.rooms;

import org.jspecify.annotations.Nullable;

/// Frames to [RoomsRequest]s, in the format of one connection.
interface RoomsReader {
    /// Reads the next frame.
    ///
    /// @return null when it was only the first half of a message
    @Nullable RoomsRequest read(RoomsFrame frame);
}
