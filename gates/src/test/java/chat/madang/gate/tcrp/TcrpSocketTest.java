package chat.madang.gate.tcrp;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command;
import chat.madang.core.Entrance;
import chat.madang.gate.Gatehouse;
import chat.madang.gate.Hosts;
import chat.madang.gate.Limits;
import chat.madang.gate.tcrp.TcrpFrames.Frame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// The control connection on real loopback sockets: what a client gets to read of the answer.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TcrpSocketTest {
    private static final int PAYLOAD_BYTES_MAX = 65_536;
    private static final int TOO_LONG = 16 * 1024 * 1024;

    private final Gatehouse gatehouse = new Gatehouse(2, new Limits(1_048_576, 1_000));
    private InetSocketAddress door = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    @BeforeEach
    void open() throws IOException {
        var gate = new TcrpGate(new TcrpOptions(PAYLOAD_BYTES_MAX, 300, 10_000));
        door =
                gatehouse.openBoth(
                        gate,
                        gate,
                        door,
                        gatehouse.house(
                                new NobodyComesIn(), new Hosts(new byte[Hosts.SECRET_BYTES])));
    }

    @AfterEach
    void close() {
        gatehouse.close();
    }

    @Test
    void who_is_refused_while_still_sending_can_send_it_all_and_read_the_answer()
            throws IOException {
        try (var client = new Socket(door.getAddress(), door.getPort())) {
            var out = client.getOutputStream();
            out.write(TcrpFrames.header(3, 1, 0, TcrpFrames.size(TOO_LONG, false)));
            out.write("tea".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[TOO_LONG]);
            client.shutdownOutput();

            assertThat(TcrpFrames.read(client.getInputStream().readAllBytes()))
                    .containsExactly(new Frame("tea", 1, 1, false, "5"));
        }
    }

    @Test
    void who_is_refused_sees_the_end_without_ending_what_they_send() throws IOException {
        try (var client = new Socket(door.getAddress(), door.getPort())) {
            client.getOutputStream().write(new byte[100]);

            assertThat(TcrpFrames.read(client.getInputStream().readAllBytes()))
                    .containsExactly(new Frame("", 0, 1, false, "5"));
        }
    }

    /// All that is asked here is refused before the core would be.
    private static final class NobodyComesIn implements Entrance {
        @Override
        public boolean offer(Command command) {
            throw new AssertionError(command);
        }

        @Override
        public void exit(Command.Exit exit) {
            throw new AssertionError(exit);
        }
    }
}
