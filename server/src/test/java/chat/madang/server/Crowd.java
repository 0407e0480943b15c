package chat.madang.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;

/// Many clients of the `rooms` gate on one thread, who join one room and listen.
///
/// Each counts what it reads from the frame that holds [#BEGIN] on, so that who came when does not
/// matter: from there on everybody in the room must read the same bytes.
final class Crowd implements AutoCloseable {
    /// Said by the talker when everybody is there.
    static final String BEGIN = "begin";

    private static final int READ_BYTES = 256 * 1024;

    private final Selector selector = Selector.open();
    private final List<Listener> listeners = new ArrayList<>();
    private final ByteBuffer reading = ByteBuffer.allocateDirect(READ_BYTES);

    private final int port;
    private final int room;

    /// @param room below 128
    Crowd(int port, int room) throws IOException {
        this.port = port;
        this.room = room;
    }

    /// Connects one more, who asks to join at once.
    void join(boolean protobuf) throws IOException {
        var channel = connect(port);
        byte[] join =
                protobuf
                        ? Frames.protobufJoin(room)
                        : Frames.json("{\"type\":\"CSJoinRoom\",\"roomId\":" + room + "}");
        channel.write(ByteBuffer.wrap(join));
        channel.configureBlocking(false);
        var listener = new Listener(channel, protobuf);
        channel.register(selector, SelectionKey.OP_READ, listener);
        listeners.add(listener);
    }

    static SocketChannel connect(int port) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return channel;
    }

    /// Reads on until everybody is done.
    ///
    /// @throws AssertionError when nothing comes any more, or somebody was thrown out
    void readUntil(java.util.function.Predicate<Listener> done) throws IOException {
        while (!listeners.stream().allMatch(done)) {
            if (selector.select(ServerProcess.PATIENCE_SECONDS * 1_000) == 0) {
                throw new AssertionError("nothing comes any more: " + state(done));
            }
            for (var key : selector.selectedKeys()) {
                var listener = (Listener) key.attachment();
                if (!listener.read(reading)) {
                    throw new AssertionError("thrown out: " + state(done));
                }
            }
            selector.selectedKeys().clear();
        }
    }

    List<Listener> listeners() {
        return Collections.unmodifiableList(listeners);
    }

    private String state(java.util.function.Predicate<Listener> done) {
        long left = listeners.stream().filter(done.negate()).count();
        return "%d of %d are not done".formatted(left, listeners.size());
    }

    @Override
    public void close() throws IOException {
        for (var listener : listeners) listener.channel.close();
        selector.close();
    }

    /// One client.
    static final class Listener {
        private static final byte[] MARK = BEGIN.getBytes(StandardCharsets.UTF_8);
        private static final byte[] JOINED = "방에 입장했습니다.".getBytes(StandardCharsets.UTF_8);

        private final SocketChannel channel;
        private final boolean protobuf;
        private final CRC32 checksum = new CRC32();
        private final ByteBuffer frame = ByteBuffer.allocate(2 + 65_535);
        private boolean joined;
        private boolean begun;
        private long bytes;

        Listener(SocketChannel channel, boolean protobuf) {
            this.channel = channel;
            this.protobuf = protobuf;
        }

        boolean isProtobuf() {
            return protobuf;
        }

        boolean hasJoined() {
            return joined;
        }

        boolean hasBegun() {
            return begun;
        }

        /// How many bytes came after the frame with [Crowd#BEGIN].
        long bytes() {
            return bytes;
        }

        long checksum() {
            return checksum.getValue();
        }

        /// Reads what there is; false when the server has closed.
        private boolean read(ByteBuffer reading) throws IOException {
            int count = channel.read(reading.clear());
            if (count < 0) return false;
            reading.flip();
            while (!begun && reading.hasRemaining()) takeIntoFrame(reading);
            bytes += reading.remaining();
            checksum.update(reading);
            return true;
        }

        private void takeIntoFrame(ByteBuffer reading) {
            frame.put(reading.get());
            if (frame.position() < 2 || frame.position() < 2 + (frame.getShort(0) & 0xFFFF)) return;
            joined |= frameHolds(JOINED);
            begun = frameHolds(MARK);
            frame.clear();
        }

        private boolean frameHolds(byte[] part) {
            for (int at = 2; at + part.length <= frame.position(); at++) {
                int same = 0;
                while (same < part.length && frame.get(at + same) == part[same]) same++;
                if (same == part.length) return true;
            }
            return false;
        }
    }
}
