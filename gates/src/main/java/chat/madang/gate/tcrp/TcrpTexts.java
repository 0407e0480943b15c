package chat.madang.gate.tcrp;

import chat.madang.core.Name;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.gate.OneLine;

/// The words of the `tcrp` gate. What begins with `* ` says the gate, what has a name before a
/// colon says that person.
final class TcrpTexts {
    /// With one of these a name could make what its person says look like somebody else's words.
    static final Spelling SPELLING = new Spelling(":*(");

    /// What a client sends to leave.
    static final String LEAVE = "/leave";

    static final String ROOM_CLOSED = "* room closed";
    static final String NO_SAY = "* you may not speak";
    static final String DISCONNECTED = "* disconnected: join again";
    static final String INVALID_TOKEN = "* invalid token";
    static final String MALFORMED = "* malformed message";

    private TcrpTexts() {}

    static String said(Name name, Text text) {
        return show(name) + ": " + OneLine.of(text);
    }

    static String whisper(Name name, Text text) {
        return show(name) + " (whisper): " + OneLine.of(text);
    }

    static String joined(Name name) {
        return "* " + show(name) + " joined";
    }

    static String left(Name name) {
        return "* " + show(name) + " left";
    }

    static String kicked(Name name) {
        return "* " + show(name) + " was kicked";
    }

    static String renamed(Name old, Name name) {
        return "* " + show(old) + " is now " + show(name);
    }

    static String host(Name name) {
        return "* " + show(name) + " is the host now";
    }

    private static String show(Name name) {
        return SPELLING.of(name);
    }
}
