package chat.madang.tools;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A server on a free UDP port that does what its script says, once.
public final class ScriptedDatagrams implements Closeable {
    private static final int SECONDS_MAX = 30;
    private static final int BYTES_MAX = 65_535;

    private final Peer peer;
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    public ScriptedDatagrams(Script script) throws IOException {
        this(
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                script);
    }

    /// @param socket bound
    public ScriptedDatagrams(DatagramSocket socket, Script script) {
        this.peer = new Peer(socket);
        Thread.ofVirtual().start(() -> play(script));
    }

    /// What the server does; its socket stays open afterwards, so that nothing is unreachable.
    @FunctionalInterface
    public interface Script {
        void play(Peer client) throws Exception;
    }

    /// The server's socket, and whoever it last heard from.
    public static final class Peer {
        private final DatagramSocket socket;
        private SocketAddress client = new InetSocketAddress(0);

        private Peer(DatagramSocket socket) {
            this.socket = socket;
        }

        /// The next datagram, from anyone; answers go to them.
        public byte[] heard() throws IOException {
            return hear(SECONDS_MAX * 1_000);
        }

        /// Whether no datagram comes for so long.
        public boolean hearsNothing(int millis) throws IOException {
            try {
                hear(millis);
                return false;
            } catch (SocketTimeoutException silence) {
                return true;
            }
        }

        /// Sends a datagram.
        public void send(byte... datagram) throws IOException {
            socket.send(new DatagramPacket(datagram, datagram.length, client));
        }

        /// Sends a datagram from another port.
        public void sendFromElsewhere(byte... datagram) throws IOException {
            try (var other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                other.send(new DatagramPacket(datagram, datagram.length, client));
            }
        }

        /// Listens no longer.
        public void leave() {
            socket.close();
        }

        private byte[] hear(int millis) throws IOException {
            var packet = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
            socket.setSoTimeout(millis);
            socket.receive(packet);
            client = packet.getSocketAddress();
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }
    }

    public int port() {
        return peer.socket.getLocalPort();
    }

    /// Waits for the script to end, and fails as it failed.
    @Override
    public void close() {
        try {
            played.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("the server's script failed", failure);
        } finally {
            peer.socket.close();
        }
    }

    private void play(Script script) {
        try {
            script.play(peer);
            played.complete(null);
        } catch (Throwable failure) {
            played.completeExceptionally(failure);
        }
    }
}
