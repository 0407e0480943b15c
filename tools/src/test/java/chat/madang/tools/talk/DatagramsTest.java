package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.tools.ScriptedDatagrams;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class DatagramsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final byte[] HELLO = {7};
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Rhythm PATIENT = new Rhythm(LONG, LONG, Duration.ZERO);
    private static final Rhythm HASTY =
            new Rhythm(Duration.ofMillis(40), Duration.ofMillis(100), Duration.ZERO);

    @Test
    void the_hello_is_sent_at_once_and_datagrams_go_both_ways() throws Exception {
        var longest = new byte[Datagrams.BYTES_MAX];
        try (var server =
                        new ScriptedDatagrams(client -> {
                            assertThat(client.heard()).isEqualTo(HELLO);
                            assertThat(client.heard()).isEqualTo(longest);
                            client.send();
                            client.send(new byte[60_000]);
                        });
                var datagrams = open(server.port(), PATIENT)) {
            datagrams.send(longest);
            assertThat(datagrams.receiveAnswer()).hasValue(new byte[0]);
            assertThat(datagrams.receive()).hasValue(new byte[60_000]);
        }
    }

    @Test
    void what_is_not_from_the_server_is_not_received() throws Exception {
        try (var server =
                        new ScriptedDatagrams(client -> {
                            client.heard();
                            client.sendFromElsewhere((byte) 1);
                            client.send((byte) 2);
                        });
                var datagrams = open(server.port(), PATIENT)) {
            assertThat(datagrams.receive()).hasValue(new byte[] {2});
        }
    }

    @Test
    void a_longer_one_is_not_sent() throws Exception {
        try (var server = new ScriptedDatagrams(ScriptedDatagrams.Peer::heard);
                var datagrams = open(server.port(), PATIENT)) {
            assertThatThrownBy(() -> datagrams.send(new byte[4_097]))
                    .hasMessage("datagram: 4097 bytes (expected: 0..4096)");
        }
    }

    @Test
    void signs_of_life_are_sent_while_nothing_else_is_until_the_end() throws Exception {
        try (var server =
                        new ScriptedDatagrams(client -> {
                            for (int sign = 0; sign < 4; sign++) {
                                assertThat(client.heard()).isEqualTo(HELLO);
                            }
                            client.send((byte) 1);
                        });
                var datagrams = open(server.port(), HASTY)) {
            assertThat(datagrams.receive()).hasValue(new byte[] {1});
        }
    }

    @Test
    void no_sign_of_life_is_sent_after_the_end_or_before_it_is_due() throws Exception {
        try (var server =
                        new ScriptedDatagrams(client -> {
                            client.heard();
                            assertThat(client.hearsNothing(400)).isTrue();
                        });
                var datagrams =
                        open(
                                server.port(),
                                new Rhythm(LONG, Duration.ofMillis(200), Duration.ZERO))) {
            assertThat(datagrams.receiveAnswer()).isEmpty();
            datagrams.finish();
            assertThat(datagrams.receive()).isEmpty();
        }
    }

    @Test
    void after_our_end_what_comes_is_heard_until_it_is_silent() throws Exception {
        try (var server =
                        new ScriptedDatagrams(client -> {
                            client.heard();
                            for (byte answer = 0; answer < 3; answer++) client.send(answer);
                        });
                var datagrams = open(server.port(), HASTY)) {
            datagrams.finish();
            assertThat(datagrams.isFinished()).isTrue();
            for (byte answer = 0; answer < 3; answer++) {
                assertThat(datagrams.receive()).hasValue(new byte[] {answer});
            }
            assertThat(datagrams.receive()).isEmpty();
        }
    }

    @Test
    void datagrams_are_sent_a_gap_apart() throws Exception {
        var gap = Duration.ofMillis(50);
        try (var server =
                        new ScriptedDatagrams(client -> {
                            client.heard();
                            client.heard();
                            client.heard();
                        });
                var datagrams = open(server.port(), new Rhythm(LONG, LONG, gap))) {
            long before = System.nanoTime();
            datagrams.send(HELLO);
            datagrams.send(HELLO);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(gap);
        }
    }

    @Test
    void a_port_that_nobody_listens_at_ends_the_reading() throws Exception {
        try (var datagrams = open(closedPort(), PATIENT)) {
            assertThatThrownBy(datagrams::receive).isInstanceOf(PortUnreachableException.class);
        }
    }

    @Test
    void a_send_that_learns_of_it_ends_the_reading_with_the_same_reason() throws Exception {
        try (var datagrams = open(closedPort(), PATIENT)) {
            assertThatThrownBy(
                            () -> {
                                while (true) datagrams.send(HELLO);
                            })
                    .isInstanceOf(PortUnreachableException.class);
            assertThatThrownBy(datagrams::receive).isInstanceOf(PortUnreachableException.class);
            assertThatThrownBy(datagrams::finish).isInstanceOf(PortUnreachableException.class);
        }
    }

    @Test
    void closing_ends_a_read_under_way() throws Exception {
        try (var server = new ScriptedDatagrams(ScriptedDatagrams.Peer::heard)) {
            var datagrams = open(server.port(), PATIENT);
            var read =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return datagrams.receive().isPresent();
                        } catch (IOException closed) {
                            return false;
                        }
                    });
            datagrams.close();
            assertThat(read.get(30, TimeUnit.SECONDS)).isFalse();
        }
    }

    private static Datagrams open(int port, Rhythm rhythm) throws IOException {
        return Datagrams.open(
                new InetSocketAddress(HERE, 0), new InetSocketAddress(HERE, port), HELLO, rhythm);
    }

    private static int closedPort() throws IOException {
        try (var closing = new DatagramSocket(0, HERE)) {
            return closing.getLocalPort();
        }
    }
}
