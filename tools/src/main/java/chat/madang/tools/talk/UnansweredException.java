package chat.madang.tools.talk;

import java.io.IOException;
import java.io.Serial;

/// A question got no answer that could be taken; the message is one line for the person.
public final class UnansweredException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    /// Gives a question up.
    ///
    /// @param why made harmless here; empty when the person left and knows
    public UnansweredException(String why) {
        super(Printable.of(why));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /// Whether the person left instead of answering.
    public boolean isFarewell() {
        return getMessage().isEmpty();
    }
}
