package chat.madang.gate.tcrp;

import chat.madang.core.Command.Say;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.gate.Correspondent;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Utf8;
import chat.madang.gate.tcrp.TcrpOutcome.Granted;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/// One person in one room, from the request on. Hears the messages of datagrams whose token was
/// good. docs/protocols/tcrp.md.
final class TcrpTalk implements Dialogue {
    private final TcrpReception reception;
    private final Correspondent correspondent;
    private final Ticket ticket;
    private final CompletableFuture<TcrpOutcome> outcome;

    /// Null until the person is in the room; nobody has the token before.
    private @Nullable RoomId room;

    TcrpTalk(
            TcrpReception reception,
            Correspondent correspondent,
            Ticket ticket,
            CompletableFuture<TcrpOutcome> outcome) {
        this.reception = reception;
        this.correspondent = correspondent;
        this.ticket = ticket;
        this.outcome = outcome;
    }

    @Override
    public boolean hear(ByteBuf in) {
        var text = Utf8.read(in, in.readableBytes());
        if (text == null) {
            reception.tellMalformed(correspondent);
        } else if (text.strip().equals(TcrpTexts.LEAVE)) {
            end("left");
        } else if (room != null && !text.isEmpty()) {
            correspondent.tell(new Say(session(), room, new Text(text)));
        }
        return true;
    }

    @Override
    public void learn(Event event) {
        switch (event) {
            case Entered _ -> correspondent.ask(reception.wayIn(session(), ticket.entry()));
            case Joined joined -> {
                room = joined.room();
                outcome.complete(new Granted(ticket));
            }
            case Refused(Say _, _) -> {
                // Told; or said when the room was no more: its end is on its way.
            }
            case Refused(var _, var why) -> {
                outcome.complete(new TcrpOutcome.Refused(TcrpStatus.of(why)));
                end("refused");
            }
            case Kicked kicked when kicked.to().equals(session()) -> correspondent.remove("kicked");
            case RoomClosed _ -> end("room closed");
            // What else happens does not change what this client may do.
            default -> {}
        }
    }

    /// Ends it, with nothing more to say to the person.
    private void end(String why) {
        ticket.sayFarewell();
        correspondent.remove(why);
    }

    private SessionId session() {
        return correspondent.session();
    }
}
