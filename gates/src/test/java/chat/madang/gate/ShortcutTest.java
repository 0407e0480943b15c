package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The short way out of a channel, over a real socket. There is one where epoll is.
@EnabledIf("io.netty.channel.epoll.Epoll#isAvailable")
final class ShortcutTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /// More than the buffers of two sockets take.
    private static final int MUCH = 16 * 1024 * 1024;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, Transport.best().handlers());
    private final ByteBuf shared = ByteBufAllocator.DEFAULT.directBuffer(MUCH);
    private Socket client;
    private Channel channel;
    private Shortcut shortcut;

    @BeforeEach
    void connect() throws Exception {
        var accepted = new CompletableFuture<Channel>();
        var door =
                new ServerBootstrap()
                        .group(loops)
                        .channelFactory(Transport.best().serverChannels(HERE))
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(MUCH, 2 * MUCH))
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel came) {
                                        accepted.complete(came);
                                    }
                                })
                        .bind(HERE, 0)
                        .sync()
                        .channel();
        client = new Socket(HERE, ((InetSocketAddress) door.localAddress()).getPort());
        channel = accepted.get();
        shortcut = onLoop(() -> new Shortcut(channel));
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (client != null) client.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        assertThat(shared.refCnt()).isOne();
        shared.release();
    }

    @Test
    void sends_the_part_of_the_buffer() throws Exception {
        shared.writeBytes("one two three".getBytes(US_ASCII));

        boolean all = onLoop(() -> shortcut.take(shared, 4, 7) && shortcut.send());

        assertThat(all).isTrue();
        assertThat(read(3)).isEqualTo("two");
    }

    @Test
    void has_nothing_to_send_at_first() throws Exception {
        assertThat(onLoop(shortcut::send)).isFalse();
    }

    @Test
    void takes_nothing_more_while_something_waits() throws Exception {
        shared.writeBytes("one two".getBytes(US_ASCII));

        assertThat(onLoop(() -> shortcut.take(shared, 0, 3))).isTrue();
        assertThat(onLoop(() -> shortcut.take(shared, 3, 7))).isFalse();
        onLoop(() -> {
            shortcut.leave();
            channel.write(shared.retainedSlice(3, 4));
            assertThat(shortcut.send()).isFalse();
            return channel.flush();
        });
        assertThat(read(7)).isEqualTo("one two");
    }

    @Test
    void keeps_its_place_behind_what_the_channel_has() throws Exception {
        shared.writeBytes("one two".getBytes(US_ASCII));

        onLoop(() -> {
            assertThat(shortcut.take(shared, 3, 7)).isTrue();
            channel.write(shared.retainedSlice(0, 3));
            assertThat(shortcut.send()).isFalse();
            return channel.flush();
        });

        assertThat(read(7)).isEqualTo("one two");
    }

    @Test
    void leaves_to_the_channel_what_the_socket_does_not_take() throws Exception {
        shared.writeZero(MUCH - 3).writeBytes("end".getBytes(US_ASCII));

        boolean all =
                onLoop(() -> {
                    assertThat(shortcut.take(shared, 0, MUCH)).isTrue();
                    boolean sent = shortcut.send();
                    channel.flush();
                    return sent;
                });

        assertThat(all).isFalse();
        assertThat(read(MUCH)).endsWith("end");
    }

    @Test
    void drops_what_waits_for_a_channel_that_is_closed() throws Exception {
        shared.writeBytes("one".getBytes(US_ASCII));

        onLoop(() -> shortcut.take(shared, 0, 3));
        channel.close().sync();

        assertThat(onLoop(shortcut::send)).isFalse();
        assertThat(onLoop(() -> shortcut.take(shared, 0, 3))).isFalse();
    }

    private <T> T onLoop(Callable<T> deed) throws Exception {
        return channel.eventLoop().submit(deed).get();
    }

    private String read(int count) throws IOException {
        return new String(client.getInputStream().readNBytes(count), US_ASCII);
    }
}
