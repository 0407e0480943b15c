package chat.madang.gate.coded;

import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Name;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Mistakes;
import chat.madang.gate.TextReader;
import chat.madang.gate.coded.CodedRequest.Enter;
import chat.madang.gate.coded.CodedRequest.Leave;
import chat.madang.gate.coded.CodedRequest.ListPeople;
import chat.madang.gate.coded.CodedRequest.Malformed;
import chat.madang.gate.coded.CodedRequest.OfPerson;
import chat.madang.gate.coded.CodedRequest.Say;
import chat.madang.gate.coded.CodedRequest.Whisper;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// One client of the `coded` gate. docs/protocols/coded.md.
///
/// Its first read tells whether it speaks lines. `001` takes it into the yard and from there into
/// the gate's home room, and nothing is heard on the way; whoever is out of the room is out of the
/// yard. Everything but talk is asked and waited for, so that answers come in the order of the
/// questions.
final class CodedDialogue implements Dialogue {
    private final Connection connection;
    private final CodedOptions options;
    private final TextReader reader = new TextReader();
    private final Mistakes mistakes = new Mistakes();

    /// What the peer speaks; null until its first read tells.
    private @Nullable CodedDialect dialect;

    /// Null until the peer is in the room.
    private @Nullable Seat seat;

    /// Who the peer is, and where.
    private record Seat(Name name, RoomId room) {
        /// Whether that is how the person is called. No name that comes in here has to be shown
        /// otherwise than it is.
        boolean isOf(String id) {
            return Name.of(id).map(Name::key).filter(name.key()::equals).isPresent();
        }
    }

    CodedDialogue(Connection connection, CodedOptions options) {
        this.connection = connection;
        this.options = options;
    }

    @Override
    public boolean hear(ByteBuf in) {
        var message = reader.read(in);
        if (message == null) return false;

        if (dialect == null) {
            dialect = CodedDialect.of(reader.form());
            connection.speak(dialect);
        }
        obey(CodedReader.read(message));
        return true;
    }

    @Override
    public void learn(Event event) {
        switch (event) {
            case Entered _ -> connection.ask(new Command.Join(session(), options.home()));
            case Joined joined -> {
                seat = new Seat(joined.who().name(), joined.room());
                connection.ask(new Command.ListPeople(session(), joined.room()));
            }
            case Refused(Command.Join _, _) -> connection.close("not let into the room");
            case Kicked kicked when kicked.to().equals(session()) -> connection.close("kicked");
            case RoomClosed _ -> connection.close("the room is closed");
            // Inside to the last: it was not the peer's own doing.
            case Exited exited when connection.isInside() ->
                    say(exited.reason().map(CodedTexts::ended).orElse(CodedTexts.DISPLACED));
            // What else happens does not change what this client may do.
            default -> {}
        }
    }

    private void obey(CodedRequest request) {
        switch (request) {
            case Enter(var id) -> enter(id);
            case OfPerson asked -> {
                if (seat == null) {
                    makeMistake(CodedTexts.NOT_JOINED);
                } else {
                    mistakes.forgive();
                    obey(asked, seat);
                }
            }
            case Malformed _ -> makeMistake(CodedTexts.MALFORMED);
        }
    }

    private void enter(String id) {
        mistakes.forgive();
        var name = Name.of(id).filter(CodedDialect.SPELLING::carries);
        if (seat != null) {
            say(CodedTexts.JOINED_ALREADY);
        } else if (name.isEmpty()) {
            say(CodedTexts.NAME_REFUSED);
        } else {
            connection.ask(new Command.Enter(session(), name.get(), connection.profile()));
        }
    }

    private void obey(OfPerson request, Seat from) {
        if (!from.isOf(request.id())) {
            say(CodedTexts.WRONG_PERSON);
            return;
        }
        switch (request) {
            case Say(_, var text) -> connection.tell(new Command.Say(session(), from.room(), text));
            case Whisper whisper -> whisper(whisper);
            case Leave _ -> {
                say(CodedTexts.GONE);
                connection.close("goes");
            }
            case ListPeople _ -> connection.ask(new Command.ListPeople(session(), from.room()));
        }
    }

    private void whisper(Whisper whisper) {
        var to = Name.of(whisper.to());
        if (to.isEmpty()) {
            say(CodedTexts.NO_SUCH_PERSON);
        } else {
            connection.ask(
                    new Command.Whisper(
                            session(), to.get(), CodedDialect.SPELLING, whisper.text()));
        }
    }

    private void makeMistake(String answer) {
        say(answer);
        if (mistakes.isOneTooMany()) connection.close("nothing made sense");
    }

    private void say(String text) {
        var spoken = spoken();
        connection.answer(out -> spoken.write(text, out));
    }

    private SessionId session() {
        return connection.session();
    }

    private CodedDialect spoken() {
        return Objects.requireNonNull(dialect, "dialect after the first message");
    }
}
