package chat.madang.gate;

import static java.util.concurrent.TimeUnit.SECONDS;

import chat.madang.core.RoomId;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.EventExecutor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The way out of one connection: what is written to the peer, and whether it keeps up with it.
///
/// It *lags* from [Limits#lagBytes] unsent on, until half of that is left; as long as it does, it
/// counts in the [Lag] of each of its rooms. Stays on its loop.
final class Outlet {
    /// How long a connection that is to close may take to read its last bytes, and to end its side.
    private static final int CLOSE_SECONDS_MAX = 10;

    private final Channel channel;
    private final EventExecutor loop;
    private final House house;
    private final Traffic traffic;
    private final Shortcut shortcut;

    /// Of the rooms that the session is in.
    private final Map<RoomId, Lag> lags = new HashMap<>();

    private Ending ending = Ending.OPEN;

    private boolean lagging;

    /// Whether it had too much unread already when it was last flushed.
    private boolean wasBehind;

    /// How far it is with the end.
    private enum Ending {
        OPEN,
        /// What was written is sent, and nothing more is written.
        CLOSING,
        /// All has been sent, and only the peer's end is waited for.
        DRAINING,
    }

    Outlet(Channel channel, EventExecutor loop, House house, Traffic traffic) {
        this.channel = channel;
        this.loop = loop;
        this.house = house;
        this.traffic = traffic;
        this.shortcut = new Shortcut(channel);
    }

    /// Writes, without flushing, takes `bytes` over, and says whether there was anything to write.
    boolean write(ByteBuf bytes) {
        if (bytes.isReadable() && isOpen()) {
            traffic.written(bytes.readableBytes());
            shortcut.leave();
            channel.write(bytes, channel.voidPromise());
            return true;
        }
        bytes.release();
        return false;
    }

    /// Writes, without flushing, the bytes from `start` (inclusive) to `end` (exclusive), and says
    /// whether that was possible. Does not take `shared` over.
    boolean write(ByteBuf shared, int start, int end) {
        if (!isOpen()) return false;
        traffic.written(end - start);
        if (!shortcut.take(shared, start, end)) {
            shortcut.leave();
            channel.write(shared.retainedSlice(start, end - start), channel.voidPromise());
        }
        return true;
    }

    /// What `encoder` appends, in a buffer that is released when it fails.
    ByteBuf encoded(Consumer<ByteBuf> encoder) {
        var bytes = channel.alloc().directBuffer();
        try {
            encoder.accept(bytes);
            return bytes.retain();
        } finally {
            bytes.release();
        }
    }

    /// Flushes, and says whether the peer still keeps up.
    ///
    /// It does not if more than its bound is unsent, unless it had read well until the last flush:
    /// what one turn brings closes nobody. And it does not if it keeps what is scarce.
    boolean flush() {
        if (shortcut.send()) {
            wasBehind = false;
            return true;
        }
        channel.flush();
        long unsent = unsentBytes();
        boolean behind = unsent > house.limits().lagBytes();
        boolean tooMuch = wasBehind && unsent > house.limits().outboundBytesMax();
        wasBehind = behind;
        return !counted(tooMuch) && !keepsWhatIsScarce();
    }

    /// Whether memory for buffers is short, and this peer has not read its share of it.
    boolean keepsWhatIsScarce() {
        return counted(unsentBytes() > house.limits().scarceBytes() && house.isMemoryShort());
    }

    /// Counts a peer that is to be closed for its slowness, once.
    private boolean counted(boolean slow) {
        if (slow && channel.isActive()) traffic.closedAsSlow();
        return slow;
    }

    /// Sends what was written at once, so that it goes out by itself.
    void flushPiece() {
        if (!shortcut.send()) channel.flush();
    }

    /// Calls `action` when everything that was written so far has been given to the system, or
    /// `otherwise` when it cannot be.
    void whenSent(Runnable action, Runnable otherwise) {
        shortcut.leave();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(sent -> (sent.isSuccess() ? action : otherwise).run());
    }

    /// Closes when everything that was written has been sent, or the time for it is over.
    void closeWhenSent() {
        ending = Ending.CLOSING;
        shortcut.leave();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        closeInTime();
    }

    /// Closes when everything that was written has been sent and the peer has ended its side as
    /// well, or the time for it is over. Again: nothing.
    ///
    /// Closed earlier, a peer that is still sending would be told that nobody takes it, and lose
    /// what it has not read yet. What it sends meanwhile comes in, for the connection to drop.
    void closeWhenRead() {
        if (ending != Ending.OPEN) return;
        ending = Ending.CLOSING;
        whenSent(this::endOutput, channel::close);
        closeInTime();
    }

    /// The peer has ended its side.
    void inputEnded() {
        if (ending == Ending.DRAINING) channel.close();
    }

    boolean isLagging() {
        return lagging;
    }

    /// The connection is lost: nobody waits any more until it has read.
    void lost() {
        if (lagging) lags.values().forEach(Lag::end);
        lagging = false;
    }

    /// Follows what the channel says of itself; true when it lags from now on, or does no longer.
    boolean changesPace() {
        if (!channel.isActive() || lagging == !channel.isWritable()) return false;

        lagging = !channel.isWritable();
        lags.values().forEach(lagging ? Lag::begin : Lag::end);
        return true;
    }

    void joined(RoomId room, Lag lag) {
        lags.put(room, lag);
        if (lagging) lag.begin();
    }

    void left(RoomId room) {
        var lag = lags.remove(room);
        if (lag != null && lagging) lag.end();
    }

    /// The rooms that the session is in.
    Set<RoomId> rooms() {
        return Set.copyOf(lags.keySet());
    }

    boolean isInOneOf(List<RoomId> rooms) {
        for (var room : rooms) if (lags.containsKey(room)) return true;
        return false;
    }

    /// The lag of a room that the session is in.
    Optional<Lag> lag(RoomId room) {
        return Optional.ofNullable(lags.get(room));
    }

    private void endOutput() {
        if (channel instanceof DuplexChannel duplex && !duplex.isInputShutdown()) {
            ending = Ending.DRAINING;
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
        } else {
            channel.close();
        }
    }

    private void closeInTime() {
        if (!channel.isOpen()) return;
        var late = loop.schedule(() -> channel.close(), CLOSE_SECONDS_MAX, SECONDS);
        channel.closeFuture().addListener(_ -> late.cancel(false));
    }

    private boolean isOpen() {
        return ending == Ending.OPEN && channel.isActive();
    }

    private long unsentBytes() {
        var outbound = channel.unsafe().outboundBuffer();
        return outbound == null ? 0 : outbound.totalPendingWriteBytes();
    }
}
