package chat.madang.gate.coded;

import static chat.madang.gate.Perspective.CONCERNED;
import static chat.madang.gate.Perspective.OWN;

import chat.madang.core.Answered;
import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command;
import chat.madang.core.Command.Join;
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
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Refusal;
import chat.madang.core.Sighting;
import chat.madang.core.Spelling;
import chat.madang.gate.Dialect;
import chat.madang.gate.LastEncoded;
import chat.madang.gate.Perspective;
import chat.madang.gate.TextReader.Form;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Events to messages, in one of the two forms.
enum CodedDialect implements Dialect {
    /// Each message ends in a line end.
    LINES,

    /// Each message is a write of its own.
    CHUNKS;

    /// How names are shown: the divider and blanks would end them, and a bracket could begin a
    /// message as a notice does.
    static final Spelling SPELLING = new Spelling("# [");

    private static final LastEncoded<Listing> LAST_LINE = new LastEncoded<>();
    private static final LastEncoded<Listing> LAST_CHUNK = new LastEncoded<>();

    /// The longest list of people in bytes, without what says how many more there are.
    static final int LIST_BYTES_MAX = 65_000;

    /// The dialect of a peer whose messages come in that form.
    static CodedDialect of(Form form) {
        return switch (form) {
            case LINES -> LINES;
            case CHUNKS -> CHUNKS;
            case UNKNOWN -> throw new IllegalArgumentException("form: unknown (expected: known)");
        };
    }

    @Override
    public boolean isInPieces() {
        return this == CHUNKS;
    }

    @Override
    public void encode(Event event, Perspective perspective, ByteBuf out) {
        if (event instanceof PeopleListed(_, var room)) {
            lastPeople().write(room, bytes -> encodeAnew(event, perspective, bytes), out);
        } else {
            encodeAnew(event, perspective, out);
        }
    }

    @Override
    public void encodeGoodbye(ByteBuf out) {
        write(CodedTexts.GOODBYE, out);
    }

    /// Appends one message.
    void write(String message, ByteBuf out) {
        ByteBufUtil.writeUtf8(out, message);
        if (this == LINES) out.writeByte('\n');
    }

    private void encodeAnew(Event event, Perspective perspective, ByteBuf out) {
        var message = message(event, perspective);
        if (message != null) write(message, out);
    }

    private LastEncoded<Listing> lastPeople() {
        return switch (this) {
            case LINES -> LAST_LINE;
            case CHUNKS -> LAST_CHUNK;
        };
    }

    /// Null when the peer is not told.
    private static @Nullable String message(Event event, Perspective perspective) {
        boolean own = perspective == OWN;
        boolean concerned = perspective == CONCERNED;
        return switch (event) {
            case Joined(_, _, var who, _, _) ->
                    own ? CodedTexts.JOINED : CodedTexts.otherJoined(shown(who));
            case Left(_, _, var who, _, _) -> own ? null : CodedTexts.otherLeft(shown(who));
            case Exited(var who, _, _) -> own ? null : CodedTexts.otherLeft(shown(who));
            case Kicked(_, _, var who, _, _, _) ->
                    concerned ? CodedTexts.KICKED : CodedTexts.otherKicked(shown(who));
            case Renamed(var who, var old, _) ->
                    own ? null : CodedTexts.otherRenamed(SPELLING.of(old), shown(who));
            case RoomClosed _ -> CodedTexts.ROOM_CLOSED;
            // The client has shown its own line when it was typed.
            case Said(_, _, var who, var text, _, _, _) ->
                    own ? null : CodedTexts.said(shown(who), text);
            case SaidAsScheduled(var message, _, _, _) ->
                    CodedTexts.said(SPELLING.of(message.author()), message.text());
            case Whispered whispered ->
                    concerned
                            ? CodedTexts.whispered(shown(whispered.from()), whispered.text())
                            : null;
            case PeopleListed(_, var room) -> people(room.names());
            case Refused(var asked, var why) -> refused(asked, why);
            // Nobody here can do anything with a host.
            case HostChanged _ -> null;
            // Not asked for by this protocol, or the beginning of what is answered as a whole.
            case Entered _,
                    LoggedIn _,
                    Scheduled _,
                    Kept _,
                    Collected _,
                    AddresseeChosen _,
                    AddresseeCame _,
                    AddresseeGone _,
                    RoomsListed _,
                    Answered _,
                    Sighting _,
                    Circumstance _ ->
                    null;
        };
    }

    private static @Nullable String refused(Command asked, Refusal why) {
        return switch (why) {
            case NAME_TAKEN, NAME_RESERVED -> CodedTexts.NAME_REFUSED;
            case NO_SUCH_PERSON -> CodedTexts.NO_SUCH_PERSON;
            case NO_SUCH_ROOM -> CodedTexts.NO_ROOM;
            case ROOM_FULL -> CodedTexts.ROOM_FULL;
            case BANNED -> asked instanceof Join ? CodedTexts.NOT_LET_IN : CodedTexts.NO_SAY;
            case WRONG_KEY, NOT_INVITED -> CodedTexts.NOT_LET_IN;
            case NO_ACCOUNT ->
                    asked instanceof Join ? CodedTexts.NOT_LET_IN : CodedTexts.NO_WHISPER;
            case NO_VOICE, NO_REQUESTS -> CodedTexts.NO_SAY;
            // Not asked for by this protocol, or said of sessions that are on their way out.
            case NOT_ENTERED,
                    ALREADY_ENTERED,
                    ROOM_EXISTS,
                    ALREADY_A_MEMBER,
                    NOT_A_MEMBER,
                    NOT_RANKED,
                    TOO_SOON,
                    ONESELF,
                    NO_ADDRESSEE,
                    MAILBOX_FULL,
                    TOO_MANY_SCHEDULED,
                    NO_SUCH_MESSAGE,
                    NOT_STORED,
                    NOT_AN_OPERATOR,
                    OUTRANKED,
                    WRONG_PLACE,
                    LIST_FULL ->
                    null;
        };
    }

    /// As many names as fit, in order, and how many more there are.
    private static String people(List<Name> people) {
        var list = new StringBuilder(CodedTexts.PEOPLE);
        int bytes = 0;
        int listed = 0;
        for (var name : people) {
            var shown = SPELLING.of(name);
            bytes += ByteBufUtil.utf8Bytes(shown) + CodedTexts.BETWEEN_PEOPLE.length();
            if (bytes > LIST_BYTES_MAX) break;
            if (listed > 0) list.append(CodedTexts.BETWEEN_PEOPLE);
            list.append(shown);
            listed++;
        }
        if (listed < people.size()) list.append(CodedTexts.morePeople(people.size() - listed));
        return list.toString();
    }

    private static String shown(Person who) {
        return SPELLING.of(who.name());
    }
}
