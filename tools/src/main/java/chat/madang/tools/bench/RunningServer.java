package chat.madang.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server that was started here, and ends here.
final class RunningServer implements Closeable {
    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long GLANCE_MILLIS = 1;
    private static final int STOP_SECONDS_MAX = 20;

    private final Process process;
    private final InetSocketAddress address;
    private final double startSeconds;
    private final Thread atExit;

    private RunningServer(Process process, InetSocketAddress address, double startSeconds) {
        this.process = process;
        this.address = address;
        this.startSeconds = startSeconds;
        // When somebody stops the comparison, its servers stop, too.
        this.atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Starts a server, and waits until it can be used. Blocks.
    ///
    /// @param ready what begins the line in which it says so; without one it is tried to connect
    static RunningServer start(List<String> command, Path folder, int port, Optional<String> ready)
            throws IOException, InterruptedException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var log = folder.resolve("out.log");
        long began = System.nanoTime();
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        while (!(ready.isPresent() ? says(log, ready.get()) : listens(address))) {
            if (!process.isAlive() || System.nanoTime() - began > START_NANOS_MAX) {
                process.destroy();
                throw new BenchFailure("does not start: " + lastLine(log));
            }
            Thread.sleep(GLANCE_MILLIS);
        }
        return new RunningServer(process, address, (System.nanoTime() - began) / 1e9);
    }

    InetSocketAddress address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /// From its start until it could be used.
    double startSeconds() {
        return startSeconds;
    }

    /// Asks it to stop, and makes it when it does not.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private static boolean says(Path log, String ready) throws IOException {
        return lines(log).anyMatch(line -> line.startsWith(ready));
    }

    private static boolean listens(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String lastLine(Path log) throws IOException {
        var lines = lines(log).filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    /// Whatever a server writes, in whatever encoding.
    private static Stream<String> lines(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1).lines();
    }
}
