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

    /// How that session sees the event. What somebody has done to themselves has happened to them.
    static Perspective of(Event event, SessionId session) {
        if (event.to().equals(session)) return CONCERNED;
        return event.by().equals(session) ? OWN : OTHERS;
    }
}
