package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Entrance;
import chat.madang.core.Memory;
import chat.madang.core.Rules;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// A UDP port on real loopback sockets, with the best transport of this machine.
///
/// Loopback loses nothing as long as the receiver's buffer has room, and keeps the order; so every
/// question here is asked when the one before has been answered, but in the floods.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DatagramPortTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int ANSWER_MILLIS_MAX = 60_000;
    private static final int LENGTH_MAX = DatagramPort.DATAGRAM_BYTES_MAX;

    private final Gatehouse gatehouse = new Gatehouse(1, new Limits(1_048_576, 1_000));
    private final EchoDatagrams gate = new EchoDatagrams();
    private InetSocketAddress door = new InetSocketAddress(LOOPBACK, 0);

    @BeforeEach
    void open() throws IOException {
        door =
                gatehouse.open(
                        gate,
                        door,
                        gatehouse.house(
                                new Answering(gatehouse), new Hosts(new byte[Hosts.SECRET_BYTES])));
    }

    @AfterEach
    void close() {
        gatehouse.close();
    }

    @Test
    void datagrams_of_every_length_come_whole() throws IOException {
        try (var peer = peer()) {
            for (int length = 0; length <= LENGTH_MAX; length++) {
                send(peer, new byte[length]);
                assertThat(answer(peer)).isEqualTo("heard " + length);
            }
        }
    }

    @Test
    void a_longer_datagram_is_seen_to_be_too_long() throws IOException {
        try (var peer = peer()) {
            for (int length : new int[] {4_097, 4_098, 8_192, 65_507}) {
                send(peer, new byte[length]);
                assertThat(answer(peer)).isEqualTo("heard " + (LENGTH_MAX + 1));
            }
        }
    }

    /// Each reading round begins with one that has no bytes, and some have no others.
    @Test
    void datagrams_without_bytes_do_not_end_the_receiving() throws IOException {
        try (var silent = peer();
                var peer = peer()) {
            for (int round = 0; round < 50; round++) {
                for (int i = 0; i < 150; i++) send(silent, new byte[0]);
                send(peer, new byte[5]);
                assertThat(answer(peer)).isEqualTo("heard 5");
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void a_flood_of_random_bytes_does_not_end_the_receiving(long seed) throws IOException {
        var chance = new Random(seed);
        try (var flood = peer();
                var peer = peer()) {
            for (int i = 0; i < 20_000; i++) {
                var bytes = new byte[chance.nextInt(LENGTH_MAX + 100)];
                chance.nextBytes(bytes);
                send(flood, bytes);
            }
            // The system drops what its buffer has no room for: so asked until it is answered.
            assertThat(answerInTheEnd(peer, new byte[7])).isEqualTo("heard 7");
        }
    }

    @Test
    void what_the_gate_fails_at_does_not_end_the_receiving() throws IOException {
        try (var peer = peer()) {
            for (int i = 0; i < 10; i++) send(peer, "fail");
            send(peer, new byte[5]);
            assertThat(answer(peer)).isEqualTo("heard 5");
        }
    }

    /// More than are read in one round, from one sender.
    @Test
    void of_a_burst_everything_is_heard() throws IOException {
        try (var peer = peer()) {
            send(peer, "enter");
            assertThat(answer(peer)).isEqualTo("entered");
            for (int i = 0; i < 100; i++) send(peer, "number " + i);
            for (int i = 0; i < 100; i++) assertThat(answer(peer)).isEqualTo("number " + i);
        }
    }

    /// Nothing else happens on the loop that would send it.
    @Test
    void what_is_written_to_somebody_silent_goes_out_at_once() throws IOException {
        try (var silent = peer();
                var peer = peer()) {
            send(silent, "enter");
            assertThat(answer(silent)).isEqualTo("entered");
            send(peer, "to all");
            assertThat(answer(silent)).isEqualTo("to all");
        }
    }

    @Test
    void who_cannot_be_sent_to_three_times_in_a_row_is_out() throws Exception {
        try (var peer = peer()) {
            send(peer, "enter");
            assertThat(answer(peer)).isEqualTo("entered");
            send(peer, "nowhere");
            for (int i = 0; i < Correspondent.FAILED_SENDS_MAX; i++) send(peer, "to all");
            assertThat(gate.awaitGone()).isTrue();
        }
    }

    @Test
    void what_reaches_somebody_in_between_is_counted_anew() throws IOException {
        try (var peer = peer()) {
            send(peer, "enter");
            assertThat(answer(peer)).isEqualTo("entered");
            for (int round = 0; round < 5; round++) {
                send(peer, "nowhere");
                for (int i = 1; i < Correspondent.FAILED_SENDS_MAX; i++) send(peer, "to all");
                send(peer, "here");
                send(peer, "to all");
                assertThat(answer(peer)).isEqualTo("to all");
            }
            assertThat(gate.isGone()).isFalse();
        }
    }

    @Test
    void a_gate_for_both_is_open_on_one_number() throws IOException {
        var both = new InetSocketAddress(LOOPBACK, 0);
        var house =
                gatehouse.house(new Answering(gatehouse), new Hosts(new byte[Hosts.SECRET_BYTES]));
        var opened = gatehouse.openBoth(new EchoDatagrams(), new EchoGate(), both, house);

        try (var peer = new DatagramSocket(0, LOOPBACK)) {
            peer.setSoTimeout(ANSWER_MILLIS_MAX);
            peer.send(new DatagramPacket(new byte[2], 2, opened));
            assertThat(answer(peer)).isEqualTo("heard 2");
        }
        try (var stream = new Socket(LOOPBACK, opened.getPort())) {
            stream.getOutputStream().write('p');
            assertThat(stream.getInputStream().read()).isEqualTo('P');
        }
    }

    private static DatagramSocket peer() throws IOException {
        var socket = new DatagramSocket(0, LOOPBACK);
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
        return socket;
    }

    private void send(DatagramSocket peer, byte[] bytes) throws IOException {
        peer.send(new DatagramPacket(bytes, bytes.length, door));
    }

    private void send(DatagramSocket peer, String text) throws IOException {
        send(peer, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(DatagramSocket peer) throws IOException {
        var packet = new DatagramPacket(new byte[100], 100);
        peer.receive(packet);
        return new String(
                Arrays.copyOf(packet.getData(), packet.getLength()), StandardCharsets.UTF_8);
    }

    /// Asks again as long as what was asked is lost.
    private String answerInTheEnd(DatagramSocket peer, byte[] question) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS_MAX);
        peer.setSoTimeout(100);
        while (System.nanoTime() < deadline) {
            send(peer, question);
            try {
                return answer(peer);
            } catch (SocketTimeoutException _) {
                // Lost, or not answered yet.
            }
        }
        return "no answer";
    }

    /// The core, on the one loop that there is here.
    private static final class Answering implements Entrance {
        private final Chat chat = new Chat(Rules.USUAL, Memory.NONE);
        private final Gatehouse gatehouse;

        Answering(Gatehouse gatehouse) {
            this.gatehouse = gatehouse;
        }

        @Override
        public boolean offer(Command command) {
            var deliveries = chat.apply(command, Instant.EPOCH);
            for (var outbox : gatehouse.outboxes()) outbox.deliver(deliveries, () -> {});
            return true;
        }

        @Override
        public void exit(Command.Exit exit) {
            offer(exit);
        }
    }
}
