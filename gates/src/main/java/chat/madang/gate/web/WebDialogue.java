package chat.madang.gate.web;

import chat.madang.core.Answered.Admitted;
import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Whispered;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Mistakes;
import chat.madang.gate.Pacing;

import io.netty.buffer.ByteBuf;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// One client of the `web` gate. docs/protocols/web.md.
///
/// Each message is a request, which one of the parts obeys: it answers through a [Reply], at once
/// or with what the core has said.
final class WebDialogue implements Dialogue {
    /// What obeys a request.
    interface Handler {
        void obey(Request request, Reply reply) throws NotUnderstood;
    }

    /// What stands for a message without content: the peer has shown that it is there.
    static final int SIGN_OF_LIFE = 0;

    /// What begins a message, with the code to close with, about what was no message.
    static final int MISTAKE = 1;

    /// After how many seconds of silence the peer is asked whether it is there.
    private static final int ASKED_AFTER = 30;

    /// After how many it is taken for lost.
    private static final int LOST_AFTER = 75;

    private final WebClient client;
    private final Pacing pacing;
    private final Mistakes mistakes = new Mistakes();

    /// What may be asked before one has come in.
    private final Map<String, Handler> outside;

    /// What may be asked after that.
    private final Map<String, Handler> inside = new HashMap<>();

    /// Whether the peer was asked in this silence.
    private boolean asked;

    WebDialogue(Connection connection, WebGate gate) {
        this.client = new WebClient(connection, gate);
        this.pacing = new Pacing(connection, gate.options().pace());
        var history = new HistoryRequests(client);
        var entering = new Entering(client);
        this.outside = entering.handlers();
        inside.putAll(new SelfRequests(client).handlers());
        inside.putAll(new RoomRequests(client, history).handlers());
        inside.putAll(new TalkRequests(client).handlers());
        inside.putAll(history.handlers());
        inside.putAll(new MarkRequests(client).handlers());
    }

    @Override
    public boolean hear(ByteBuf in) {
        if (!in.isReadable()) return false;
        asked = false;
        client.heard();
        // Taken away first: what it asks for may be the end of the connection.
        var message = new byte[in.readableBytes()];
        in.readBytes(message);
        switch (message[0]) {
            case SIGN_OF_LIFE -> {}
            case MISTAKE ->
                    client.close(
                            Short.toUnsignedInt(ByteBuffer.wrap(message).getShort(1)),
                            "not a message of this protocol");
            default -> hearRequest(message);
        }
        pacing.heard();
        return true;
    }

    private void hearRequest(byte[] message) {
        Request.of(message)
                .ifPresentOrElse(
                        this::obey,
                        () -> client.close(WebFrames.INVALID, "not a JSON object in UTF-8"));
    }

    private void obey(Request request) {
        if (client.isLeaving()) return;
        var reply = new Reply(client, request.type(), request.ref());
        var handler = (client.isInside() ? inside : outside).get(request.type());
        try {
            if (handler == null) {
                refuseUnknown(reply);
            } else {
                mistakes.forgive();
                handler.obey(request, reply);
            }
        } catch (NotUnderstood mistake) {
            reply.notUnderstood(mistake.field());
        }
    }

    private void refuseUnknown(Reply reply) {
        if (outside.containsKey(reply.request())) {
            reply.refused("already-entered");
        } else if (inside.containsKey(reply.request())) {
            reply.refused("not-entered");
        } else {
            reply.refused("unknown-type");
        }
        if (mistakes.isOneTooMany()) client.close(WebFrames.POLICY, "too many mistakes");
    }

    @Override
    public void lasts(long silentSeconds) {
        if (silentSeconds >= LOST_AFTER) {
            client.connection().closeAtOnce("silent");
        } else if (silentSeconds >= ASKED_AFTER && !asked && client.isInside()) {
            // Who is not has so long to come in, whatever the browser answers by itself.
            asked = true;
            client.connection().answer(WebFrames::ping);
        }
    }

    @Override
    public void learn(Event event) {
        if (event instanceof Refused(Command.Resume _, _)) {
            // Asked as somebody else, who has gone.
            client.answered(event);
            return;
        }
        boolean own = event.by().equals(client.session());
        switch (event) {
            case Exited exited when exited.who().session().equals(client.session()) -> out();
            case Kicked kicked when kicked.to().equals(client.session()) ->
                    client.left(kicked.room());
            case Admitted admitted -> client.arrives(admitted.room());
            case RoomClosed closed -> client.left(closed.room());
            case Whispered whispered when !whispered.from().session().equals(client.session()) ->
                    client.keep(whispered);
            case Invited invited when !own -> client.keep(invited);
            case RedactedTo redacted -> client.keep(redacted);
            case Renamed renamed when own -> client.setSelf(renamed.who());
            case Described described when own -> client.setSelf(described.who());
            default -> {}
        }
        if (!own || event instanceof Exited || client.answered(event)) return;
        // What an earlier connection of the session has asked.
        if (event instanceof Noted noted) new Reply(client, "", null).noted(noted);
    }

    /// Somebody else has come as the same account, or the account is gone, or the yard's operator
    /// wants it so.
    private void out() {
        client.wentOut();
        if (client.connection().isInside()) replaced();
    }

    @Override
    public void replaced() {
        client.handOver();
        client.write(json -> json.writeStringProperty(EventJson.TYPE, "replaced"));
        client.close(WebFrames.REPLACED, "replaced");
    }
}
