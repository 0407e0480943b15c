package chat.madang.gate.rooms;

import chat.madang.core.Command;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Event;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Name;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Mistakes;
import chat.madang.gate.rooms.RoomsAnswer.SystemMessage;
import chat.madang.gate.rooms.RoomsRequest.ChangeName;
import chat.madang.gate.rooms.RoomsRequest.Chat;
import chat.madang.gate.rooms.RoomsRequest.CreateRoom;
import chat.madang.gate.rooms.RoomsRequest.JoinRoom;
import chat.madang.gate.rooms.RoomsRequest.LeaveRoom;
import chat.madang.gate.rooms.RoomsRequest.ListRooms;
import chat.madang.gate.rooms.RoomsRequest.Malformed;
import chat.madang.gate.rooms.RoomsRequest.Shutdown;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// One client of the `rooms` gate, from its first frame on. docs/protocols/rooms.md.
///
/// The first frame tells the format; with it the session enters, under the name of its address. The
/// protocol knows of one room at a time: that rule is kept here. Everything but talk is asked and
/// waited for, so that answers come in the order of the questions.
final class RoomsDialogue implements Dialogue {
    private final Connection connection;
    private final RoomsOptions options;
    private final Runnable shutdown;
    private final RoomsDecoder decoder = new RoomsDecoder();
    private final Mistakes mistakes = new Mistakes();

    private AddressName addressName;

    /// Null until the first frame tells the format.
    private @Nullable Speech speech;

    /// Null while in no room.
    private @Nullable RoomId room;

    /// What the peer speaks, either way.
    private record Speech(RoomsReader reader, RoomsDialect dialect) {}

    RoomsDialogue(Connection connection, RoomsOptions options, Runnable shutdown) {
        this.connection = connection;
        this.options = options;
        this.shutdown = shutdown;
        this.addressName = new AddressName(connection.peer(), 1);
    }

    @Override
    public boolean hear(ByteBuf in) {
        if (speech == null) return begin(in);

        var frame = decoder.decode(in);
        if (frame == null) return false;
        var request = speech.reader().read(frame);
        if (request != null) obey(request);
        return true;
    }

    @Override
    public void learn(Event event) {
        switch (event) {
            case Joined joined -> room = joined.room();
            case Left _ -> room = null;
            case Refused(Enter _, _) -> {
                addressName = addressName.next();
                enter();
            }
            case Kicked kicked when kicked.to().equals(session()) -> room = null;
            case RoomClosed _ -> room = null;
            // What else happens does not change what this client may do.
            default -> {}
        }
    }

    /// Looks at the first frame, without taking it, for the format.
    private boolean begin(ByteBuf in) {
        if (in.readableBytes() < RoomsDecoder.LENGTH_BYTES) return false;
        boolean empty = in.getUnsignedShort(in.readerIndex()) == 0;
        if (!empty && in.readableBytes() == RoomsDecoder.LENGTH_BYTES) return false;

        boolean json = !empty && in.getByte(in.readerIndex() + RoomsDecoder.LENGTH_BYTES) == '{';
        var dialect = json ? RoomsDialect.JSON : RoomsDialect.PROTOBUF;
        speech = new Speech(dialect.reader(), dialect);
        connection.speak(dialect);
        if (isSpokenHere(dialect)) {
            enter();
        } else {
            say(RoomsTexts.MALFORMED);
            connection.close("speaks the other format");
        }
        return true;
    }

    private boolean isSpokenHere(RoomsDialect dialect) {
        return switch (options.format()) {
            case AUTO -> true;
            case JSON -> dialect == RoomsDialect.JSON;
            case PROTOBUF -> dialect == RoomsDialect.PROTOBUF;
        };
    }

    private void enter() {
        connection.ask(new Enter(session(), addressName.name(), connection.profile()));
    }

    private void obey(RoomsRequest request) {
        if (!(request instanceof Malformed)) mistakes.forgive();
        switch (request) {
            case ChangeName(var name) -> changeName(name);
            case ListRooms _ -> connection.ask(new Command.ListRooms(session()));
            case CreateRoom(var title) -> createRoom(title);
            case JoinRoom(int number) -> joinRoom(number);
            case LeaveRoom _ -> leaveRoom();
            case Chat(var text) -> chat(text);
            case Shutdown _ -> shutdown();
            case Malformed _ -> malformed();
        }
    }

    private void changeName(String wish) {
        var name = Name.of(wish).filter(RoomsTexts.SPELLING::carries);
        if (name.isEmpty()) {
            say(RoomsTexts.BAD_NAME);
        } else {
            connection.ask(new Command.Rename(session(), name.get()));
        }
    }

    private void createRoom(String wish) {
        var title = Title.of(wish);
        if (room != null) {
            say(RoomsTexts.CREATE_IN_A_ROOM);
        } else if (title.isEmpty()) {
            say(wish.isBlank() ? RoomsTexts.NO_TITLE : RoomsTexts.BAD_TITLE);
        } else {
            var policy = options.roomPolicy();
            connection.ask(new Command.CreateRoom(session(), title.get(), policy, IfTaken.NUMBER));
        }
    }

    private void joinRoom(int number) {
        if (room != null) {
            say(RoomsTexts.JOIN_IN_A_ROOM);
        } else if (number < 1) {
            say(RoomsTexts.NO_SUCH_ROOM);
        } else {
            connection.ask(new Command.Join(session(), new RoomId(number)));
        }
    }

    private void leaveRoom() {
        if (room == null) {
            say(RoomsTexts.NOT_IN_A_ROOM);
        } else {
            connection.ask(new Command.Leave(session(), room));
        }
    }

    private void chat(Text text) {
        if (room == null) {
            say(RoomsTexts.NOT_IN_A_ROOM);
        } else {
            connection.tell(new Command.Say(session(), room, text));
        }
    }

    private void shutdown() {
        boolean allowed =
                switch (options.shutdown()) {
                    case LOOPBACK -> connection.peer().getAddress().isLoopbackAddress();
                    case ANYONE -> true;
                    case NEVER -> false;
                };
        if (allowed) {
            shutdown.run();
        } else {
            say(RoomsTexts.NO_SHUTDOWN);
        }
    }

    private void malformed() {
        say(RoomsTexts.MALFORMED);
        if (mistakes.isOneTooMany()) connection.close("nothing made sense");
    }

    private void say(String text) {
        var dialect = spoken();
        connection.answer(out -> dialect.write(new SystemMessage(text), out));
    }

    private SessionId session() {
        return connection.session();
    }

    private RoomsDialect spoken() {
        return Objects.requireNonNull(speech, "speech after the first frame").dialect();
    }
}
