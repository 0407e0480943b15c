package chat.madang.tools.tcrp;

import java.io.IOException;
import java.io.Serial;

/// The server answered a request with what means nothing in this protocol.
final class GarbledException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    /// @param why one line for the person; may quote what was sent
    GarbledException(String why) {
        super(why);
    }
}
