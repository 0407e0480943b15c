package chat.madang.tools.talk;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Datagrams to and from one server, read by one thread and written by another.
///
/// UDP knows no connection. What stands in for one: the system drops datagrams that are not from
/// the server, a hello says who is there and is said again as a sign of life, a port that nobody
/// listens at ends it, and after our end so does a silence.
public final class Datagrams implements Closeable {
    /// The longest datagram that is sent.
    public static final int BYTES_MAX = 4_096;

    /// The longest that UDP can carry: whatever comes is whole.
    private static final int RECEIVED_BYTES_MAX = 65_535;

    /// How late a sign of life or an end may be, as nothing can wake a read but a datagram.
    private static final Duration TICK = Duration.ofMillis(100);

    /// The first sign of life comes so much earlier: the hello itself may have been lost.
    private static final int FIRST_SIGN_DIVISOR = 4;

    private final DatagramSocket socket;
    private final byte[] hello;
    private final Rhythm rhythm;

    /// When something was last heard; the reading thread's.
    private long heardNanos = System.nanoTime();

    /// When the next sign of life is due. Guarded by `this`, as is all that follows.
    private long signNanos;

    /// When the next datagram may be sent.
    private long sendNanos = System.nanoTime();

    /// When [#finish] was called; null before.
    private @Nullable Long finishedNanos;

    /// What a datagram could not be sent for; null until then.
    private @Nullable IOException broken;

    private Datagrams(DatagramSocket socket, byte[] hello, Rhythm rhythm) {
        this.socket = socket;
        this.hello = hello;
        this.rhythm = rhythm;
    }

    /// Says `hello` to the server.
    ///
    /// @param from where our datagrams come from; port 0 is any free one
    /// @param server where ours go to, and all others come from
    /// @param hello one whole datagram that makes this person known and says nothing to others
    /// @throws IOException when this machine knows no way to the server
    public static Datagrams open(
            InetSocketAddress from, InetSocketAddress server, byte[] hello, Rhythm rhythm)
            throws IOException {
        var socket = new DatagramSocket(from);
        try {
            socket.connect(server);
            var datagrams = new Datagrams(socket, hello.clone(), rhythm);
            datagrams.send(hello);
            datagrams.expectSign(rhythm.sign().dividedBy(FIRST_SIGN_DIVISOR));
            return datagrams;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /// Sends one datagram. Blocks for the rhythm's gap at most.
    ///
    /// @param datagram [#BYTES_MAX] at most
    /// @throws IOException when it was not taken, or an earlier one met a port that nobody listens
    ///   at; nothing more can be sent or received
    public synchronized void send(byte[] datagram) throws IOException {
        if (datagram.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "datagram: %d bytes (expected: 0..%d)".formatted(datagram.length, BYTES_MAX));
        }
        awaitGap();
        try {
            socket.send(new DatagramPacket(datagram, datagram.length));
        } catch (IOException failure) {
            // The system tells an error once: the thread that reads would wait in vain.
            if (broken == null) broken = failure;
            socket.close();
            throw failure;
        }
        sendNanos = System.nanoTime() + rhythm.gap().toNanos();
        expectSign(rhythm.sign());
    }

    /// The next datagram, or nothing when we have finished and it is silent. Blocks; keeps up the
    /// signs of life meanwhile.
    ///
    /// @throws IOException when nobody listens there any more, or this was closed
    public Optional<byte[]> receive() throws IOException {
        while (!isOver()) {
            sendSignWhenDue();
            var datagram = receive(TICK);
            if (datagram.isPresent()) return datagram;
        }
        return Optional.empty();
    }

    /// The first datagram after the hello, or nothing when the server is silent about it. Blocks.
    ///
    /// @throws IOException when nobody listens there
    public Optional<byte[]> receiveAnswer() throws IOException {
        return receive(rhythm.silence());
    }

    /// Sends a last datagram, and [finishes][#finish()]; again: nothing. Whoever reads its answer
    /// finds this [finished][#isFinished].
    ///
    /// @throws IOException as of [#send]
    public synchronized void finish(byte[] farewell) throws IOException {
        if (isFinished()) return;
        send(farewell);
        finish();
    }

    /// Makes the reading end when it is silent; sends no more signs of life.
    ///
    /// @throws IOException when a datagram could not be sent before
    public synchronized void finish() throws IOException {
        if (broken != null) throw broken;
        if (finishedNanos == null) finishedNanos = System.nanoTime();
    }

    /// Whether nothing more will be sent.
    public synchronized boolean isFinished() {
        return finishedNanos != null;
    }

    /// Closes at once; a read under way fails.
    @Override
    public void close() {
        socket.close();
    }

    private Optional<byte[]> receive(Duration patience) throws IOException {
        var packet = new DatagramPacket(new byte[RECEIVED_BYTES_MAX], RECEIVED_BYTES_MAX);
        try {
            socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
            socket.receive(packet);
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        } catch (IOException failure) {
            throw reason(failure);
        }
        heardNanos = System.nanoTime();
        return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    private synchronized IOException reason(IOException failure) {
        return broken == null ? failure : broken;
    }

    private synchronized boolean isOver() {
        if (finishedNanos == null) return false;
        long now = System.nanoTime();
        long silentNanos = Math.min(now - finishedNanos, now - heardNanos);
        return silentNanos >= rhythm.silence().toNanos();
    }

    private synchronized void sendSignWhenDue() throws IOException {
        if (finishedNanos == null && System.nanoTime() - signNanos >= 0) send(hello);
    }

    private synchronized void expectSign(Duration later) {
        signNanos = System.nanoTime() + later.toNanos();
    }

    private void awaitGap() throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(sendNanos - System.nanoTime());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
