package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.madang.core.Command;
import chat.madang.core.Entrance;
import chat.madang.core.Event;

import io.netty.buffer.ByteBuf;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Real sockets on one loop; behind the entrance there is nobody.
class GatehouseTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final int PATIENCE_MILLIS = 60_000;

    @Test
    void whatever_becomes_of_one_goodbye_everybody_else_gets_theirs() throws Exception {
        var taken = new CountDownLatch(3);
        var gatehouse = new Gatehouse(1, new Limits(Limits.OUTBOUND_BYTES_MIN, 100));
        var house = gatehouse.house(counting(taken), new Hosts(new byte[Hosts.SECRET_BYTES]));
        var broken = gatehouse.open(new EchoGate(new Speechless()), ANY_PORT, house);
        var whole = gatehouse.open(new EchoGate(), ANY_PORT, house);

        try (var one = entering(whole);
                var two = entering(broken);
                var three = entering(whole)) {
            assertThat(taken.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            gatehouse.close();

            assertThat(heard(one)).isEqualTo("B");
            assertThat(heard(two)).isEmpty();
            assertThat(heard(three)).isEqualTo("B");
        }
    }

    private static Entrance counting(CountDownLatch taken) {
        return new Entrance() {
            @Override
            public boolean offer(Command command) {
                taken.countDown();
                return true;
            }

            @Override
            public void exit(Command.Exit exit) {}
        };
    }

    private static Socket entering(InetSocketAddress address) throws IOException {
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write('e');
        return socket;
    }

    /// Everything until the end.
    private static String heard(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    /// Fails at the goodbye.
    private static final class Speechless implements Dialect {
        private final Dialect letters = new EchoGate.Letters();

        @Override
        public void encode(Event event, Perspective perspective, ByteBuf out) {
            letters.encode(event, perspective, out);
        }

        @Override
        public void encodeGoodbye(ByteBuf out) {
            throw new IllegalStateException("as asked");
        }
    }
}
