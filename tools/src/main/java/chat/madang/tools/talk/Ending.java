package chat.madang.tools.talk;

import java.io.EOFException;
import java.io.IOException;

/// How a connection ended.
public sealed interface Ending {
    /// The server closed it, between two messages.
    record Closed() implements Ending {}

    /// It broke, or was cut inside a message.
    ///
    /// @param why half a sentence, harmless
    record Lost(String why) implements Ending {
        /// The ending that a failed read amounts to.
        public static Lost by(IOException failure) {
            if (failure instanceof EOFException) return new Lost("cut in the middle of a message");
            return new Lost(CannotConnectException.reason(failure));
        }
    }

    /// The server sent what the protocol does not know.
    ///
    /// @param why one line for the person, which may quote what was sent
    record Garbled(String why) implements Ending {}

    /// The person has left, in the way that the protocol has for it, which has been printed.
    record Left() implements Ending {}

    /// The server has shown the person out, which has been printed.
    record ShownOut() implements Ending {}

    /// The server stopped because this person asked it to.
    record Stopped() implements Ending {}
}
