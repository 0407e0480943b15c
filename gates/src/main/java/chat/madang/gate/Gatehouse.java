package chat.madang.gate;

import chat.madang.core.Entrance;
import chat.madang.core.Outbox;
import chat.madang.core.SessionId;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The event loops, and the ports on which gates are open.
///
/// First the loops are there ([#outboxes]), then gates open with the way in that leads to the core,
/// at last everything closes. Threads: any, one at a time.
public final class Gatehouse {
    private static final int BACKLOG = 4_096;
    private static final int CHECK_SECONDS = 1;

    /// What one read takes at least: more than the longest message that a peer sends in one write.
    private static final int READ_BYTES_MIN = 16_384;

    private static final int READ_BYTES_MAX = 65_536;
    private static final int DATAGRAM_BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int DATAGRAMS_PER_READ = 64;

    /// How often a port is tried that is free for UDP, and may be for TCP.
    private static final int BOTH_FREE_TRIES = 20;

    private static final int CLOSE_SECONDS_MAX = 2;
    private static final Logger log = LoggerFactory.getLogger(Gatehouse.class);

    private final Limits limits;
    private final Transport transport = Transport.best();
    private final MultiThreadIoEventLoopGroup loops;
    private final Map<EventExecutor, Fanout> fanouts = new LinkedHashMap<>();
    private final List<Channel> doors = new CopyOnWriteArrayList<>();

    /// Ports that are no way into the yard: they are open until everybody has gone.
    private final List<Channel> sideDoors = new ArrayList<>();

    /// Every connection that is open, a peer's or not.
    private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private final AtomicLong lastSession = new AtomicLong();

    /// Starts the loops.
    ///
    /// @param workers how many loops, each a thread: 1..
    public Gatehouse(int workers, Limits limits) {
        this.limits = limits;
        var threads = new DefaultThreadFactory("loop");
        this.loops = new MultiThreadIoEventLoopGroup(workers, threads, transport.handlers());
        var lags = new Lags();
        for (var loop : loops) {
            var fanout = new Fanout(loop, ByteBufAllocator.DEFAULT, lags);
            fanouts.put(loop, fanout);
            loop.scheduleAtFixedRate(
                    () -> check(fanout), CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// One for each loop: what must be given every turn of the core.
    public List<Outbox> outboxes() {
        return List.copyOf(fanouts.values());
    }

    /// What carries the bytes: `epoll` or `nio`.
    public String transport() {
        return transport.name().toLowerCase(Locale.ROOT);
    }

    /// Whether every port that was opened is open still.
    public boolean isOpen() {
        return doors.stream().allMatch(Channel::isOpen);
    }

    /// Calls `look` every second on one of the loops, until they end.
    ///
    /// @param look short, and blocks never
    public void everySecond(Runnable look) {
        loops.next().scheduleAtFixedRate(look, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    /// The way in for all gates that lead to one core.
    public House house(Entrance entrance, Hosts hosts) {
        return new House(entrance, limits, hosts);
    }

    /// Opens a gate on a TCP port.
    ///
    /// @param address where; port 0 is any free one
    /// @return where it is open
    /// @throws IOException when it cannot be: the address is in use, or is none of this machine's
    public InetSocketAddress open(Gate gate, InetSocketAddress address, House house)
            throws IOException {
        return open(gate.name(), new Welcome(gate, house), address, doors);
    }

    /// Opens a TCP port that is no gate: whoever comes there is nobody's peer.
    ///
    /// @param name for the log
    /// @param welcome makes of a channel what it is to be; for many channels, on all loops
    /// @param address where; port 0 is any free one
    /// @return where it is open
    /// @throws IOException when it cannot be: the address is in use, or is none of this machine's
    public InetSocketAddress openAside(
            String name, ChannelInitializer<Channel> welcome, InetSocketAddress address)
            throws IOException {
        return open(name, welcome, address, sideDoors);
    }

    private InetSocketAddress open(
            String name,
            ChannelInitializer<Channel> welcome,
            InetSocketAddress address,
            List<Channel> opened)
            throws IOException {
        var bind = bootstrap(welcome, address.getAddress()).bind(address);
        var at = openedAt(bind, opened);
        bind.channel().pipeline().addLast(new AcceptFailures(name));
        return at;
    }

    /// Opens a gate on a UDP port.
    ///
    /// @param address where; port 0 is any free one
    /// @return where it is open
    /// @throws IOException when it cannot be: the address is in use, or is none of this machine's
    public InetSocketAddress open(DatagramGate gate, InetSocketAddress address, House house)
            throws IOException {
        var welcome =
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(receive(gate, channel, house));
                    }
                };
        var bootstrap =
                new Bootstrap()
                        .group(loops)
                        .channelFactory(transport.datagramChannels(address.getAddress()))
                        .option(ChannelOption.SO_RCVBUF, DATAGRAM_BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, DATAGRAM_BUFFER_BYTES)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(DatagramPort.DATAGRAM_BYTES_MAX + 1)
                                        .maxMessagesPerRead(DATAGRAMS_PER_READ))
                        .handler(welcome);
        return openedAt(bootstrap.bind(address), doors);
    }

    /// Opens a gate that talks over UDP and TCP, on ports of the same number.
    ///
    /// @param address where; port 0 is any that is free for both
    /// @return where it is open
    /// @throws IOException when it cannot be
    public InetSocketAddress openBoth(
            DatagramGate datagrams, Gate streams, InetSocketAddress address, House house)
            throws IOException {
        for (int left = BOTH_FREE_TRIES; ; left--) {
            var opened = open(datagrams, address, house);
            try {
                return open(streams, opened, house);
            } catch (IOException taken) {
                doors.removeLast().close().awaitUninterruptibly();
                if (address.getPort() != 0 || left == 0) throw taken;
            }
        }
    }

    private DatagramPort receive(DatagramGate gate, Channel channel, House house) {
        var fanout = Objects.requireNonNull(fanouts.get(channel.eventLoop()), "own loop");
        var port = new DatagramPort(channel, fanout, house, lastSession::incrementAndGet, gate);
        var checks =
                fanout.loop()
                        .scheduleAtFixedRate(
                                port::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(_ -> checks.cancel(false));
        return port;
    }

    private static InetSocketAddress openedAt(ChannelFuture bind, List<Channel> opened)
            throws IOException {
        if (!bind.awaitUninterruptibly().isSuccess()) {
            var cause = Objects.requireNonNull(bind.cause(), "why a bind failed");
            throw new IOException(cause.getMessage(), cause);
        }
        opened.add(bind.channel());
        return (InetSocketAddress) bind.channel().localAddress();
    }

    /// Closes every port, says goodbye to everybody, and ends the loops. Waits for it.
    public void close() {
        for (var door : doors)
            if (door instanceof ServerChannel) door.close().awaitUninterruptibly();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS_MAX);
        for (var closing : dismissAll()) {
            closing.awaitUninterruptibly(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        for (var door : doors) door.close().awaitUninterruptibly();
        for (var door : sideDoors) door.close().awaitUninterruptibly();
        accepted.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, CLOSE_SECONDS_MAX, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /// Says goodbye to everybody; the futures are done when a peer's last bytes are sent.
    private List<Future<?>> dismissAll() {
        var dismissals = fanouts.values().stream().map(Gatehouse::dismissAll).toList();
        return dismissals.stream()
                .flatMap(each -> each.syncUninterruptibly().getNow().stream())
                .toList();
    }

    private static Future<List<Future<?>>> dismissAll(Fanout fanout) {
        return fanout.loop()
                .submit(() -> {
                    // What was said last comes before the goodbye.
                    fanout.tellTurns();
                    return List.copyOf(fanout.peers()).stream().map(Gatehouse::dismiss).toList();
                });
    }

    /// Whatever becomes of one, everybody else hears the goodbye.
    private static Future<?> dismiss(Peer peer) {
        try {
            return peer.dismiss();
        } catch (Throwable bug) {
            log.error("not dismissed session={}", peer.session().value(), bug);
            peer.drop();
            return GlobalEventExecutor.INSTANCE.newSucceededFuture(null);
        }
    }

    private ServerBootstrap bootstrap(ChannelInitializer<Channel> welcome, InetAddress bind) {
        int lagBytes = limits.lagBytes();
        var bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channelFactory(transport.serverChannels(bind))
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(
                                        READ_BYTES_MIN, READ_BYTES_MIN, READ_BYTES_MAX))
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(lagBytes / 2, lagBytes))
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        accepted.add(channel);
                                        channel.pipeline().addLast(welcome);
                                    }
                                });
        return transport.withTimeouts(bootstrap);
    }

    private static void check(Fanout fanout) {
        for (var peer : List.copyOf(fanout.peers())) {
            try {
                peer.check();
            } catch (RuntimeException bug) {
                // Whatever it is, it shall not end the checks of everybody else.
                log.error("not checked session={}", peer.session().value(), bug);
            }
        }
    }

    /// Says in a line why nobody can come in: too many open files, as a rule. Netty tries again.
    private static final class AcceptFailures extends ChannelInboundHandlerAdapter {
        private final String gate;

        AcceptFailures(String gate) {
            this.gate = gate;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            log.warn("not accepting gate={} cause=\"{}\"", gate, cause.getMessage());
        }
    }

    /// Makes a [Connection] of every channel that a gate accepts.
    private final class Welcome extends ChannelInitializer<Channel> {
        private final Gate gate;
        private final House house;

        Welcome(Gate gate, House house) {
            this.gate = gate;
            this.house = house;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (!house.connectionCame(gate.name())) {
                channel.close();
                return;
            }
            // Until it is a connection, which counts itself.
            ChannelFutureListener gone = _ -> house.connectionGone(gate.name());
            channel.closeFuture().addListener(gone);
            gate.receive(
                    channel,
                    () -> {
                        welcome(channel);
                        channel.closeFuture().removeListener(gone);
                    });
        }

        private void welcome(Channel channel) {
            var fanout = Objects.requireNonNull(fanouts.get(channel.eventLoop()), "own loop");
            var session = new SessionId(lastSession.incrementAndGet());
            var connection = new Connection(channel, session, fanout, house, gate);
            log.debug(
                    "open gate={} session={} peer={}",
                    gate.name(),
                    session.value(),
                    connection.peer());
            fanout.add(connection);
            channel.pipeline().addLast(connection.inlet());
        }
    }
}
