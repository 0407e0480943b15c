package chat.madang.gate;

import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Name;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.core.Title;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A protocol for the tests of what all gates share: each byte is a command, each event a few
/// letters.
///
/// ```
/// e enter   c create   1..9 join   l leave room 1   s say "x" in room 1   S say 4,096 bytes there
/// w say "x" in room 1 a second after the start, which is answered when it is on disk
/// W the same, and hear on meanwhile   q list the rooms   p answered at once: P
/// z hear nothing for a second   . the first half of a frame   ! the gate fails
/// ```
///
/// The sender's number follows the letter: `s2` is what session 2 said, `J1` that session 1 joined,
/// `d0` what was said because its time had come; in upper case, what was one's own doing.
final class EchoGate implements Gate {
    private final Dialect dialect;
    private final RoomPolicy policy;

    EchoGate(Dialect dialect, RoomPolicy policy) {
        this.dialect = dialect;
        this.policy = policy;
    }

    EchoGate(Dialect dialect) {
        this(dialect, new RoomPolicy(10_000, Ends.WITH_LAST_MEMBER, Host.NONE));
    }

    EchoGate() {
        this(new Letters());
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public Dialogue greet(Connection connection) {
        return new EchoDialogue(connection);
    }

    /// Counts how often it has encoded for others.
    static final class Letters implements Dialect {
        int encodedForOthers;

        @Override
        public void encode(Event event, Perspective perspective, ByteBuf out) {
            if (perspective == Perspective.OTHERS) encodedForOthers++;
            var letters = letter(event) + event.by().value();
            boolean isOwn = perspective != Perspective.OTHERS;
            var seen = isOwn ? letters.toUpperCase(Locale.ROOT) : letters;
            out.writeCharSequence(seen, StandardCharsets.US_ASCII);
            if (event instanceof Said said && perspective == Perspective.OTHERS) {
                out.writeZero(said.text().bytes() - 1);
            }
        }

        @Override
        public void encodeGoodbye(ByteBuf out) {
            out.writeByte('B');
        }

        private static String letter(Event event) {
            return switch (event) {
                case Entered _ -> "e";
                case Renamed _ -> "r";
                case Joined _ -> "j";
                case Left _ -> "l";
                case Kicked _ -> "k";
                case HostChanged _ -> "h";
                case RoomClosed _ -> "c";
                case Said _ -> "s";
                case Scheduled _ -> "w";
                case SaidAsScheduled _ -> "d";
                case RoomsListed _ -> "q";
                case Exited _ -> "x";
                case Refused _ -> "n";
                default -> "?";
            };
        }
    }

    private final class EchoDialogue implements Dialogue {
        private static final RoomId ROOM = new RoomId(1);
        private static final Instant DUE = Stage.START.plusSeconds(1);
        private final Connection connection;

        EchoDialogue(Connection connection) {
            this.connection = connection;
        }

        @Override
        public boolean hear(ByteBuf in) {
            if (in.getByte(in.readerIndex()) == '.') return false;
            obey((char) in.readByte());
            return true;
        }

        @Override
        public void learn(Event event) {}

        private void obey(char letter) {
            switch (letter) {
                case 'e' -> {
                    connection.speak(dialect);
                    connection.ask(new Command.Enter(session(), new Name("p" + session().value())));
                }
                case 'c' ->
                        connection.ask(
                                new Command.CreateRoom(session(), title(), policy, IfTaken.NUMBER));
                case 'l' -> connection.ask(new Command.Leave(session(), ROOM));
                case 's' -> connection.tell(new Command.Say(session(), ROOM, new Text("x")));
                case 'S' ->
                        connection.tell(
                                new Command.Say(session(), ROOM, new Text("x".repeat(4_096))));
                case 'w' ->
                        connection.ask(new Command.Schedule(session(), ROOM, new Text("x"), DUE));
                case 'W' ->
                        connection.tell(new Command.Schedule(session(), ROOM, new Text("x"), DUE));
                case 'q' -> connection.ask(new Command.ListRooms(session()));
                case 'p' -> connection.answer(out -> out.writeByte('P'));
                case 'z' -> connection.rest(TimeUnit.SECONDS.toNanos(1));
                case '!' -> throw new IllegalStateException("as asked");
                default -> connection.ask(new Command.Join(session(), new RoomId(letter - '0')));
            }
        }

        private SessionId session() {
            return connection.session();
        }

        private static Title title() {
            return new Title("room");
        }
    }
}
