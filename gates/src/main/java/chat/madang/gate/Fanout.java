package chat.madang.gate;

import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Command;
import chat.madang.core.Delivery;
import chat.madang.core.Entrance;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;
import chat.madang.core.Outbox;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// One event loop's share of the yard: its connections, and which of them are in which room.
///
/// Its rosters follow from the very events that it delivers, so that membership and messages cannot
/// be out of step. Every loop gets every turn and picks out what concerns its own connections.
///
/// A loop that was busy takes all turns that have come meanwhile at once: the busier it is, the
/// fewer its writes. Of what it takes, successive events for the same rooms form a [Run], which is
/// encoded once for each dialect. A run ends before anything that must not overtake it: an event
/// for other rooms, or one for a member alone. Each connection that was written to is flushed once,
/// at the end.
///
/// Threads: [#deliver] any; everything else on the loop.
public final class Fanout implements Outbox {
    private static final Logger log = LoggerFactory.getLogger(Fanout.class);

    /// What the core has handed over and the loop has not taken. Bounded by the [Entrance]: what is
    /// in here is under way. Threads: any adds, the loop takes.
    private final Queue<Turn> turns = new ConcurrentLinkedQueue<>();

    /// Whether the loop is on its way to take them. Threads: as above.
    private final AtomicBoolean woken = new AtomicBoolean();

    private final EventExecutor loop;
    private final ByteBufAllocator allocator;
    private final Lags lags;
    private final Map<SessionId, Connection> connections = new HashMap<>();
    private final Map<RoomId, Roster> rosters = new HashMap<>();

    /// Those that were written to, or may read on, since the last [#settle]. Each at most once.
    private final Queue<Connection> touched = new ArrayDeque<>();

    /// Those whose command the entrance refused, eldest first. Each at most once.
    private final Queue<Connection> refused = new ArrayDeque<>();

    /// Null when nothing has been gathered.
    private @Nullable Run run;

    /// One turn of the core.
    private record Turn(List<Delivery> deliveries, Runnable written) {}

    Fanout(EventExecutor loop, ByteBufAllocator allocator, Lags lags) {
        this.loop = loop;
        this.allocator = allocator;
        this.lags = lags;
    }

    @Override
    public void deliver(List<Delivery> turn, Runnable written) {
        turns.add(new Turn(turn, written));
        if (!woken.compareAndSet(false, true)) return;
        try {
            loop.execute(this::takeTurns);
        } catch (RejectedExecutionException _) {
            // The loop has ended, and its connections with it: nobody is left to be told.
            for (var next = turns.poll(); next != null; next = turns.poll()) next.written().run();
            woken.set(false);
        }
    }

    EventExecutor loop() {
        return loop;
    }

    void add(Connection connection) {
        connections.put(connection.session(), connection);
    }

    void remove(Connection connection) {
        connections.remove(connection.session());
        refused.remove(connection);
    }

    Collection<Connection> connections() {
        return connections.values();
    }

    /// How many rooms have members on this loop.
    int rooms() {
        return rosters.size();
    }

    /// Has `connection` looked after by the next [#settle].
    void touch(Connection connection) {
        touched.add(connection);
    }

    /// Has `connection` offer its command again as soon as the entrance has room.
    void retryLater(Connection connection) {
        refused.add(connection);
    }

    /// Flushes what was written, and goes on hearing those who were waiting for an answer.
    ///
    /// Whatever wakes the loop (bytes, a turn, a timer) calls this when it is done.
    void settle() {
        for (var next = touched.poll(); next != null; next = touched.poll()) next.settle();
    }

    private void takeTurns() {
        woken.set(false);
        var taken = new ArrayList<Turn>();
        try {
            for (var next = turns.poll(); next != null; next = turns.poll()) {
                taken.add(next);
                for (var delivery : next.deliveries()) deliverSafely(delivery);
            }
            endRun();
        } finally {
            for (var turn : taken) turn.written().run();
            retryRefused();
            settle();
        }
    }

    private void deliverSafely(Delivery delivery) {
        try {
            deliver(delivery);
        } catch (Throwable bug) {
            log.error("not delivered: event={} by={}", kind(delivery), delivery.event().by(), bug);
        }
    }

    private void deliver(Delivery delivery) {
        switch (delivery.to()) {
            case One(var session) -> {
                var connection = connections.get(session);
                if (connection != null) deliverTo(connection, delivery.event());
            }
            case Members(var rooms) -> {
                var gathering = gather(rooms);
                var causer = connections.get(delivery.event().by());
                if (causer == null) {
                    gathering.add(delivery.event());
                } else {
                    gathering.addCausedBy(causer, delivery.event());
                    if (delivery.event() instanceof Joined(var room, _, _, _)) join(causer, room);
                }
            }
        }
    }

    private void deliverTo(Connection connection, Event event) {
        if (run != null && connection.outlet().isInOneOf(run.rooms())) endRun();
        connection.tell(event);
        // Refused: it is not known in the yard, for the core has failed at its first command.
        if (event instanceof Exited || event instanceof Refused(Command.Exit _, _)) {
            connection.exited();
        }
    }

    private Run gather(List<RoomId> rooms) {
        if (run != null && !run.rooms().equals(rooms)) endRun();
        if (run == null) run = new Run(rooms);
        return run;
    }

    private void join(Connection connection, RoomId room) {
        rosters.computeIfAbsent(room, _ -> new Roster(room, lags)).add(connection);
    }

    private void removeFrom(RoomId room, Connection connection) {
        var roster = rosters.get(room);
        if (roster == null) return;

        roster.remove(connection);
        if (roster.isEmpty()) rosters.remove(room);
    }

    private void endRun() {
        var ending = run;
        if (ending == null) return;

        run = null;
        audience(ending.rooms())
                .forEach((dialect, readers) -> writeSafely(ending, dialect, readers));
        ending.forEachCauser(this::dismiss);
    }

    /// Nobody goes on who would miss something without knowing it.
    private void writeSafely(Run ending, Dialect dialect, Set<Connection> readers) {
        try {
            ending.write(dialect, readers, allocator);
        } catch (Throwable bug) {
            log.error("not written to connections={}", readers.size(), bug);
            for (var reader : List.copyOf(readers)) reader.drop();
        }
    }

    /// Takes out of the rosters who has gone by a run, now that the run has reached them.
    private void dismiss(Connection causer, Event last) {
        switch (last) {
            case Left left -> removeFrom(left.room(), causer);
            case Exited exited -> {
                for (var room : exited.rooms()) removeFrom(room, causer);
                causer.exited();
            }
            case Joined _, Entered _, Renamed _, Said _, RoomsListed _, Refused _ -> {}
        }
    }

    /// The loop's connections in one of `rooms`, each once.
    private Map<Dialect, Set<Connection>> audience(List<RoomId> rooms) {
        if (rooms.size() == 1) {
            var roster = rosters.get(rooms.getFirst());
            return roster == null ? Map.of() : roster.members();
        }
        var union = new LinkedHashMap<Dialect, Set<Connection>>();
        for (var room : rooms) {
            audience(List.of(room))
                    .forEach((dialect, members) ->
                            union.computeIfAbsent(dialect, _ -> new LinkedHashSet<>())
                                    .addAll(members));
        }
        return union;
    }

    private void retryRefused() {
        for (int left = refused.size(); left > 0; left--) refused.remove().retry();
    }

    private static String kind(Delivery delivery) {
        return delivery.event().getClass().getSimpleName();
    }
}
