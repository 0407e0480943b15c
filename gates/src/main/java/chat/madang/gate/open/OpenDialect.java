package chat.madang.gate.open;

import static chat.madang.gate.Perspective.CONCERNED;
import static chat.madang.gate.Perspective.OWN;

import chat.madang.core.Answered;
import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Whisper;
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
import chat.madang.core.Listing;
import chat.madang.core.Refusal;
import chat.madang.core.Sighting;
import chat.madang.gate.Dialect;
import chat.madang.gate.LastEncoded;
import chat.madang.gate.Perspective;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;

/// Events to lines of text.
///
/// @param isInPieces whether a line goes out by itself, without an end; else they end in `\n`
/// @param zone whose clock tells the time of what is scheduled
record OpenDialect(boolean isInPieces, ZoneId zone) implements Dialect {
    private static final LastEncoded<Listing> LAST_LINE = new LastEncoded<>();
    private static final LastEncoded<Listing> LAST_CHUNK = new LastEncoded<>();

    @Override
    public void encode(Event event, Perspective perspective, ByteBuf out) {
        if (event instanceof PeopleListed(_, var room)) {
            var last = isInPieces ? LAST_CHUNK : LAST_LINE;
            last.write(room, bytes -> encodeAnew(event, perspective, bytes), out);
        } else {
            encodeAnew(event, perspective, out);
        }
    }

    @Override
    public void encodeGoodbye(ByteBuf out) {
        write(OpenTexts.GOODBYE, out);
    }

    /// Appends one line.
    void write(String line, ByteBuf out) {
        ByteBufUtil.writeUtf8(out, line);
        if (!isInPieces) out.writeByte('\n');
    }

    private void encodeAnew(Event event, Perspective perspective, ByteBuf out) {
        var line = line(event, perspective);
        if (line != null) write(line, out);
    }

    /// Null when the peer is not told.
    private @Nullable String line(Event event, Perspective perspective) {
        boolean own = perspective == OWN;
        boolean concerned = perspective == CONCERNED;
        return switch (event) {
            case Joined(_, _, var who, var asHost, _) ->
                    own ? OpenTexts.welcome(who.name(), asHost) : OpenTexts.joined(who.name());
            case PeopleListed(_, var room) -> OpenTexts.people(room);
            case Renamed(var who, var old, _) ->
                    own ? OpenTexts.renamed(who.name()) : OpenTexts.otherRenamed(old, who.name());
            // The client has shown its own line when it was typed.
            case Said(_, _, var who, var text, _, _, _) ->
                    own ? null : OpenTexts.said(who.name(), text);
            case Whispered whispered ->
                    concerned ? OpenTexts.whisper(whispered.from().name(), whispered.text()) : null;
            case Scheduled(_, var message) ->
                    OpenTexts.scheduled(OpenTime.show(message.due(), zone));
            case SaidAsScheduled(var message, _, _, _) ->
                    concerned
                            ? OpenTexts.SCHEDULED_SENT
                            : OpenTexts.saidAsScheduled(message.author(), message.text());
            case Kicked kicked -> kicked(kicked, perspective);
            case HostChanged(_, _, var host, _) ->
                    concerned ? OpenTexts.YOU_ARE_ADMIN : OpenTexts.otherAdmin(host.name());
            case Left(_, _, var who, _, _) -> own ? null : OpenTexts.left(who.name());
            case RoomClosed _ -> OpenTexts.ROOM_CLOSED;
            case Exited(var who, _, _) -> own ? null : OpenTexts.left(who.name());
            case Refused(var asked, var why) -> refused(asked, why);
            case Entered _,
                    LoggedIn _,
                    RoomsListed _,
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

    private static String kicked(Kicked kicked, Perspective perspective) {
        var name = kicked.who().name();
        return switch (perspective) {
            case OWN -> OpenTexts.youKicked(name);
            case CONCERNED -> OpenTexts.YOU_WERE_KICKED;
            case OTHERS -> OpenTexts.otherKicked(name);
        };
    }

    private static @Nullable String refused(Command asked, Refusal why) {
        return switch (why) {
            case NAME_TAKEN -> taken(asked);
            case NAME_RESERVED -> OpenTexts.BAD_NICKNAME;
            case NO_SUCH_PERSON, WRONG_PLACE -> nobody(asked);
            case NOT_RANKED, OUTRANKED -> OpenTexts.ONLY_ADMIN;
            case ONESELF -> OpenTexts.NOT_YOURSELF;
            case TOO_MANY_SCHEDULED -> OpenTexts.TOO_MANY_SCHEDULED;
            case NOT_STORED -> OpenTexts.NOT_SCHEDULED;
            case BANNED -> asked instanceof Join ? OpenTexts.NOT_LET_IN : OpenTexts.NO_SAY;
            case WRONG_KEY, NOT_INVITED -> OpenTexts.NOT_LET_IN;
            case NO_ACCOUNT -> asked instanceof Join ? OpenTexts.NOT_LET_IN : OpenTexts.NO_WHISPER;
            case NO_VOICE, NO_REQUESTS -> OpenTexts.NO_SAY;
            case NO_SUCH_ROOM -> asked instanceof Join ? OpenTexts.ROOM_CLOSED : null;
            // The dialogue finds out how many may be in.
            case ROOM_FULL -> null;
            // Not asked for by this protocol, or said of people who are out already.
            case NOT_ENTERED,
                    ALREADY_ENTERED,
                    ROOM_EXISTS,
                    TOO_SOON,
                    ALREADY_A_MEMBER,
                    NOT_A_MEMBER,
                    NO_ADDRESSEE,
                    MAILBOX_FULL,
                    NOT_AN_OPERATOR,
                    NO_SUCH_MESSAGE,
                    LIST_FULL ->
                    null;
        };
    }

    private static @Nullable String taken(Command asked) {
        return switch (asked) {
            case Enter(_, var name, _) -> OpenTexts.taken(name);
            case Rename(_, var name) -> OpenTexts.taken(name);
            // Nothing else that this protocol asks takes a name.
            default -> null;
        };
    }

    private static @Nullable String nobody(Command asked) {
        return switch (asked) {
            case Whisper whisper -> OpenTexts.nobody(whisper.to().value());
            case Kick kick -> OpenTexts.nobody(kick.whom().value());
            // Nothing else that this protocol asks is about somebody.
            default -> null;
        };
    }
}
