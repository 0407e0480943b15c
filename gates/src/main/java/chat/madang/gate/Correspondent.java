package chat.madang.gate;

import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// One peer of a UDP port, and the session that stands behind it. Stays on its loop.
///
/// There is no socket of its own: it is there from when its gate [admits][DatagramPort#admit] it
/// until its session exits, because it asks to, has been silent for long, or cannot be sent to.
///
/// What comes while an answer is awaited is kept, up to [#UNHEARD_MAX] datagrams, and no more on
/// the whole port than [DatagramPort#UNHEARD_BYTES_MAX]; the rest is dropped, as a network would.
///
/// From when it is to end it is told nothing more, although it is in its rooms until the core has
/// let it go: at its address there may be somebody else already, who hears the same by themselves.
/// What makes it end (a kick, a refusal) it is told before.
public final class Correspondent implements Peer {
    /// How many datagrams wait to be heard.
    static final int UNHEARD_MAX = 16;

    /// How many sends in a row may fail.
    static final int FAILED_SENDS_MAX = 3;

    private static final Logger log = LoggerFactory.getLogger(Correspondent.class);

    private final DatagramPort port;
    private final Session session;
    private final Dialect dialect;
    private final Dialogue dialogue;
    private final Runnable onGone;
    private final Queue<ByteBuf> unheard = new ArrayDeque<>();
    private final Set<RoomId> rooms = new HashSet<>();

    /// Where to send; null while that is not known.
    private @Nullable InetSocketAddress address;

    private long heardNanos;
    private int failedSends;
    private boolean leaving;
    private boolean touched;

    Correspondent(
            DatagramPort port,
            Session session,
            Dialect dialect,
            Function<Correspondent, Dialogue> dialogue,
            Runnable onGone) {
        this.port = port;
        this.session = session;
        this.dialect = dialect;
        this.onGone = onGone;
        this.heardNanos = port.nanos();
        this.dialogue = dialogue.apply(this);
    }

    @Override
    public SessionId session() {
        return session.id();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    /// Where its datagrams go from now on.
    public void setAddress(InetSocketAddress address) {
        this.address = address;
    }

    /// Where its datagrams go; null while that is not known.
    public @Nullable InetSocketAddress address() {
        return address;
    }

    /// Hears a datagram, now or when what is awaited has come. Does not release it.
    public void hear(ByteBuf datagram) {
        heardNanos = port.nanos();
        if (leaving) return;
        touch();
        if (unheard.isEmpty() && session.isReady()) {
            hearSafely(datagram);
        } else if (unheard.size() < UNHEARD_MAX && port.hasRoomFor(datagram.readableBytes())) {
            unheard.add(datagram.copy());
            port.keeps(datagram.readableBytes());
        } else {
            port.count(DatagramPort.Dropped.TOO_MANY);
        }
    }

    /// For how many whole seconds it has said nothing.
    public long silentSeconds() {
        return TimeUnit.NANOSECONDS.toSeconds(port.nanos() - heardNanos);
    }

    /// Sends a command; what comes after it is heard when it has been answered.
    public void ask(Command command) {
        session.await();
        tell(command);
    }

    /// Sends a command, and goes on hearing without waiting for its answer.
    public void tell(Command command) {
        if (!session.offer(command)) port.fanout().retryLater(this);
    }

    /// Answers the peer at once, with a datagram, without asking the core.
    public void answer(Consumer<ByteBuf> encoder) {
        write(port.encoded(encoder));
    }

    /// Whether the session is in the yard, and stays there for now.
    public boolean isInside() {
        return session.isInside() && !leaving;
    }

    /// Ends it: the session exits, and what is unheard is dropped. Again: nothing.
    ///
    /// @param why for the log
    public void remove(String why) {
        if (leaving) return;
        log.debug("removing session={} why=\"{}\"", session().value(), why);
        leaving = true;
        session.forgetRefused();
        touch();
    }

    @Override
    public void tell(Event event) {
        if (event.by().equals(session())) {
            session.answered(event);
            touch();
        }
        try {
            var perspective = Perspective.of(event, session());
            write(port.encoded(bytes -> PlainTalk.encode(dialect, event, perspective, bytes)));
            dialogue.learn(event);
        } catch (Throwable bug) {
            failed(bug);
        }
    }

    @Override
    public void write(ByteBuf shared, int start, int end) {
        write(shared.retainedSlice(start, end - start));
    }

    private void write(ByteBuf bytes) {
        if (address == null || leaving || !bytes.isReadable()) {
            bytes.release();
        } else {
            port.send(address, bytes, this::sent);
            touch();
        }
    }

    @Override
    public void drop() {
        session.forgetAnswers();
        remove("could not be told");
    }

    @Override
    public void retry() {
        if (!session.retry()) port.fanout().retryLater(this);
        touch();
    }

    @Override
    public void settle() {
        touched = false;
        while (!leaving && !unheard.isEmpty() && session.isReady()) hearNext();
        if (leaving && session.isReady()) leave();
        port.flush();
    }

    @Override
    public void exited() {
        log.debug("gone session={}", session().value());
        leaving = true;
        session.gone();
        dropUnheard();
        port.fanout().remove(this);
        onGone.run();
        port.goneOne();
    }

    /// Nobody goes on as a correspondent: who says who they are in each datagram is the same.
    @Override
    public void replaced() {
        throw new IllegalStateException("a correspondent has no heir");
    }

    @Override
    public Future<?> dismiss() {
        answer(dialect::encodeGoodbye);
        remove("server stops");
        port.flush();
        return port.loop().newSucceededFuture(null);
    }

    @Override
    public void check() {
        // Its gate looks after silence; there is nothing else here that can take too long.
    }

    @Override
    public void joined(RoomId room, Lag lag) {
        rooms.add(room);
    }

    @Override
    public void left(RoomId room) {
        rooms.remove(room);
    }

    @Override
    public boolean isInOneOf(List<RoomId> those) {
        for (var room : those) if (rooms.contains(room)) return true;
        return false;
    }

    private void hearNext() {
        var datagram = unheard.remove();
        port.keepsNoMore(datagram.readableBytes());
        try {
            hearSafely(datagram);
        } finally {
            datagram.release();
        }
    }

    private void hearSafely(ByteBuf datagram) {
        try {
            dialogue.hear(datagram);
        } catch (Throwable bug) {
            failed(bug);
        }
    }

    private void leave() {
        dropUnheard();
        if (session.leave()) exited();
    }

    private void dropUnheard() {
        for (var next = unheard.poll(); next != null; next = unheard.poll()) {
            port.keepsNoMore(next.readableBytes());
            next.release();
        }
    }

    /// Whether the system took a datagram.
    private void sent(boolean success) {
        failedSends = success ? 0 : failedSends + 1;
        if (failedSends == FAILED_SENDS_MAX) remove("cannot be sent to");
    }

    /// A mistake of ours: this peer is out, everybody else goes on.
    private void failed(Throwable bug) {
        log.error("failed session={}", session().value(), bug);
        remove("failure");
    }

    private void touch() {
        if (touched) return;
        touched = true;
        port.fanout().touch(this);
    }
}
