package chat.madang.gate.web;

import chat.madang.core.Event;
import chat.madang.core.Event.Redaction;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Whispered;
import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;

import io.netty.buffer.ByteBuf;

/// JSON: each event an object in a frame of its own. Of what they have done themselves people are
/// told by their [WebDialogue], as an answer.
record WebDialect() implements Dialect {
    @Override
    public void encode(Event event, Perspective perspective, ByteBuf out) {
        if (isAnswered(event, perspective) || !EventJson.isTold(event)) return;
        WebFrames.text(out, json -> EventJson.write(event, json));
    }

    @Override
    public void encodeGoodbye(ByteBuf out) {
        WebFrames.text(out, json -> json.writeStringProperty("type", "goodbye"));
        WebFrames.close(out, WebFrames.GOING_AWAY, "the server stops");
    }

    /// Actions and the like have fields of their own.
    @Override
    public boolean isPlain() {
        return false;
    }

    /// Whether an answer tells of it, now or when it is on disk.
    private static boolean isAnswered(Event event, Perspective perspective) {
        return switch (perspective) {
            case OWN -> true;
            case CONCERNED ->
                    event.by().equals(event.to())
                            || (event instanceof Whispered whispered
                                    && whispered.from().session().equals(event.to()))
                            || event instanceof Said
                            || event instanceof Redaction;
            case OTHERS -> false;
        };
    }
}
