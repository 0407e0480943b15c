package chat.madang.server;

import chat.madang.core.Chat;
import chat.madang.gate.Gate;
import chat.madang.gate.Gatehouse;
import chat.madang.gate.House;
import chat.madang.gate.rooms.RoomsGate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/// A running server: the data folder, the core on its thread, the loops, and the open gates.
final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private final Config config;
    private final DataFolder data;
    private final Gatehouse gatehouse;
    private final ChatLoop chatLoop;
    private final List<OpenGate> openGates = new ArrayList<>();
    private final CountDownLatch stopAsked = new CountDownLatch(1);

    /// Threads: set by the core's, read by the one that waits.
    private volatile boolean failed;

    private boolean closed;

    /// A gate and where it is open.
    record OpenGate(String name, String transport, InetSocketAddress address) {}

    private Server(Config config) throws StartFailure {
        this.config = config;
        this.data = DataFolder.open(config.data());
        this.gatehouse = new Gatehouse(config.workers(), config.limits());
        int sessionsMax = config.limits().connectionsMax();
        this.chatLoop =
                new ChatLoop(
                        new Chat(),
                        Clock.systemUTC(),
                        gatehouse.outboxes(),
                        sessionsMax,
                        this::fail);
    }

    /// Starts everything, or nothing.
    ///
    /// @throws StartFailure when the data folder or a port cannot be had
    static Server start(Config config) throws StartFailure {
        var server = new Server(config);
        try {
            server.chatLoop.start();
            server.openGates();
            return server;
        } catch (StartFailure failure) {
            server.close();
            throw failure;
        }
    }

    /// Which gates are open, and where.
    List<OpenGate> gates() {
        return List.copyOf(openGates);
    }

    /// What carries the bytes: `epoll` or `nio`.
    String transport() {
        return gatehouse.transport();
    }

    /// Waits until somebody asks the server to stop; false when it has to because it has failed.
    boolean awaitStopAsked() throws InterruptedException {
        stopAsked.await();
        return !failed;
    }

    /// Says goodbye to everybody and ends every thread. Waits for it. Again: nothing.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            chatLoop.stop();
            gatehouse.close();
            data.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("the data folder was not let go of", e);
        }
    }

    private void fail() {
        failed = true;
        stopAsked.countDown();
    }

    private void openGates() throws StartFailure {
        var house = gatehouse.house(chatLoop);
        var rooms = config.rooms();
        open(new RoomsGate(rooms.options(), stopAsked::countDown), rooms.port(), house);
    }

    private void open(Gate gate, OptionalInt port, House house) throws StartFailure {
        if (port.isEmpty()) return;
        var wished = new InetSocketAddress(config.bind(), port.getAsInt());
        try {
            var address = gatehouse.open(gate, wished, house);
            openGates.add(new OpenGate(gate.name(), "tcp", address));
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot open gate %s on %s: %s. Choose another port with --%s-port N (0: any free one, off: none)"
                            .formatted(gate.name(), Addresses.text(wished), reason(e), gate.name()),
                    e);
        }
    }

    private static String reason(IOException e) {
        var message = String.valueOf(e.getMessage());
        return message.contains("in use") ? "the port is in use" : message;
    }
}
