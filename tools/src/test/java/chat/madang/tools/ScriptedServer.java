package chat.madang.tools;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A server on a free port that does to its first connection what the first script says, to its
/// second what the second says.
public final class ScriptedServer implements Closeable {
    private static final int SECONDS_MAX = 30;

    private final ServerSocket listening;
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    public ScriptedServer(Script... scripts) throws IOException {
        this(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), scripts);
    }

    /// @param listening already
    public ScriptedServer(ServerSocket listening, Script... scripts) {
        this.listening = listening;
        Thread.ofVirtual().start(() -> play(List.of(scripts)));
    }

    /// What the server does on one connection, which is closed afterwards.
    @FunctionalInterface
    public interface Script {
        void play(Peer client) throws Exception;
    }

    /// The server's end of one connection.
    public record Peer(Socket socket, DataInputStream in) {
        /// The next frame's payload as text.
        public String heard() throws IOException {
            return new String(frame(), StandardCharsets.UTF_8);
        }

        /// The next frame's payload.
        public byte[] frame() throws IOException {
            var payload = new byte[in.readUnsignedShort()];
            in.readFully(payload);
            return payload;
        }

        /// The next line, without its end.
        public String line() throws IOException {
            return text('\n');
        }

        /// The next text, without the byte that ends it.
        public String text(char end) throws IOException {
            var text = new ByteArrayOutputStream();
            for (byte next = in.readByte(); next != end; next = in.readByte()) text.write(next);
            return text.toString(StandardCharsets.UTF_8);
        }

        /// Waits until the client has said its last.
        public void awaitEnd() throws IOException {
            int rest = in.readAllBytes().length;
            if (rest > 0) throw new AssertionError("%d bytes more".formatted(rest));
        }

        /// Sends a frame.
        public void say(String json) throws IOException {
            send(framed(json.getBytes(StandardCharsets.UTF_8)));
        }

        /// Sends text as it is.
        public void write(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        public void send(byte... bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }
    }

    /// A payload with its length before it.
    public static byte[] framed(byte... payload) {
        return ByteBuffer.allocate(2 + payload.length)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    /// A port on the loopback address where nobody listens.
    public static int closedPort() throws IOException {
        try (var closing = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return closing.getLocalPort();
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    public String url() {
        return url("rooms");
    }

    public String url(String scheme) {
        return "%s://127.0.0.1:%d".formatted(scheme, port());
    }

    /// Waits for the scripts to end, and fails as they failed.
    @Override
    public void close() throws IOException {
        try {
            played.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("the server's script failed", failure);
        } finally {
            listening.close();
        }
    }

    private void play(List<Script> scripts) {
        try {
            for (var script : scripts) {
                try (var socket = listening.accept()) {
                    socket.setTcpNoDelay(true);
                    script.play(new Peer(socket, new DataInputStream(socket.getInputStream())));
                }
            }
            played.complete(null);
        } catch (Throwable failure) {
            played.completeExceptionally(failure);
        }
    }
}
