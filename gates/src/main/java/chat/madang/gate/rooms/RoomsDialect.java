package chat.madang.gate.rooms;

import static chat.madang.gate.Perspective.OWN;

import chat.madang.core.Command;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;
import chat.madang.core.Refusal;
import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;
import chat.madang.gate.rooms.RoomsAnswer.Chat;
import chat.madang.gate.rooms.RoomsAnswer.RoomsResult;
import chat.madang.gate.rooms.RoomsAnswer.SystemMessage;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// Events to [RoomsAnswer]s, and these to frames in one of the two formats.
enum RoomsDialect implements Dialect {
    JSON,
    PROTOBUF;

    private static final EncodedRooms JSON_ROOMS = new EncodedRooms();
    private static final EncodedRooms PROTOBUF_ROOMS = new EncodedRooms();

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
            encodedRooms().write(rooms, frames -> encode(answer, frames), out);
        } else {
            encode(answer, out);
        }
    }

    private EncodedRooms encodedRooms() {
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
        return switch (event) {
            case Renamed(var who, var old) ->
                    system(
                            own
                                    ? RoomsTexts.renamed(who.name())
                                    : RoomsTexts.otherRenamed(old, who.name()));
            case Joined(_, var title, var who, _) ->
                    system(own ? RoomsTexts.joined(title) : RoomsTexts.otherJoined(who.name()));
            case Left(_, var title, var who, _) ->
                    system(own ? RoomsTexts.left(title) : RoomsTexts.otherLeft(who.name()));
            // The client has shown its own line when it was typed.
            case Said(_, var who, var text, _) ->
                    own ? null : new Chat(who.name().value(), text.value());
            case Exited(var who, _) -> own ? null : system(RoomsTexts.otherLeft(who.name()));
            case RoomsListed(_, var rooms) -> new RoomsResult(rooms);
            case Refused(var asked, var why) -> refused(asked, why);
            case Entered _ -> null;
        };
    }

    private static @Nullable RoomsAnswer refused(Command asked, Refusal why) {
        return switch (why) {
            // The first name is the server's own choice; the dialogue tries another.
            case NAME_TAKEN -> asked instanceof Enter ? null : system(RoomsTexts.NAME_TAKEN);
            case NO_SUCH_ROOM, NOT_A_MEMBER -> system(noRoom(asked));
            case ALREADY_A_MEMBER -> system(RoomsTexts.JOIN_IN_A_ROOM);
            case ROOM_FULL -> system(RoomsTexts.ROOM_FULL);
            // Said of sessions that are not in the yard: there is no peer who has asked.
            case NOT_ENTERED, ALREADY_ENTERED -> null;
        };
    }

    private static String noRoom(Command asked) {
        return switch (asked) {
            case Join _ -> RoomsTexts.NO_SUCH_ROOM;
            case Say _, Leave _, Enter _, Rename _, CreateRoom _, ListRooms _, Exit _ ->
                    RoomsTexts.NOT_IN_A_ROOM;
        };
    }

    private static RoomsAnswer system(String text) {
        return new SystemMessage(text);
    }
}
