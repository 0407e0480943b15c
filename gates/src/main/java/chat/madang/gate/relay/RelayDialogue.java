package chat.madang.gate.relay;

import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Say;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Handle;
import chat.madang.core.Profile;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.gate.Correspondent;
import chat.madang.gate.DatagramPort;
import chat.madang.gate.DatagramPort.Dropped;
import chat.madang.gate.Dialogue;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// One client of the `relay` gate, from its first datagram on. docs/protocols/relay.md.
final class RelayDialogue implements Dialogue {
    private final DatagramPort port;
    private final Correspondent correspondent;
    private final Handle home;

    /// What the first datagram said, until it can be said in the room.
    private Text first = new Text("");

    /// Null until the client is in its home room.
    private @Nullable RoomId room;

    RelayDialogue(DatagramPort port, Correspondent correspondent, Handle home) {
        this.port = port;
        this.correspondent = correspondent;
        this.home = home;
    }

    @Override
    public boolean hear(ByteBuf in) {
        var frame = RelayDecoder.decode(in);
        if (frame == null) {
            port.count(Dropped.MALFORMED);
            correspondent.answer(out -> RelayDialect.writeNotice(RelayTexts.MALFORMED, out));
        } else if (room == null) {
            first = frame.text();
            correspondent.ask(new Enter(session(), frame.name(), profile()));
        } else {
            say(room, frame.text());
        }
        return true;
    }

    @Override
    public void learn(Event event) {
        switch (event) {
            case Entered _ -> correspondent.ask(new Join(session(), home));
            case Joined joined -> {
                room = joined.room();
                say(room, first);
            }
            case Refused(Enter _, var why) -> correspondent.remove("name refused: " + why);
            case Refused(Join _, var why) -> correspondent.remove("home refused: " + why);
            case Kicked kicked when kicked.to().equals(session()) -> correspondent.remove("kicked");
            case RoomClosed _ -> correspondent.remove("room closed");
            // What else happens does not change what this client may do.
            default -> {}
        }
    }

    /// An empty message only announces.
    private void say(RoomId room, Text text) {
        if (!text.value().isEmpty()) correspondent.tell(new Say(session(), room, text));
    }

    private Profile profile() {
        var address = correspondent.address();
        return address == null ? Profile.UNKNOWN : port.profile(address.getAddress());
    }

    private SessionId session() {
        return correspondent.session();
    }
}
