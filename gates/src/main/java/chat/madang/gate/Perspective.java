package chat.madang.gate;

import chat.madang.core.Event;
import chat.madang.core.SessionId;

/// Through whose eyes an event is seen.
public enum Perspective {
    /// The one whose command made it happen.
    OWN,
    /// The one to whom it happened: who was kicked, whispered to, is the host now.
    CONCERNED,
    /// Anybody else who hears it.
    OTHERS;

    /// How that session sees the event.
    static Perspective of(Event event, SessionId session) {
        if (event.by().equals(session)) return OWN;
        return event.to().equals(session) ? CONCERNED : OTHERS;
    }
}
