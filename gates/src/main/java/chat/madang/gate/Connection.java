package chat.madang.gate;

import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;
import chat.madang.core.Name;
import chat.madang.core.SessionId;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.Consumer;

/// One peer's socket, and the session that stands behind it. Stays on its loop.
///
/// **Inwards** it keeps what came until it is ready to have it heard. It is not ready while an
/// answer is awaited that what follows depends on, while the entrance is full, while too many of
/// its commands are under way, while its hearers lag, or while it lags itself. As long as it is not
/// ready it does not read, so that what waits is bounded by one read, and the peer feels it as
/// TCP's own back-pressure.
///
/// **Outwards** it writes at any time and is flushed once, when its [Fanout] settles. A peer that
/// lets more than [Limits#outboundBytesMax] pile up is closed.
///
/// **At the end** of the input what came before it is still heard; then the session exits, and when
/// everybody has been told, the connection is closed and forgotten.
public final class Connection extends ChannelInboundHandlerAdapter {
    /// How many commands one connection may have under way, so that none crowds out the others.
    static final int UNANSWERED_MAX = 256;

    /// How long a frame may stay incomplete.
    static final int FRAME_SECONDS_MAX = 60;

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final Channel channel;
    private final SessionId session;
    private final Fanout fanout;
    private final House house;
    private final Dialogue dialogue;
    private final Outlet outlet;
    private final Unheard unheard = new Unheard();
    private final Rest rest;
    private Presence presence = Presence.OUTSIDE;

    /// Null until the session enters.
    private @Nullable Dialect dialect;

    /// Null when the entrance took the last command.
    private @Nullable Command refused;

    private int unanswered;
    private boolean awaiting;
    private boolean inputEnded;
    private boolean touched;

    /// Where the session stands, as far as the core has told.
    private enum Presence {
        /// Not entered, or not yet.
        OUTSIDE,
        /// Entered.
        INSIDE,
        /// Has asked to exit, and only waits for it to happen.
        LEAVING,
        /// Has exited, or never entered and is closed.
        GONE,
    }

    Connection(Channel channel, SessionId session, Fanout fanout, House house, Gate gate) {
        this.channel = channel;
        this.session = session;
        this.fanout = fanout;
        this.house = house;
        this.outlet = new Outlet(channel, fanout.loop(), house);
        this.rest = new Rest(fanout.loop(), this::hearAndSettle);
        this.dialogue = gate.greet(this);
    }

    /// The session behind this connection: one connection, one session.
    public SessionId session() {
        return session;
    }

    /// The peer's address.
    public InetSocketAddress peer() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    /// Enters the yard under a name; what is heard from now on waits for the answer.
    ///
    /// @param dialect what the peer reads from now on
    public void enter(Dialect dialect, Name name) {
        this.dialect = dialect;
        ask(new Command.Enter(session, name));
    }

    /// Sends a command; what the peer sent after it is heard when it has been answered.
    public void ask(Command command) {
        awaiting = true;
        tell(command);
    }

    /// Sends a command, and goes on hearing without waiting for its answer.
    public void tell(Command command) {
        if (house.entrance().offer(command)) {
            unanswered++;
        } else {
            refused = command;
            fanout.retryLater(this);
        }
    }

    /// Answers the peer at once, without asking the core.
    public void answer(Consumer<ByteBuf> encoder) {
        write(outlet.encoded(encoder));
    }

    /// Closes after what was written has been sent. The session exits; what is unheard is dropped.
    ///
    /// @param why for the log
    public void close(String why) {
        log.debug("closing session={} why=\"{}\"", session.value(), why);
        outlet.closeWhenSent();
        endInput();
    }

    /// Tells the peer of an event in its dialect, and then the dialogue.
    void tell(Event event) {
        boolean own = event.by().equals(session);
        if (own) answered(event);
        var perspective = own ? Perspective.OWN : Perspective.OTHERS;
        try {
            write(outlet.encoded(bytes -> dialect().encode(event, perspective, bytes)));
            dialogue.learn(event);
        } catch (Throwable bug) {
            failed(bug);
        }
    }

    /// Closes, because what it should have been told could not be written.
    void drop() {
        closeAtOnce("could not be told");
    }

    /// Writes, without flushing; takes `bytes` over.
    void write(ByteBuf bytes) {
        if (outlet.write(bytes)) touch();
    }

    Dialect dialect() {
        return Objects.requireNonNull(dialect, "dialect of a session that has not entered");
    }

    /// Where this connection's bytes go out.
    Outlet outlet() {
        return outlet;
    }

    /// Offers the refused command again.
    void retry() {
        var command = refused;
        if (command == null) return;

        refused = null;
        tell(command);
        touch();
    }

    /// Hears on if it can, then flushes; closes if the peer does not keep up.
    void settle() {
        touched = false;
        hear();
        if (!outlet.flush()) closeAtOnce("does not keep up");
    }

    /// Everybody has been told that the session is gone.
    void exited() {
        log.debug("gone session={}", session.value());
        presence = Presence.GONE;
        inputEnded = true;
        refused = null;
        unheard.drop();
        fanout.remove(this);
        outlet.closeWhenSent();
        channel.closeFuture().addListener(_ -> house.connectionGone());
    }

    /// Says goodbye because the server goes, and closes; done when it is closed.
    ChannelFuture dismiss() {
        if (dialect != null) answer(dialect::encodeGoodbye);
        close("server stops");
        return channel.closeFuture();
    }

    /// Closes when the rest of a frame has been missing for too long, or memory is short and this
    /// peer is one of those who keep it. Called now and then.
    void check() {
        if (outlet.keepsWhatIsScarce()) closeAtOnce("memory is short");
        if (isReady() && unheard.isOlderThan(FRAME_SECONDS_MAX, nanos())) {
            closeAtOnce("incomplete frame");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        if (inputEnded) {
            bytes.release();
            return;
        }
        unheard.add(bytes, context.alloc(), nanos());
        hearAndSettle();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Later, because this may happen in the midst of a flush.
        if (outlet.hasCaughtUp()) fanout.loop().execute(this::hearAndSettle);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) inputEnded();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inputEnded();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("broken session={} cause={}", session.value(), cause.toString());
            closeAtOnce("broken");
        } else {
            failed(cause);
        }
    }

    /// A mistake of ours: this connection ends, everybody else goes on.
    private void failed(Throwable bug) {
        log.error("failed session={}", session.value(), bug);
        closeAtOnce("failure");
    }

    private void inputEnded() {
        inputEnded = true;
        hearAndSettle();
    }

    private void hearAndSettle() {
        hear();
        fanout.settle();
    }

    /// Hears what has come as far as it is ready, and reads on or not accordingly.
    private void hear() {
        try {
            boolean more = true;
            while (isReady() && more) more = unheard.isHeardBy(dialogue, nanos());
        } catch (Throwable bug) {
            failed(bug);
            return;
        }
        boolean ready = isReady();
        if (inputEnded) {
            if (ready) leave();
        } else if (channel.config().isAutoRead() != ready) {
            channel.config().setAutoRead(ready);
        }
    }

    private boolean isReady() {
        return !awaiting
                && refused == null
                && !rest.isOn()
                && (!outlet.isLagging() || isOver())
                && unanswered < UNANSWERED_MAX
                && presence != Presence.LEAVING
                && presence != Presence.GONE;
    }

    /// Whether nothing can be heard any more that would bring answers which the peer has to read.
    private boolean isOver() {
        return !channel.isActive() || (inputEnded && unheard.isEmpty());
    }

    private void answered(Event event) {
        unanswered--;
        if (unanswered == 0) awaiting = false;
        touch();
        switch (event) {
            case Entered _ -> presence = Presence.INSIDE;
            case Said said -> outlet.lag(said.room()).ifPresent(rest::beginIfHeavy);
            case Renamed _, Joined _, Left _, RoomsListed _, Exited _, Refused _ -> {}
        }
    }

    private void closeAtOnce(String why) {
        log.debug("closed session={} why=\"{}\"", session.value(), why);
        channel.close();
        endInput();
    }

    /// Drops what is unheard and not yet taken, and exits as soon as no answer is awaited.
    private void endInput() {
        inputEnded = true;
        refused = null;
        rest.cancel();
        if (unanswered == 0) awaiting = false;
        unheard.drop();
        hear();
    }

    private void leave() {
        unheard.drop();
        switch (presence) {
            case INSIDE -> {
                presence = Presence.LEAVING;
                house.entrance().exit(new Command.Exit(session));
            }
            case OUTSIDE -> exited();
            case LEAVING, GONE -> {}
        }
    }

    private void touch() {
        if (touched) return;
        touched = true;
        fanout.touch(this);
    }

    private long nanos() {
        return fanout.loop().ticker().nanoTime();
    }
}
