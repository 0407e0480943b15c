package chat.madang.gate;

import chat.madang.core.Account;
import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Delivery;
import chat.madang.core.Entrance;
import chat.madang.core.Event;
import chat.madang.core.Event.Promise;
import chat.madang.core.Memory;
import chat.madang.core.Name;
import chat.madang.core.RoomPolicy;
import chat.madang.core.Rules;
import chat.madang.core.SessionId;
import chat.madang.core.Title;

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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Real connections, fan-outs and a real core, without sockets and threads, on a stopped clock.
///
/// Nothing happens by itself: [#settle] lets everything that is under way come to its end.
public final class Stage implements Entrance, AutoCloseable {
    /// When every play begins: nine o'clock in the morning.
    public static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    /// Names that nobody may take here.
    public static final Set<Name> RESERVED =
            Set.of(new Name("server"), new Name("시스템 메시지"), new Name("NickServ"));

    private static final int FIRST_PORT = 50_001;
    private static final int LETTERS_MAX = 100;
    private static final int SCHEDULED_MAX = 20;

    private final Chat chat =
            new Chat(new Rules(LETTERS_MAX, SCHEDULED_MAX, RESERVED), Memory.NONE);
    private final Queue<Command> commands = new ArrayDeque<>();
    private final List<EmbeddedChannel> drivers = new ArrayList<>();
    private final List<Fanout> fanouts = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final List<DatagramStand> stands = new ArrayList<>();
    private final Lags lags = new Lags();
    private final House house;
    private Instant now = START;
    private boolean closedDoor;
    private boolean diskFull;

    /// Promises that wait for the disk.
    private final List<Delivery> unstored = new ArrayList<>();

    private Consumer<List<Event>> journal = _ -> {};
    private int callers;
    private long lastSession;
    private int unwrittenTurns;
    private int turnCommandsMax = Integer.MAX_VALUE;

    /// @param loops how many fan-outs the connections are spread over
    public Stage(int loops, Limits limits) {
        this.house = new House(this, limits, new Hosts(new byte[Hosts.SECRET_BYTES]));
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

    /// An address on 127.0.0.1 that nobody else has: the first port is 50001, the next 50002 …
    public InetSocketAddress nextAddress() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FIRST_PORT + callers++);
    }

    /// Connects from the [next address][#nextAddress].
    public Actor connect(Gate gate) {
        return connect(gate, nextAddress());
    }

    public Actor connect(Gate gate, InetSocketAddress peer) {
        var fanout = fanouts.get(actors.size() % fanouts.size());
        var channel = new ActorChannel(peer);
        int lagBytes = house.limits().lagBytes();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(lagBytes / 2, lagBytes));
        house.connectionCame(gate.name());
        var session = new SessionId(++lastSession);
        var connection = new Connection(channel, session, fanout, house, gate);
        fanout.add(connection);
        var pieces = new Pieces();
        channel.pipeline().addLast(pieces, connection);
        var actor = new Actor(channel, connection, pieces);
        actors.add(actor);
        return actor;
    }

    /// Opens a UDP gate, on the first loop.
    public DatagramStand open(DatagramGate gate) {
        var stand = new DatagramStand(gate, fanouts.getFirst(), house, () -> ++lastSession);
        stands.add(stand);
        return stand;
    }

    /// Has a room that does not end.
    public void keepRoom(String title, RoomPolicy policy) {
        commands.add(new Command.KeepRoom(new Title(title), policy));
        settle();
    }

    /// Has the yard know these accounts and no others.
    public void knowAccounts(List<Account> accounts) {
        commands.add(new Command.KnowAccounts(accounts));
        settle();
    }

    /// Whether what must last cannot be written from now on.
    public void setDiskFull(boolean full) {
        diskFull = full;
    }

    /// Whether what must last cannot be written.
    public boolean isDiskFull() {
        return diskFull;
    }

    /// Who is told what happens, turn by turn, as long as it can be written.
    public void setJournal(Consumer<List<Event>> journal) {
        this.journal = journal;
    }

    /// What time it is.
    public Instant now() {
        return now;
    }

    /// Lets everything that is under way come to its end.
    public void settle() {
        do {
            turn();
            for (var driver : drivers) driver.runPendingTasks();
            for (var actor : actors) actor.channel().runPendingTasks();
            for (var stand : stands) stand.runPendingTasks();
        } while (!commands.isEmpty()
                || !unstored.isEmpty()
                || isSomethingDue()
                || isSomethingLeft());
    }

    /// Whether one loop has given another something to do.
    private boolean isSomethingLeft() {
        return drivers.stream().anyMatch(EmbeddedChannel::hasPendingTasks);
    }

    private boolean isSomethingDue() {
        return chat.nextDue().filter(due -> !due.isAfter(now)).isPresent();
    }

    /// Lets time pass on every loop, looks after every peer, and lets what then is due happen.
    public void pass(long amount, TimeUnit unit) {
        now = now.plus(amount, unit.toChronoUnit());
        for (var driver : drivers) {
            driver.advanceTimeBy(amount, unit);
            driver.runScheduledPendingTasks();
        }
        for (var fanout : fanouts) List.copyOf(fanout.peers()).forEach(Peer::check);
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

    Traffic traffic(Gate gate) {
        return house.traffic(gate.name());
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
        for (var stand : stands) stand.close();
        for (var driver : drivers) driver.finishAndReleaseAll();
    }

    private void turn() {
        var deliveries = new ArrayList<Delivery>();
        if (commands.isEmpty()) deliveries.addAll(stored());
        if (isSomethingDue()) deliveries.addAll(chat.apply(new Command.SayDue(), now));
        for (int left = turnCommandsMax; left > 0 && !commands.isEmpty(); left--) {
            for (var delivery : chat.apply(commands.remove(), now)) {
                (delivery.event() instanceof Promise ? unstored : deliveries).add(delivery);
            }
        }
        if (!diskFull) journal.accept(deliveries.stream().map(Delivery::event).distinct().toList());
        for (var fanout : fanouts) {
            unwrittenTurns++;
            fanout.deliver(deliveries, () -> unwrittenTurns--);
        }
    }

    /// What is told once the disk has answered: as late as it may be, behind everything else.
    private List<Delivery> stored() {
        var told = new ArrayList<Delivery>();
        for (var delivery : unstored) {
            if (diskFull && delivery.event() instanceof Promise promise) {
                told.addAll(chat.apply(new Command.TakeBack(promise), now));
            } else {
                told.add(delivery);
            }
        }
        unstored.clear();
        return told;
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
