package chat.madang.gate;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.channels.spi.SelectorProvider;

/// What carries the bytes between the sockets and the loops.
enum Transport {
    /// Linux: the kernel's own event queue.
    EPOLL {
        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        ChannelFactory<ServerChannel> serverChannels(InetAddress bind) {
            return () -> new EpollServerSocketChannel(family(bind));
        }

        @Override
        ChannelFactory<DatagramChannel> datagramChannels(InetAddress bind) {
            return () -> new EpollDatagramChannel(family(bind));
        }

        @Override
        ServerBootstrap withTimeouts(ServerBootstrap bootstrap) {
            return bootstrap
                    .childOption(EpollChannelOption.TCP_KEEPIDLE, KEEP_IDLE_SECONDS)
                    .childOption(EpollChannelOption.TCP_KEEPINTVL, KEEP_INTERVAL_SECONDS)
                    .childOption(EpollChannelOption.TCP_KEEPCNT, KEEP_COUNT)
                    .childOption(EpollChannelOption.TCP_USER_TIMEOUT, SILENT_MILLIS_MAX);
        }
    },

    /// Everywhere: the JDK's selectors. A vanished peer is noticed as late as the system has it.
    NIO {
        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        ChannelFactory<ServerChannel> serverChannels(InetAddress bind) {
            var provider = SelectorProvider.provider();
            return () -> new NioServerSocketChannel(provider, family(bind));
        }

        @Override
        ChannelFactory<DatagramChannel> datagramChannels(InetAddress bind) {
            return () -> new NioDatagramChannel(family(bind));
        }

        @Override
        ServerBootstrap withTimeouts(ServerBootstrap bootstrap) {
            return bootstrap;
        }
    };

    private static final int KEEP_IDLE_SECONDS = 60;
    private static final int KEEP_INTERVAL_SECONDS = 15;
    private static final int KEEP_COUNT = 4;
    private static final int SILENT_MILLIS_MAX = 120_000;

    /// The best that this machine has.
    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    abstract IoHandlerFactory handlers();

    /// Channels that listen on addresses of the kind of `bind` alone: `0.0.0.0` is not `::`.
    abstract ChannelFactory<ServerChannel> serverChannels(InetAddress bind);

    /// UDP channels for addresses of the kind of `bind` alone.
    abstract ChannelFactory<DatagramChannel> datagramChannels(InetAddress bind);

    /// Sets how soon a peer that has vanished without a word is noticed, where it can be set.
    abstract ServerBootstrap withTimeouts(ServerBootstrap bootstrap);

    private static SocketProtocolFamily family(InetAddress bind) {
        return bind instanceof Inet4Address
                ? SocketProtocolFamily.INET
                : SocketProtocolFamily.INET6;
    }
}
