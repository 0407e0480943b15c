package chat.madang.gate.open;

import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Join;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Listing;
import chat.madang.core.Name;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Mistakes;
import chat.madang.gate.TextReader;
import chat.madang.gate.TextReader.Form;
import chat.madang.gate.TextReader.Message;
import chat.madang.gate.TextReader.Message.Garbage;
import chat.madang.gate.TextReader.Message.Words;
import chat.madang.gate.open.OpenRequest.Kick;
import chat.madang.gate.open.OpenRequest.ListPeople;
import chat.madang.gate.open.OpenRequest.Malformed;
import chat.madang.gate.open.OpenRequest.Nothing;
import chat.madang.gate.open.OpenRequest.Quit;
import chat.madang.gate.open.OpenRequest.Rename;
import chat.madang.gate.open.OpenRequest.Say;
import chat.madang.gate.open.OpenRequest.Schedule;
import chat.madang.gate.open.OpenRequest.Whisper;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// One client of the `open` gate, from its nickname on. docs/protocols/open.md.
///
/// With a nickname the session enters and joins the home room; the session ends when it is out of
/// that. Everything but talk is asked and waited for, so that answers come in the order of the
/// questions.
final class OpenDialogue implements Dialogue {
    private final Connection connection;
    private final OpenOptions options;
    private final InstantSource clock;
    private final TextReader reader = new TextReader();
    private final Mistakes mistakes = new Mistakes();

    /// Null until the first message tells the form.
    private @Nullable OpenDialect dialect;

    /// Null until the session is in the home room.
    private @Nullable RoomId room;

    OpenDialogue(Connection connection, OpenOptions options, InstantSource clock) {
        this.connection = connection;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public boolean hear(ByteBuf in) {
        var message = reader.read(in);
        if (message == null) return false;

        if (dialect == null) begin();
        hear(message);
        return true;
    }

    @Override
    public void learn(Event event) {
        switch (event) {
            case Entered _ -> connection.ask(new Join(session(), options.home()));
            case Joined joined -> {
                room = joined.room();
                connection.ask(new Command.ListPeople(session(), joined.room()));
            }
            case Refused(Join _, var why) when why == Refusal.ROOM_FULL ->
                    connection.ask(new Command.ListRooms(session()));
            case Refused(Join _, _) -> connection.close("not let into the room");
            case RoomsListed(_, var rooms) -> tellHowFull(rooms);
            case Kicked kicked when kicked.to().equals(session()) -> connection.close("kicked");
            case RoomClosed _ -> connection.close("the room is closed");
            // Inside to the last: it was not the peer's own doing.
            case Exited exited when connection.isInside() ->
                    say(exited.reason().map(OpenTexts::ended).orElse(OpenTexts.DISPLACED));
            // What else happens does not change what this client may do.
            default -> {}
        }
    }

    private void begin() {
        dialect = new OpenDialect(reader.form() == Form.CHUNKS, options.zone());
        connection.speak(dialect);
    }

    private void hear(Message message) {
        switch (message) {
            case Garbage _ -> mistake(OpenTexts.UNREADABLE);
            case Words(var line) when room == null -> come(line);
            case Words(var line) -> obey(OpenReader.read(line), room);
        }
    }

    private void come(String line) {
        var nickname = OpenReader.nickname(line);
        if (nickname.isPresent()) {
            mistakes.forgive();
            connection.ask(new Enter(session(), nickname.get(), connection.profile()));
        } else if (OpenReader.isQuit(line)) {
            quit();
        } else {
            mistake(OpenTexts.BAD_NICKNAME);
        }
    }

    private void tellHowFull(List<Listing> rooms) {
        rooms.stream()
                .filter(listing -> listing.name().handle().equals(options.home()))
                .findFirst()
                .ifPresent(home -> say(OpenTexts.full(home)));
        connection.close("full");
    }

    private void obey(OpenRequest request, RoomId room) {
        if (!(request instanceof Malformed)) mistakes.forgive();
        switch (request) {
            case Say(var text) -> connection.tell(new Command.Say(session(), room, text));
            case Rename(var nickname) -> rename(nickname);
            case Whisper(var nickname, var text) -> whisper(nickname, text);
            case Schedule(var time, var text) -> schedule(time, text, room);
            case ListPeople _ -> connection.ask(new Command.ListPeople(session(), room));
            case Kick(var nickname) -> kick(nickname, room);
            case Quit _ -> quit();
            case Nothing _ -> {}
            case Malformed(var why) -> mistake(why);
        }
    }

    private void rename(String wish) {
        var nickname = OpenReader.nickname(wish);
        if (nickname.isEmpty()) {
            say(OpenTexts.BAD_NICKNAME);
        } else {
            connection.ask(new Command.Rename(session(), nickname.get()));
        }
    }

    private void whisper(String nickname, Text text) {
        var to = Name.of(nickname);
        if (to.isEmpty()) {
            say(OpenTexts.nobody(nickname));
        } else {
            connection.ask(new Command.Whisper(session(), to.get(), OpenTexts.SPELLING, text));
        }
    }

    private void schedule(String wish, Text text, RoomId room) {
        var time = OpenTime.of(wish);
        if (time.isEmpty()) {
            say(OpenTexts.badTime(wish));
        } else {
            var due = OpenTime.next(time.get(), options.zone(), clock.instant());
            connection.ask(new Command.Schedule(session(), room, text, due));
        }
    }

    private void kick(String nickname, RoomId room) {
        var whom = Name.of(nickname);
        if (whom.isEmpty()) {
            say(OpenTexts.nobody(nickname));
        } else {
            connection.ask(new Command.Kick(session(), room, whom.get(), OpenTexts.SPELLING));
        }
    }

    private void quit() {
        connection.close("quit");
    }

    private void mistake(String why) {
        say(why);
        if (mistakes.isOneTooMany()) connection.close("nothing made sense");
    }

    private void say(String line) {
        var spoken = Objects.requireNonNull(dialect, "dialect after the first message");
        connection.answer(out -> spoken.write(line, out));
    }

    private SessionId session() {
        return connection.session();
    }
}
