package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// The way in of one connection: what has come, until it is heard.
///
/// It is heard when it may be: not while an answer is awaited that what follows depends on, while
/// the entrance is full, while too many commands are under way, while the connection rests, or
/// while it lags. Until then nothing is read, so that what waits is bounded by one round of reads,
/// and the peer feels it as TCP's own back-pressure. Stays on its loop.
final class Inlet extends ChannelInboundHandlerAdapter {
    /// How long a frame may stay incomplete.
    static final int FRAME_SECONDS_MAX = 60;

    private final Connection connection;
    private final Channel channel;
    private final Fanout fanout;
    private final Session session;
    private final Outlet outlet;
    private final Unheard unheard;

    /// Null until it has rested, or the input has ended.
    private @Nullable Rest rest;

    /// When the peer connected, or last said something whole.
    private long heardNanos;

    private boolean ended;

    Inlet(Connection connection, Channel channel, Fanout fanout, Session session, Outlet outlet) {
        this.connection = connection;
        this.channel = channel;
        this.fanout = fanout;
        this.session = session;
        this.outlet = outlet;
        this.unheard = new Unheard(channel.alloc());
        this.heardNanos = nanos();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        if (ended) {
            bytes.release();
            return;
        }
        unheard.add(bytes, nanos());
        hearAndSettle();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Later, because this may happen in the midst of a flush.
        if (outlet.changesPace()) fanout.loop().execute(this::hearAndSettle);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) inputEnded();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        outlet.lost();
        inputEnded();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) connection.closeAtOnce("broken: " + cause);
        else connection.failed(cause);
    }

    /// Hears what has come as far as it may be, and reads on or not accordingly.
    void hear() {
        try {
            while (isReady() && unheard.isHeardBy(connection.dialogue(), nanos())) {
                heardNanos = nanos();
            }
        } catch (Throwable bug) {
            connection.failed(bug);
            return;
        }
        boolean ready = isReady();
        if (ended && ready) {
            unheard.drop();
            // Whoever goes before would miss what they are told when it is on disk.
            if (session.isAnswered()) connection.leave();
        }
        boolean reads = channel.config().isAutoRead();
        if (!ended && reads != ready) channel.config().setAutoRead(ready);
    }

    void hearAndSettle() {
        hear();
        fanout.settle();
    }

    /// Hears nothing for so long.
    void rest(long nanos) {
        rest().begin(nanos);
    }

    /// Hears nothing as long as too many of those lag who hear it.
    void restIfHeavy(Lag heard) {
        if (heard.isHeavy()) rest().beginIfHeavy(heard);
    }

    /// Drops what is unheard and not yet taken; the connection leaves as soon as all that was taken
    /// is answered.
    void end() {
        ended = true;
        session.forgetRefused();
        if (rest != null) rest.cancel();
        unheard.drop();
        hear();
    }

    /// Drops what is unheard; nobody leaves by it.
    void drop() {
        ended = true;
        unheard.drop();
    }

    /// Whether no more comes.
    boolean hasEnded() {
        return ended;
    }

    /// Whether what comes may be heard now.
    boolean isReady() {
        boolean rests = rest != null && rest.isOn();
        return session.isReady() && !rests && (!outlet.isLagging() || isOver());
    }

    /// Whether the rest of a frame has been missing for too long.
    boolean isStale() {
        return isReady() && unheard.isOlderThan(FRAME_SECONDS_MAX, nanos());
    }

    /// How long nothing whole has been heard.
    long silentSeconds() {
        return TimeUnit.NANOSECONDS.toSeconds(nanos() - heardNanos);
    }

    /// Whether nothing can be heard any more that would bring answers which the peer has to read.
    private boolean isOver() {
        return !channel.isActive() || (ended && unheard.isEmpty());
    }

    private void inputEnded() {
        ended = true;
        rest().inputEnded();
        outlet.inputEnded();
        hearAndSettle();
    }

    private Rest rest() {
        if (rest == null) rest = new Rest(fanout.loop(), this::hearAndSettle, unheard::drop);
        return rest;
    }

    private long nanos() {
        return fanout.loop().ticker().nanoTime();
    }
}
