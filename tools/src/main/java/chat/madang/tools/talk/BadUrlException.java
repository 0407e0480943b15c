package chat.madang.tools.talk;

import java.io.Serial;

/// A URL that says nothing this client can follow; the message is one line for the person.
public final class BadUrlException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    /// Refuses a URL.
    ///
    /// @param why value and expectation, as in `port: 0 (expected: 1..65535)`; made harmless here
    public BadUrlException(String why) {
        super(Printable.of(why));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
