package chat.madang.tools.rooms;

import java.io.Serial;

/// The server sent a frame that means nothing in this protocol.
final class GarbledException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    /// @param why half a sentence; may quote what was sent
    GarbledException(String why) {
        super(why);
    }
}
