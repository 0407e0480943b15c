package chat.madang.gate;

import static java.util.concurrent.TimeUnit.SECONDS;

import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Said;
import chat.madang.core.Profile;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.core.Text;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// One peer's socket, and the session that stands behind it. Stays on its loop.
///
/// **Inwards** what comes waits in its [Inlet] until it is ready to have it heard.
///
/// **Outwards** it writes at any time and is flushed once, when its [Fanout] settles. A peer that
/// lets more than [Limits#outboundBytesMax] pile up is closed.
///
/// **At the end** of the input what came before it is still heard, without a long [Rest]; then the
/// session exits, and when everybody has been told, the connection is closed and forgotten. Where
/// the gate has it so ([Gate#lingerSeconds]), a session that is inside stays for a while without a
/// connection, for another one to go on as it ([#resume]).
public final class Connection implements Peer {
    /// How long a peer may take to say who it is, and to try again when that was wrong.
    static final int OUTSIDE_SECONDS_MAX = 60;

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final Channel channel;
    private final Session session;
    private final Fanout fanout;
    private final House house;
    private final Dialogue dialogue;
    private final Outlet outlet;
    private final Inlet inlet;
    private final Gate gate;

    /// Null until the dialogue knows what the peer speaks.
    private @Nullable Dialect dialect;

    /// Null while the connection is there, or the session does not stay without it.
    private @Nullable ScheduledFuture<?> lingering;

    /// Whether the session stays when the connection is lost.
    private boolean lingers;

    /// Whether it is among those whom the fanout settles next.
    private boolean queued;

    /// Whether something has changed by which what it says may be heard, or may not.
    private boolean hearsOn;

    Connection(Channel channel, SessionId session, Fanout fanout, House house, Gate gate) {
        this.channel = channel;
        this.session = new Session(session, house);
        this.fanout = fanout;
        this.house = house;
        this.outlet = new Outlet(channel, fanout.loop(), house, house.traffic(gate.name()));
        this.inlet = new Inlet(this, channel, fanout, this.session, outlet);
        this.gate = gate;
        this.lingers = gate.lingerSeconds() > 0;
        this.dialogue = gate.greet(this);
    }

    /// What hears the channel.
    ChannelHandler inlet() {
        return inlet;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /// The session behind this connection: one connection, one session.
    @Override
    public SessionId session() {
        return session.id();
    }

    /// The peer's address.
    public InetSocketAddress peer() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    /// What is told of the person who comes in by this connection.
    public Profile profile() {
        return house.hosts().profile(gate.name(), peer().getAddress());
    }

    /// Says what the peer reads from now on, before the session enters or while it is heard.
    public void speak(Dialect dialect) {
        // Rooms know their people by dialect.
        fanout.respell(this, outlet.rooms(), () -> this.dialect = dialect);
    }

    /// Sends a command; what the peer sent after it is heard when it has been answered.
    public void ask(Command command) {
        session.await();
        tell(command);
    }

    /// Sends a command, and goes on hearing without waiting for its answer.
    public void tell(Command command) {
        if (!session.offer(command)) fanout.retryLater(this);
    }

    /// Hears nothing more until everything that has been asked, and is not answered, is.
    public void awaitAnswers() {
        session.await();
    }

    /// Asks to go on as another session, whether it has a connection still or has lost it; the peer
    /// has shown that it may. What follows is heard when the dialogue has learned of
    /// [Resumed][chat.madang.core.Answered.Resumed], or of the refusal. For a session that has not
    /// entered.
    public void resume(SessionId other) {
        fanout.awaitResumed(this);
        ask(new Command.Resume(other, session()));
    }

    /// Waits for what somebody else than the core finds out; nothing is heard meanwhile.
    ///
    /// @param then called on the loop, unless the connection has ended; a failure ends it
    /// @param tooLate called on the loop instead, when the connection has ended
    public <T> void await(CompletionStage<T> answer, Consumer<T> then, Consumer<T> tooLate) {
        session.begin();
        answer.whenComplete((value, failure) ->
                fanout.loop().execute(() -> arrived(value, failure, then, tooLate)));
    }

    /// Hears nothing for so long; what the peer sends waits, but for one who has gone ([Rest]).
    public void rest(long nanos) {
        inlet.rest(nanos);
    }

    /// What the time is, as durations are measured here.
    public long nanos() {
        return fanout.loop().ticker().nanoTime();
    }

    /// Answers the peer at once, without asking the core.
    public void answer(Consumer<ByteBuf> encoder) {
        write(outlet.encoded(encoder));
    }

    /// Calls `action` on the loop when all that was written so far has been given to the system, or
    /// `otherwise` when it cannot be, because the connection has ended.
    public void whenSent(Runnable action, Runnable otherwise) {
        outlet.whenSent(
                () -> {
                    action.run();
                    inlet.hearAndSettle();
                },
                otherwise);
    }

    /// Calls `action` on the loop when the connection is closed.
    public void whenClosed(Runnable action) {
        channel.closeFuture().addListener(_ -> action.run());
    }

    /// Whether the session is in the yard, and stays there for now.
    public boolean isInside() {
        return session.isInside();
    }

    /// Whether nobody reads any more what is written.
    public boolean isLost() {
        return !channel.isActive() || lingering != null;
    }

    /// Says what the others are told of the session's going, when it goes.
    public void setFarewell(Text reason) {
        session.setFarewell(reason);
    }

    /// Closes after what was written has been sent, and the peer has had time to read it. The
    /// session exits; what is unheard is dropped.
    ///
    /// @param why for the log
    public void close(String why) {
        log.debug("closing session={} why=\"{}\"", session().value(), why);
        lingers = false;
        outlet.closeWhenRead();
        inlet.end();
    }

    /// Goes on as another session, from the next event on.
    void goOnAs(SessionId other) {
        session.goOnAs(other);
    }

    /// The session that it was to go on as has gone.
    void cannotGoOn(Event refusal) {
        answered(refusal);
        dialogue.learn(refusal);
    }

    /// Tells the peer of an event in its dialect, and then the dialogue.
    @Override
    public void tell(Event event) {
        boolean own = event.by().equals(session());
        if (own) answered(event);
        var seen = Perspective.of(event, session());
        try {
            write(outlet.encoded(bytes -> PlainTalk.encode(dialect(), event, seen, bytes)));
            dialogue.learn(event);
        } catch (Throwable bug) {
            failed(bug);
        }
    }

    @Override
    public void drop() {
        session.forgetAnswers();
        closeAtOnce("could not be told");
    }

    @Override
    public void write(ByteBuf shared, int start, int end) {
        if (!outlet.write(shared, start, end)) return;
        sendPiece();
        // What others say is no reason to hear this one.
        queue();
    }

    private void write(ByteBuf bytes) {
        if (!outlet.write(bytes)) return;
        sendPiece();
        touch();
    }

    private void sendPiece() {
        if (dialect != null && dialect.isInPieces()) outlet.flushPiece();
    }

    @Override
    public Dialect dialect() {
        return Objects.requireNonNull(dialect, "dialect of a session that has entered");
    }

    @Override
    public void joined(RoomId room, Lag lag) {
        outlet.joined(room, lag);
    }

    @Override
    public void left(RoomId room) {
        outlet.left(room);
    }

    @Override
    public boolean isInOneOf(List<RoomId> rooms) {
        return outlet.isInOneOf(rooms);
    }

    @Override
    public void retry() {
        if (!session.retry()) fanout.retryLater(this);
        touch();
    }

    /// Hears on if it can, then flushes; closes if the peer does not keep up.
    @Override
    public void settle() {
        queued = false;
        if (hearsOn) {
            hearsOn = false;
            inlet.hear();
        }
        if (!outlet.flush()) closeAtOnce("does not keep up");
    }

    @Override
    public void replaced() {
        // So that its end is not the end of the session.
        session.gone();
        dialogue.replaced();
        exited();
    }

    @Override
    public void exited() {
        log.debug("gone session={}", session().value());
        if (lingering != null) lingering.cancel(false);
        session.gone();
        inlet.drop();
        fanout.remove(this);
        outlet.closeWhenRead();
        channel.closeFuture().addListener(_ -> house.connectionGone(gate.name()));
    }

    @Override
    public Future<?> dismiss() {
        if (dialect != null) answer(dialect::encodeGoodbye);
        // The server's end waits for nobody's.
        outlet.closeWhenSent();
        close("server stops");
        return channel.closeFuture();
    }

    /// Closes when the rest of a frame has been missing for too long, when the peer does not say
    /// who it is, or when memory is short and it keeps some; else its gate learns of its silence.
    @Override
    public void check() {
        if (outlet.keepsWhatIsScarce()) closeAtOnce("memory is short");
        if (inlet.isStale()) closeAtOnce("incomplete frame");
        long silent = inlet.silentSeconds();
        boolean outside = gate.asksWhoIsThere() && session.isOutside() && inlet.isReady();
        if (outside && silent >= OUTSIDE_SECONDS_MAX) closeAtOnce("does not say who is there");
        boolean hears = session.isOutside() ? session.isReady() : inlet.isReady();
        if (hears && !inlet.hasEnded()) dialogue.lasts(silent);
        fanout.settle();
    }

    private <T> void arrived(
            @Nullable T value, @Nullable Throwable failure, Consumer<T> then, Consumer<T> tooLate) {
        session.end();
        boolean closing = session.isGone() || !channel.isActive();
        try {
            if (failure != null) throw new CompletionException(failure);
            (closing ? tooLate : then).accept(Objects.requireNonNull(value, "what was awaited"));
        } catch (RuntimeException bug) {
            failed(bug);
        }
        inlet.hearAndSettle();
    }

    /// A mistake of ours: this connection ends, everybody else goes on.
    void failed(Throwable bug) {
        log.error("failed session={}", session().value(), bug);
        closeAtOnce("failure");
    }

    private void answered(Event event) {
        session.answered(event);
        touch();
        var said = event instanceof Noted(_, var told) ? told : event;
        if (said instanceof Said talk) outlet.lag(talk.room()).ifPresent(inlet::restIfHeavy);
    }

    /// Closes, whatever is unsent; the session stays as long as the gate has it without.
    public void closeAtOnce(String why) {
        log.debug("closed session={} why=\"{}\"", session().value(), why);
        channel.close();
        inlet.end();
    }

    /// All that came has been heard, and no more comes.
    void leave() {
        if (lingers && session.isInside()) {
            linger();
        } else if (session.leave()) {
            exited();
        }
    }

    private void linger() {
        if (lingering != null) return;
        // What was written before the peer's end may be read still.
        outlet.closeWhenSent();
        lingering = fanout.loop().schedule(this::lingered, gate.lingerSeconds(), SECONDS);
    }

    private void lingered() {
        lingers = false;
        inlet.hearAndSettle();
    }

    /// Has this looked after by the next settling, and heard on if it can be.
    private void touch() {
        hearsOn = true;
        queue();
    }

    private void queue() {
        if (queued) return;
        queued = true;
        fanout.touch(this);
    }
}
