package chat.madang.gate.relay;

import chat.madang.core.Name;
import chat.madang.core.Spelling;

/// The words of the `relay` gate.
final class RelayTexts {
    /// With a bracket a name could make what its person says look like a whisper of somebody else.
    static final Spelling SPELLING = new Spelling("(");

    /// The user name under which the gate itself speaks.
    static final String SERVER = "server";

    static final String NAME_TAKEN = "name taken";
    static final String MALFORMED = "malformed";
    static final String ROOM_FULL = "room full";
    static final String NOT_LET_IN = "not let in";
    static final String NO_SAY = "you may not speak";
    static final String NO_ROOM = "no room";
    static final String ROOM_CLOSED = "room closed";
    static final String KICKED = "you have been kicked";

    private RelayTexts() {}

    /// The user name that what a person says comes from.
    static String speaker(Name name) {
        return SPELLING.of(name);
    }

    /// The user name that a whisper comes from.
    static String whisperer(Name name) {
        return speaker(name) + " (whisper)";
    }
}
