package chat.madang.core;

import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Event.Refused;

import java.util.List;

/// How events are addressed.
final class Answers {
    private Answers() {}

    static List<Delivery> refuse(Command asked, Refusal why) {
        return one(asked.from(), new Refused(asked, why));
    }

    static List<Delivery> one(SessionId session, Event event) {
        return List.of(to(session, event));
    }

    static Delivery to(SessionId session, Event event) {
        return new Delivery(new One(session), event);
    }

    static Delivery toMembers(Room room, Event event) {
        return new Delivery(new Members(List.of(room.id())), event);
    }
}
