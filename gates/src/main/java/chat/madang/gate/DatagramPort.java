package chat.madang.gate;

import chat.madang.core.Profile;
import chat.madang.core.SessionId;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A UDP port, with the gate that receives there. Stays on its loop.
///
/// What cannot be sent, because the system does not take it, is dropped and counted, as a network
/// would: nothing piles up here.
public final class DatagramPort extends ChannelInboundHandlerAdapter {
    /// The longest datagram that any of our protocols has, in bytes.
    public static final int DATAGRAM_BYTES_MAX = 4_096;

    /// How much waits to be heard, over all of the port's correspondents, in bytes.
    static final int UNHEARD_BYTES_MAX = 4 * 1024 * 1024;

    private static final int LOG_SECONDS = 60;
    private static final Logger log = LoggerFactory.getLogger(DatagramPort.class);

    private final Channel channel;
    private final Fanout fanout;
    private final House house;
    private final LongSupplier sessions;
    private final DatagramGate gate;
    private final Reception reception;
    private final Traffic traffic;
    private final Map<Dropped, Long> dropped = new EnumMap<>(Dropped.class);
    private long loggedNanos;
    private int unheardBytes;

    /// Why a datagram was dropped.
    public enum Dropped {
        /// Too many wait to be heard.
        TOO_MANY,
        /// Its source sends more often than it may.
        TOO_OFTEN,
        /// It proves no right to be heard.
        NO_RIGHT,
        /// It makes no sense.
        MALFORMED,
        /// The system did not take it.
        NOT_SENT,
        /// As many are here as there may be.
        FULL,
    }

    /// @param sessions gives the number of the next session
    DatagramPort(
            Channel channel, Fanout fanout, House house, LongSupplier sessions, DatagramGate gate) {
        this.channel = channel;
        this.fanout = fanout;
        this.house = house;
        this.sessions = sessions;
        this.gate = gate;
        this.traffic = house.traffic(gate.name());
        this.loggedNanos = nanos();
        this.reception = gate.receive(this);
    }

    /// The loop on which everything here happens.
    public EventExecutor loop() {
        return fanout.loop();
    }

    /// The time, for measuring how long something takes.
    public long nanos() {
        return fanout.loop().ticker().nanoTime();
    }

    /// What is told of a person who comes in by this port from that address.
    public Profile profile(InetAddress from) {
        return house.hosts().profile(gate.name(), from);
    }

    /// Makes a correspondent with a session of its own; nobody knows of it until it enters.
    ///
    /// @param dialogue made with it
    /// @param onGone called when its session is gone
    /// @return null when as many are connected, over all gates, as there may be
    public @Nullable Correspondent admit(
            Dialect dialect, Function<Correspondent, Dialogue> dialogue, Runnable onGone) {
        if (!house.connectionCame(gate.name())) {
            count(Dropped.FULL);
            return null;
        }
        try {
            return welcome(dialect, dialogue, onGone);
        } catch (RuntimeException bug) {
            goneOne();
            throw bug;
        }
    }

    private Correspondent welcome(
            Dialect dialect, Function<Correspondent, Dialogue> dialogue, Runnable onGone) {
        var session = new Session(new SessionId(sessions.getAsLong()), house);
        var correspondent = new Correspondent(this, session, dialect, dialogue, onGone);
        log.debug("open gate={} session={}", gate.name(), session.id().value());
        fanout.add(correspondent);
        return correspondent;
    }

    /// Does what comes from elsewhere, on the loop; nothing when the loop has ended. Threads: any.
    public void execute(Runnable action) {
        try {
            fanout.loop()
                    .execute(() -> {
                        action.run();
                        fanout.settle();
                    });
        } catch (RejectedExecutionException _) {
            // The server stops, and everybody behind this port has been dismissed.
        }
    }

    /// Sends a datagram to an address that need not be anybody's.
    public void send(InetSocketAddress to, Consumer<ByteBuf> encoder) {
        send(to, encoded(encoder), _ -> {});
        flush();
    }

    /// Counts a datagram that was dropped; the counts are logged, at most once a minute.
    public void count(Dropped why) {
        dropped.merge(why, 1L, Long::sum);
    }

    /// How many were dropped for that reason since it was last logged.
    public long dropped(Dropped why) {
        return dropped.getOrDefault(why, 0L);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var packet = (DatagramPacket) message;
        try {
            reception.hear(packet.sender(), packet.content());
        } catch (RuntimeException bug) {
            log.error("failed gate={}", gate.name(), bug);
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        fanout.settle();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.warn("not receiving gate={} cause=\"{}\"", gate.name(), cause.getMessage());
    }

    /// Looks after the gate's correspondents, and says what was dropped. Called every second.
    void check() {
        try {
            reception.check();
        } catch (RuntimeException bug) {
            log.error("failed gate={}", gate.name(), bug);
        }
        fanout.settle();
        boolean due = TimeUnit.NANOSECONDS.toSeconds(nanos() - loggedNanos) >= LOG_SECONDS;
        if (!due || dropped.isEmpty()) return;
        log.info("dropped gate={} {}", gate.name(), dropped);
        dropped.clear();
        loggedNanos = nanos();
    }

    Fanout fanout() {
        return fanout;
    }

    /// Counts one correspondent less.
    void goneOne() {
        house.connectionGone(gate.name());
    }

    /// Whether so many bytes more may wait to be heard.
    boolean hasRoomFor(int bytes) {
        return unheardBytes + bytes <= UNHEARD_BYTES_MAX;
    }

    /// So many bytes wait to be heard, until [#keepsNoMore].
    void keeps(int bytes) {
        unheardBytes += bytes;
    }

    void keepsNoMore(int bytes) {
        unheardBytes -= bytes;
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

    /// Writes a datagram, without flushing unless much is waiting; takes `bytes` over.
    ///
    /// @param outcome told whether the system took it
    void send(InetSocketAddress to, ByteBuf bytes, Consumer<Boolean> outcome) {
        if (!channel.isWritable()) channel.flush();
        if (!channel.isWritable()) {
            bytes.release();
            count(Dropped.NOT_SENT);
            return;
        }
        traffic.written(bytes.readableBytes());
        channel.write(new DatagramPacket(bytes, to))
                .addListener(sent -> {
                    if (!sent.isSuccess()) count(Dropped.NOT_SENT);
                    outcome.accept(sent.isSuccess());
                });
    }

    void flush() {
        channel.flush();
    }
}
