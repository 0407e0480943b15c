package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// A UDP gate on a [Stage], and the mail boxes of everybody who may be written to from there.
public final class DatagramStand {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Map<InetSocketAddress, List<byte[]>> sent = new HashMap<>();
    private final Set<InetSocketAddress> unreachable = new HashSet<>();
    private final DatagramPort port;

    DatagramStand(DatagramGate gate, Fanout fanout, House house, LongSupplier sessions) {
        this.port = new DatagramPort(channel, fanout, house, sessions, gate);
        channel.pipeline().addLast(new Post(), port);
        fanout.loop().scheduleAtFixedRate(port::check, 1, 1, TimeUnit.SECONDS);
    }

    /// Sends a datagram to the gate.
    public void send(InetSocketAddress from, byte[] bytes) {
        send(from, Unpooled.copiedBuffer(bytes));
    }

    /// The same of a buffer that is taken over.
    void send(InetSocketAddress from, ByteBuf bytes) {
        var to = new InetSocketAddress(from.getAddress(), 1);
        channel.writeInbound(new DatagramPacket(bytes, to, from));
    }

    /// The datagrams that the gate has sent to an address since the last call.
    public List<byte[]> received(InetSocketAddress at) {
        var datagrams = sent.remove(at);
        return datagrams == null ? List.of() : datagrams;
    }

    /// Has every send to an address fail from now on.
    public void cutOff(InetSocketAddress address) {
        unreachable.add(address);
    }

    /// The server's side.
    public DatagramPort port() {
        return port;
    }

    void runPendingTasks() {
        channel.runPendingTasks();
    }

    void close() {
        channel.finishAndReleaseAll();
    }

    /// Keeps what goes out, by address.
    private final class Post extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            var packet = (DatagramPacket) message;
            try {
                if (unreachable.contains(packet.recipient())) {
                    promise.setFailure(new IOException("network is unreachable"));
                } else {
                    sent.computeIfAbsent(packet.recipient(), _ -> new ArrayList<>())
                            .add(bytes(packet.content()));
                    promise.setSuccess();
                }
            } finally {
                packet.release();
            }
        }

        private static byte[] bytes(ByteBuf content) {
            return ByteBufUtil.getBytes(content);
        }
    }
}
