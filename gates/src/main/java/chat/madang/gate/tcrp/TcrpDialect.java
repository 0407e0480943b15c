package chat.madang.gate.tcrp;

import static chat.madang.gate.Perspective.CONCERNED;
import static chat.madang.gate.Perspective.OWN;

import chat.madang.core.Answered;
import chat.madang.core.Command.Say;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Circumstance;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Refusal;
import chat.madang.core.SessionId;
import chat.madang.core.Sighting;
import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;
import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/// Events to datagrams of nothing but text. One for each UDP port.
///
/// @param isHost whether a session has made the room that it is in: that one goes without a word,
///   for the room's end is told
record TcrpDialect(Predicate<SessionId> isHost) implements Dialect {
    /// The longest datagram to a client.
    static final int DATAGRAM_BYTES_MAX = 4_094;

    @Override
    public boolean isInPieces() {
        return true;
    }

    @Override
    public void encode(Event event, Perspective perspective, ByteBuf out) {
        var text = text(event, perspective);
        if (text != null) write(text, out);
    }

    /// The tokens go with the server.
    @Override
    public void encodeGoodbye(ByteBuf out) {
        write(TcrpTexts.DISCONNECTED, out);
    }

    /// Appends a text, cut to what a client can receive.
    static void write(String text, ByteBuf out) {
        Utf8.writeCut(text, DATAGRAM_BYTES_MAX, out);
    }

    /// Null when the peer is not told.
    private @Nullable String text(Event event, Perspective perspective) {
        boolean own = perspective == OWN;
        return switch (event) {
            // To the others: that one is in oneself is told over TCP.
            case Joined joined -> own ? null : TcrpTexts.joined(joined.who().name());
            case Left(_, _, var who, _, _) -> own ? null : TcrpTexts.left(who.name());
            case Exited(var who, _, _) ->
                    own || isHost.test(who.session()) ? null : TcrpTexts.left(who.name());
            case Kicked kicked -> TcrpTexts.kicked(kicked.who().name());
            case Renamed(var who, var old, _) -> TcrpTexts.renamed(old, who.name());
            case HostChanged(_, _, var host, _) -> TcrpTexts.host(host.name());
            case RoomClosed _ -> TcrpTexts.ROOM_CLOSED;
            // The client has shown its own line when it was typed.
            case Said(_, _, var who, var text, _, _, _) ->
                    own ? null : TcrpTexts.said(who.name(), text);
            case SaidAsScheduled(var message, _, _, _) ->
                    TcrpTexts.said(message.author(), message.text());
            case Whispered whispered ->
                    perspective == CONCERNED
                            ? TcrpTexts.whisper(whispered.from().name(), whispered.text())
                            : null;
            case Refused(Say _, var why) when isSilenced(why) -> TcrpTexts.NO_SAY;
            // Answered over TCP, or not asked for by this protocol.
            case Refused _,
                    Entered _,
                    LoggedIn _,
                    Scheduled _,
                    Kept _,
                    Collected _,
                    AddresseeChosen _,
                    AddresseeCame _,
                    AddresseeGone _,
                    Answered _,
                    Sighting _,
                    Circumstance _ ->
                    null;
        };
    }

    /// Whether somebody may not speak in the room that they are in.
    private static boolean isSilenced(Refusal why) {
        return why == Refusal.BANNED || why == Refusal.NO_VOICE || why == Refusal.NO_REQUESTS;
    }
}
