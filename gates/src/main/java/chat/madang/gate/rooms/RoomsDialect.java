package chat.madang.gate.rooms;

import static chat.madang.gate.Perspective.CONCERNED;
import static chat.madang.gate.Perspective.OWN;

import chat.madang.core.Answered;
import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command;
import chat.madang.core.Command.Enter;
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
import chat.madang.core.Refusal;
import chat.madang.core.Sighting;
import chat.madang.core.Text;
import chat.madang.gate.Dialect;
import chat.madang.gate.LastEncoded;
import chat.madang.gate.Perspective;
import chat.madang.gate.rooms.RoomsAnswer.Chat;
import chat.madang.gate.rooms.RoomsAnswer.RoomsResult;
import chat.madang.gate.rooms.RoomsAnswer.SystemMessage;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Events to [RoomsAnswer]s, and these to frames in one of the two formats.
enum RoomsDialect implements Dialect {
    JSON,
    PROTOBUF;

    private static final LastEncoded<List<Listing>> JSON_ROOMS = new LastEncoded<>();
    private static final LastEncoded<List<Listing>> PROTOBUF_ROOMS = new LastEncoded<>();

    @Override
    public void encode(Event event, Perspective perspective, ByteBuf out) {
        var answer = answer(event, perspective);
        if (answer != null) write(answer, out);
    }

    @Override
    public void encodeGoodbye(ByteBuf out) {
        write(new SystemMessage(RoomsTexts.GOODBYE), out);
    }

    /// Appends one answer.
    void write(RoomsAnswer answer, ByteBuf out) {
        if (answer instanceof RoomsResult(var rooms)) {
            lastRooms().write(rooms, frames -> encode(answer, frames), out);
        } else {
            encode(answer, out);
        }
    }

    private LastEncoded<List<Listing>> lastRooms() {
        return switch (this) {
            case JSON -> JSON_ROOMS;
            case PROTOBUF -> PROTOBUF_ROOMS;
        };
    }

    private void encode(RoomsAnswer answer, ByteBuf out) {
        switch (this) {
            case JSON -> JsonWriter.write(answer, out);
            case PROTOBUF -> ProtobufWriter.write(answer, out);
        }
    }

    /// A reader for one connection that speaks this format.
    RoomsReader reader() {
        return switch (this) {
            case JSON -> new JsonReader();
            case PROTOBUF -> new ProtobufReader();
        };
    }

    /// Null when the peer is not told.
    private static @Nullable RoomsAnswer answer(Event event, Perspective perspective) {
        boolean own = perspective == OWN;
        boolean concerned = perspective == CONCERNED;
        return switch (event) {
            case Renamed(var who, var old, _) ->
                    system(
                            own
                                    ? RoomsTexts.renamed(who.name())
                                    : RoomsTexts.otherRenamed(old, who.name()));
            case Joined(_, var name, var who, _, _) ->
                    system(
                            own
                                    ? RoomsTexts.joined(name.title())
                                    : RoomsTexts.otherJoined(who.name()));
            case Left(_, var name, var who, _, _) ->
                    system(own ? RoomsTexts.left(name.title()) : RoomsTexts.otherLeft(who.name()));
            case Kicked(_, var name, var who, _, _, _) ->
                    system(
                            concerned
                                    ? RoomsTexts.kicked(name.title())
                                    : RoomsTexts.otherKicked(who.name()));
            case HostChanged(_, _, var host, _) ->
                    system(concerned ? RoomsTexts.HOST : RoomsTexts.otherHost(host.name()));
            case RoomClosed(_, var name, _) -> system(RoomsTexts.closed(name.title()));
            // The client has shown its own line when it was typed.
            case Said(_, _, var who, var text, _, _, _) -> own ? null : chat(who.name(), text);
            case SaidAsScheduled(var message, _, _, _) -> chat(message.author(), message.text());
            case Whispered whispered ->
                    concerned
                            ? system(RoomsTexts.whisper(whispered.from().name(), whispered.text()))
                            : null;
            case Exited(var who, _, _) -> own ? null : system(RoomsTexts.otherLeft(who.name()));
            case RoomsListed(_, var rooms) -> new RoomsResult(rooms);
            case Refused(var asked, var why) -> refused(asked, why);
            case Entered _,
                    LoggedIn _,
                    Scheduled _,
                    Kept _,
                    Collected _,
                    AddresseeChosen _,
                    AddresseeCame _,
                    AddresseeGone _,
                    PeopleListed _,
                    Answered _,
                    Sighting _,
                    Circumstance _ ->
                    null;
        };
    }

    private static @Nullable RoomsAnswer refused(Command asked, Refusal why) {
        return switch (why) {
            // The first name is the server's own choice; the dialogue tries another.
            case NAME_TAKEN -> asked instanceof Enter ? null : system(RoomsTexts.NAME_TAKEN);
            case NAME_RESERVED -> asked instanceof Enter ? null : system(RoomsTexts.BAD_NAME);
            case NO_SUCH_ROOM ->
                    system(
                            asked instanceof Join
                                    ? RoomsTexts.NO_SUCH_ROOM
                                    : RoomsTexts.NOT_IN_A_ROOM);
            case NOT_A_MEMBER -> system(RoomsTexts.NOT_IN_A_ROOM);
            case ALREADY_A_MEMBER -> system(RoomsTexts.JOIN_IN_A_ROOM);
            case ROOM_FULL -> system(RoomsTexts.ROOM_FULL);
            case BANNED -> system(asked instanceof Join ? RoomsTexts.BANNED : RoomsTexts.NO_SAY);
            case WRONG_KEY -> system(RoomsTexts.WRONG_KEY);
            case NOT_INVITED -> system(RoomsTexts.NOT_INVITED);
            case NO_ACCOUNT -> system(RoomsTexts.NO_ACCOUNT);
            case NO_VOICE, NO_REQUESTS -> system(RoomsTexts.NO_SAY);
            // Not asked for by this protocol, or said of sessions that are not in the yard.
            case NOT_ENTERED,
                    ALREADY_ENTERED,
                    ROOM_EXISTS,
                    NOT_RANKED,
                    TOO_SOON,
                    NO_SUCH_PERSON,
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

    private static RoomsAnswer chat(Name member, Text text) {
        return new Chat(RoomsTexts.shown(member), text.value());
    }

    private static RoomsAnswer system(String text) {
        return new SystemMessage(text);
    }
}
