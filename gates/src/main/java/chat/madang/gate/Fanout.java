package chat.madang.gate;

import chat.madang.core.Answered.Resumed;
import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Command;
import chat.madang.core.Delivery;
import chat.madang.core.Entrance;
import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomClosed;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One event loop's share of the yard: its peers, and which of them are in which room.
///
/// Its rosters follow from the very events that it delivers, so that membership and messages cannot
/// be out of step. Every loop gets every turn and picks out what concerns its own peers.
///
/// A loop that was busy takes all turns that have come meanwhile at once: the busier it is, the
/// fewer its writes. When several events came together for the same rooms, and telling them took
/// long, it hears for as long before it tells again ([Breath]). Of what it takes, successive events
/// for the same rooms form a [Run], which is encoded once for each dialect. A run ends before
/// anything that must not overtake it: an event for other rooms, or one for a member alone. Each
/// peer that was written to is flushed once, at the end.
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
    private final Map<SessionId, Peer> peers = new HashMap<>();
    private final Map<RoomId, Roster> rosters = new HashMap<>();

    /// The connections that are to go on as another session, by the one that they were given first.
    private final Map<SessionId, Connection> heirs = new HashMap<>();

    /// Those that were written to, or may read on, since the last [#settle]. Each at most once.
    private final Queue<Peer> touched = new ArrayDeque<>();

    /// Those whose command the entrance refused, eldest first. Each at most once.
    private final Queue<Peer> refused = new ArrayDeque<>();

    private final Breath breath;

    /// Null when nothing has been gathered.
    private @Nullable Run run;

    /// One turn of the core.
    private record Turn(List<Delivery> deliveries, Runnable written) {}

    Fanout(EventExecutor loop, ByteBufAllocator allocator, Lags lags) {
        this.loop = loop;
        this.allocator = allocator;
        this.lags = lags;
        this.breath = new Breath(loop.ticker()::nanoTime);
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

    void add(Peer peer) {
        peers.put(peer.session(), peer);
    }

    void remove(Peer peer) {
        // Another connection may have gone on as its session.
        peers.remove(peer.session(), peer);
        heirs.remove(peer.session(), peer);
        refused.remove(peer);
    }

    Collection<Peer> peers() {
        return peers.values();
    }

    /// How many rooms have members on this loop.
    int rooms() {
        return rosters.size();
    }

    /// Has `connection` go on as another session, as soon as the core has been asked.
    void awaitResumed(Connection connection) {
        heirs.put(connection.session(), connection);
    }

    /// Has `peer` looked after by the next [#settle].
    void touch(Peer peer) {
        touched.add(peer);
    }

    /// Has `peer` offer its command again as soon as the entrance has room.
    void retryLater(Peer peer) {
        refused.add(peer);
    }

    /// Flushes what was written, and goes on hearing those who were waiting for an answer.
    ///
    /// Whatever wakes the loop (bytes, a turn, a timer) calls this when it is done.
    void settle() {
        for (var next = touched.poll(); next != null; next = touched.poll()) next.settle();
    }

    private void takeTurns() {
        long rest = breath.restNanos();
        if (rest > 0) {
            loop.schedule(this::takeTurns, rest, TimeUnit.NANOSECONDS);
            return;
        }
        tellTurns();
    }

    /// Tells what the core has handed over, now.
    void tellTurns() {
        woken.set(false);
        breath.begin();
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
            breath.end();
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
                switch (delivery.event()) {
                    case Resumed resumed -> hand(session, resumed);
                    case Refused(Command.Resume(_, var heir), _) -> disappoint(heir, delivery);
                    default -> {}
                }
                var peer = peers.get(session);
                if (peer != null) deliverTo(peer, delivery.event());
            }
            case Members(var rooms) -> deliverToMembers(rooms, delivery.event());
        }
    }

    /// What is told to a session from here on is told to its heir, on whichever loop that is.
    private void hand(SessionId session, Resumed resumed) {
        endRun();
        var rooms = resumed.rooms().stream().map(each -> each.room().room()).toList();
        var before = peers.get(session);
        if (before != null) {
            for (var room : rooms) removeFrom(room, before);
            peers.remove(session);
            before.replaced();
        }
        var heir = heirs.remove(resumed.heir());
        if (heir == null || peers.remove(resumed.heir()) == null) return;

        heir.goOnAs(session);
        peers.put(session, heir);
        for (var room : rooms) join(heir, room);
    }

    /// The session that somebody wanted to go on as has gone before.
    private void disappoint(SessionId heir, Delivery refusal) {
        var connection = heirs.remove(heir);
        if (connection != null) connection.cannotGoOn(refusal.event());
    }

    private void deliverTo(Peer peer, Event event) {
        if (run != null && peer.isInOneOf(run.rooms())) endRun();
        peer.tell(event);
        // Refused: it is not known in the yard, for the core has failed at its first command.
        if (event instanceof Exited || event instanceof Refused(Command.Exit _, _)) {
            peer.exited();
        }
    }

    private void deliverToMembers(List<RoomId> rooms, Event event) {
        // Whoever has gone by the run shall not hear that the room is no more.
        if (event instanceof RoomClosed) endRun();
        gather(rooms).add(event, parties(rooms, event));
        if (event instanceof Joined joined) {
            var peer = peers.get(joined.by());
            if (peer != null) join(peer, joined.room());
        }
    }

    /// Those who see the event in a way of their own.
    private Collection<Peer> parties(List<RoomId> rooms, Event event) {
        var parties = new LinkedHashSet<Peer>();
        if (event instanceof RoomClosed || event instanceof Retitled) {
            audience(rooms).values().forEach(parties::addAll);
        } else {
            var by = peers.get(event.by());
            if (by != null) parties.add(by);
            // Who scheduled a message need not be there when it is said.
            var to = peers.get(event.to());
            if (to != null && to.isInOneOf(rooms)) parties.add(to);
        }
        return parties;
    }

    private Run gather(List<RoomId> rooms) {
        if (run != null && !run.rooms().equals(rooms)) endRun();
        if (run == null) run = new Run(rooms);
        return run;
    }

    private void join(Peer peer, RoomId room) {
        rosters.computeIfAbsent(room, _ -> new Roster(room, lags)).add(peer);
    }

    /// Has a peer change its dialect, also in the rooms that it is in. Between two turns.
    void respell(Peer peer, Set<RoomId> rooms, Runnable change) {
        for (var room : rooms) removeFrom(room, peer);
        change.run();
        for (var room : rooms) join(peer, room);
    }

    private void removeFrom(RoomId room, Peer peer) {
        var roster = rosters.get(room);
        if (roster == null) return;

        roster.remove(peer);
        if (roster.isEmpty()) rosters.remove(room);
    }

    private void endRun() {
        var ending = run;
        if (ending == null) return;

        run = null;
        breath.told(ending.size());
        audience(ending.rooms())
                .forEach((dialect, readers) -> writeSafely(ending, dialect, readers));
        ending.forEachEnding(this::dismiss);
    }

    /// Nobody goes on who would miss something without knowing it.
    private void writeSafely(Run ending, Dialect dialect, Set<Peer> readers) {
        try {
            ending.write(dialect, readers, allocator);
        } catch (Throwable bug) {
            log.error("not written to connections={}", readers.size(), bug);
            for (var reader : List.copyOf(readers)) reader.drop();
        }
    }

    /// Takes out of the rosters who is out by a run, now that the run has reached them.
    private void dismiss(Peer peer, Event ending) {
        switch (ending) {
            case Left left -> removeFrom(left.room(), peer);
            case Kicked kicked -> removeFrom(kicked.room(), peer);
            case RoomClosed closed -> removeFrom(closed.room(), peer);
            case Exited exited -> {
                for (var place : exited.places()) removeFrom(place.room(), peer);
                peer.exited();
            }
            default -> throw new IllegalArgumentException("no ending: " + ending);
        }
    }

    /// The loop's peers in one of `rooms`, each once.
    private Map<Dialect, Set<Peer>> audience(List<RoomId> rooms) {
        if (rooms.size() == 1) {
            var roster = rosters.get(rooms.getFirst());
            return roster == null ? Map.of() : roster.members();
        }
        var union = new LinkedHashMap<Dialect, Set<Peer>>();
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
