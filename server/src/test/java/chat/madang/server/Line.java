package chat.madang.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line between a page and its server that can be cut, and be put together again.
final class Line implements AutoCloseable {
    private final ServerSocket ear;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    // Both sides of a cut are looked at under the lock of `open`.
    private boolean cut;

    private Line(ServerSocket ear, int port) {
        this.ear = ear;
        this.port = port;
    }

    /// To what listens at `port` of this machine.
    static Line to(int port) throws IOException {
        var line = new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().start(line::listen);
        return line;
    }

    int port() {
        return ear.getLocalPort();
    }

    /// Nothing comes through any more, and who tries is turned away.
    void cut() throws IOException {
        synchronized (open) {
            cut = true;
            for (var socket : open) socket.close();
            open.clear();
        }
    }

    void mend() {
        synchronized (open) {
            cut = false;
        }
    }

    private void listen() {
        while (!ear.isClosed()) {
            try {
                connect(ear.accept());
            } catch (IOException closed) {
                // The test is over, or the server is not there: whoever came is turned away.
            }
        }
    }

    private void connect(Socket page) throws IOException {
        synchronized (open) {
            if (cut) {
                page.close();
                return;
            }
            var server = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(page);
            open.add(server);
            Thread.ofVirtual().start(() -> carry(page, server));
            Thread.ofVirtual().start(() -> carry(server, page));
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            // One of them has gone, or the line was cut.
        }
        open.remove(from);
        open.remove(to);
    }

    @Override
    public void close() throws IOException {
        ear.close();
        cut();
    }
}
