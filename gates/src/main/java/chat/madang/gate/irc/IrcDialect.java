package chat.madang.gate.irc;

import static chat.madang.gate.Perspective.CONCERNED;
import static chat.madang.gate.Perspective.OWN;

import chat.madang.core.Answered;
import chat.madang.core.Command.Answer;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Redaction;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Sighting.Appeared;
import chat.madang.core.Sighting.Changed;
import chat.madang.core.Sighting.Vanished;
import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;

import io.netty.buffer.ByteBuf;

import java.util.List;
import java.util.stream.Stream;

/// Events to lines, as a client is told what others do. What comes of its own commands, its
/// [IrcDialogue] tells it, because that may have a label.
record IrcDialect(IrcLines lines) implements Dialect {
    @Override
    public boolean isPlain() {
        return false;
    }

    @Override
    public void encode(Event event, Perspective perspective, ByteBuf out) {
        if (perspective == OWN) return;
        for (var message : messages(event, perspective)) message.write(out);
    }

    @Override
    public void encodeGoodbye(ByteBuf out) {
        IrcMessage.of("", "ERROR", "Closing Link: (Server is going down)").write(out);
    }

    /// What is told of an event to those who have not asked for it.
    List<IrcMessage> messages(Event event, Perspective perspective) {
        boolean concerned = perspective == CONCERNED;
        return switch (event) {
            case Joined joined -> {
                var away = lines.awayOfNewcomer(joined.who());
                yield Stream.concat(lines.joined(joined).stream(), away.stream()).toList();
            }
            case Left left -> List.of(lines.left(left));
            case Kicked kicked -> List.of(lines.kicked(kicked));
            case Exited exited -> List.of(lines.exited(exited));
            case Renamed renamed -> List.of(lines.renamed(renamed));
            case HostChanged changed -> List.of(lines.hostChanged(changed));
            case TopicSet set -> List.of(lines.topicSet(set));
            case RoomChanged changed -> lines.roomChanged(changed);
            case Retitled retitled -> lines.retitled(retitled);
            // Who waits for it to be stored gets it then.
            case Said said when concerned && said.answer() == Answer.WHEN_STORED -> List.of();
            case Said said -> lines.said(said);
            case SaidAsScheduled said -> lines.saidAsScheduled(said);
            case Whispered whispered -> lines.whispered(whispered);
            case Signalled signalled -> lines.signalled(signalled);
            case SignalledTo signalled -> lines.signalledTo(signalled);
            case Redaction _ when concerned -> List.of();
            case Redacted redacted -> lines.redacted(redacted);
            case RedactedTo redacted -> lines.redactedTo(redacted);
            case Invited invited when concerned -> List.of(lines.invited(invited));
            case Invited invited -> lines.invitedByOthers(invited);
            case Announced announced -> List.of(lines.announced(announced));
            case Expelled expelled -> List.of(lines.expelled(expelled));
            case Described(var who, var before) -> lines.changed(who, before, false);
            case Identified(var who, var before, _, _) -> lines.changed(who, before, false);
            case Changed(var who, var before) -> lines.sighted(who, before);
            // With the client's own nick in them: its dialogue tells it.
            case RoomClosed _, Appeared _, Vanished _, Marked _, Answered _ -> List.of();
            // Its own doing alone, or not asked for by this protocol.
            case Entered _,
                    LoggedIn _,
                    Refused _,
                    Noted _,
                    Scheduled _,
                    Unscheduled _,
                    Kept _,
                    Collected _,
                    AddresseeChosen _,
                    AddresseeCame _,
                    AddresseeGone _,
                    RoomKept _ ->
                    List.of();
        };
    }
}
