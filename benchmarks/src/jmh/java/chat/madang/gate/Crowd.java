package chat.madang.gate;

import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Join;
import chat.madang.core.Delivery;
import chat.madang.core.Entrance;
import chat.madang.core.Event;
import chat.madang.core.Memory;
import chat.madang.core.Name;
import chat.madang.core.Profile;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Rules;
import chat.madang.core.SessionId;
import chat.madang.core.Title;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// People in one room, all of them on one loop and in one dialect: a real core, fan-out and
/// connections, without sockets and threads. What is written to them is counted, and gone.
final class Crowd implements Entrance, AutoCloseable {
    /// The room that they are in.
    static final RoomId ROOM = new RoomId(1);

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final int OUTBOUND_BYTES = 1_048_576;

    private final Chat chat = new Chat(Rules.USUAL, Memory.NONE);
    private final EmbeddedChannel driver = new EmbeddedChannel();
    private final Fanout fanout =
            new Fanout(driver.eventLoop(), ByteBufAllocator.DEFAULT, new Lags());
    private final List<Sink> sinks = new ArrayList<>();
    private long bytes;

    /// @param people 2..
    Crowd(int people, Dialect dialect) {
        var limits = new Limits(OUTBOUND_BYTES, people);
        var house = new House(this, limits, new Hosts(new byte[Hosts.SECRET_BYTES]));
        var policy = new RoomPolicy(people, Ends.WITH_LAST_MEMBER, Host.NONE);
        for (int i = 1; i <= people; i++) {
            var session = new SessionId(i);
            connect(session, house, dialect);
            var profile = new Profile("irc", "user", "abcdefghijklmnop.ip", "192.0.2.1");
            tell(apply(new Enter(session, new Name("p" + i), profile)));
            var title = new Title("yard");
            tell(
                    apply(
                            i == 1
                                    ? new CreateRoom(session, title, policy, IfTaken.REFUSE)
                                    : new Join(session, ROOM)));
        }
        if (bytes == 0) throw new IllegalStateException("nobody was told of anybody");
    }

    /// What the core makes of a command.
    List<Delivery> apply(Command command) {
        return chat.apply(command, NOON);
    }

    /// Has the loop take a turn and write it, and says how much has been written by now.
    long tell(List<Delivery> turn) {
        fanout.deliver(turn, () -> {});
        driver.runPendingTasks();
        return bytes;
    }

    /// Nobody here asks by their connection.
    @Override
    public boolean offer(Command command) {
        throw new IllegalStateException("asked: " + command);
    }

    @Override
    public void exit(Command.Exit exit) {
        tell(apply(exit));
    }

    @Override
    public void close() {
        for (var sink : sinks) sink.finishAndReleaseAll();
        driver.finishAndReleaseAll();
    }

    private void connect(SessionId session, House house, Dialect dialect) {
        var sink = new Sink();
        var connection = new Connection(sink, session, fanout, house, new Audience());
        connection.speak(dialect);
        fanout.add(connection);
        sink.pipeline().addLast(connection.inlet());
        sinks.add(sink);
    }

    /// Takes everything at once, as the socket of somebody who keeps up.
    private final class Sink extends EmbeddedChannel {
        @Override
        protected void handleOutboundMessage(Object message) {
            bytes += ((ByteBuf) message).readableBytes();
            ReferenceCountUtil.release(message);
        }
    }

    /// A gate of people who listen.
    private static final class Audience implements Gate, Dialogue {
        @Override
        public String name() {
            return "audience";
        }

        @Override
        public Dialogue greet(Connection connection) {
            return this;
        }

        @Override
        public boolean hear(ByteBuf in) {
            return false;
        }

        @Override
        public void learn(Event event) {}
    }
}
