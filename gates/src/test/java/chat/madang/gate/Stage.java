package chat.madang.gate;

import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Delivery;
import chat.madang.core.Entrance;
import chat.madang.core.SessionId;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// Real connections, fan-outs and a real core, without sockets and threads, on a stopped clock.
///
/// Nothing happens by itself: [#settle] lets everything that is under way come to its end.
public final class Stage implements Entrance, AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final int FIRST_PORT = 50_001;

    private final Chat chat = new Chat();
    private final Queue<Command> commands = new ArrayDeque<>();
    private final List<EmbeddedChannel> drivers = new ArrayList<>();
    private final List<Fanout> fanouts = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Lags lags = new Lags();
    private final House house;
    private boolean closedDoor;
    private int unwrittenTurns;
    private int turnCommandsMax = Integer.MAX_VALUE;

    /// @param loops how many fan-outs the connections are spread over
    public Stage(int loops, Limits limits) {
        this.house = new House(this, limits);
        for (int i = 0; i < loops; i++) {
            var driver = new EmbeddedChannel();
            driver.freezeTime();
            drivers.add(driver);
            fanouts.add(new Fanout(driver.eventLoop(), ByteBufAllocator.DEFAULT, lags));
        }
    }

    public Stage() {
        this(2, new Limits(1_048_576, 1_000));
    }

    /// Connects from 127.0.0.1; the first port is 50001, the next 50002 …
    public Actor connect(Gate gate) {
        return connect(
                gate,
                new InetSocketAddress(
                        InetAddress.ofLiteral("127.0.0.1"), FIRST_PORT + actors.size()));
    }

    public Actor connect(Gate gate, InetSocketAddress peer) {
        var fanout = fanouts.get(actors.size() % fanouts.size());
        var channel = new ActorChannel(peer);
        int lagBytes = house.limits().lagBytes();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(lagBytes / 2, lagBytes));
        house.connectionCame();
        var session = new SessionId(actors.size() + 1);
        var connection = new Connection(channel, session, fanout, house, gate);
        fanout.add(connection);
        channel.pipeline().addLast(connection);
        var actor = new Actor(channel, connection);
        actors.add(actor);
        return actor;
    }

    /// Lets everything that is under way come to its end.
    public void settle() {
        do {
            turn();
            for (var driver : drivers) driver.runPendingTasks();
            for (var actor : actors) actor.channel().runPendingTasks();
        } while (!commands.isEmpty());
    }

    /// Lets time pass on every loop, and what then is due happen.
    public void pass(long amount, TimeUnit unit) {
        for (var driver : drivers) {
            driver.advanceTimeBy(amount, unit);
            driver.runScheduledPendingTasks();
        }
        settle();
    }

    /// Has the core take no more than that many commands a turn.
    public void limitTurns(int commandsMax) {
        turnCommandsMax = commandsMax;
    }

    /// Has the entrance refuse everything but exits.
    public void closeEntrance() {
        closedDoor = true;
    }

    /// Has the entrance take commands again, and tells the fan-outs.
    public void openEntrance() {
        closedDoor = false;
        for (var fanout : fanouts) fanout.deliver(List.of(), () -> {});
    }

    @Override
    public boolean offer(Command command) {
        if (closedDoor) return false;
        commands.add(command);
        return true;
    }

    @Override
    public void exit(Command.Exit exit) {
        commands.add(exit);
    }

    public int waitingCommands() {
        return commands.size();
    }

    /// How many turns were handed over that no fan-out has called written.
    public int unwrittenTurns() {
        return unwrittenTurns;
    }

    public int connections() {
        return house.connections();
    }

    Lags lags() {
        return lags;
    }

    Fanout fanout(int index) {
        return fanouts.get(index);
    }

    @Override
    public void close() {
        for (var actor : actors) actor.channel().finishAndReleaseAll();
        settle();
        for (var driver : drivers) driver.finishAndReleaseAll();
    }

    private void turn() {
        var deliveries = new ArrayList<Delivery>();
        for (int left = turnCommandsMax; left > 0 && !commands.isEmpty(); left--) {
            deliveries.addAll(chat.apply(commands.remove(), NOW));
        }
        for (var fanout : fanouts) {
            unwrittenTurns++;
            fanout.deliver(deliveries, () -> unwrittenTurns--);
        }
    }

    /// A channel with an address of its own.
    private static final class ActorChannel extends EmbeddedChannel {
        private final InetSocketAddress peer;

        ActorChannel(InetSocketAddress peer) {
            this.peer = peer;
        }

        @Override
        protected InetSocketAddress remoteAddress0() {
            return peer;
        }
    }
}
