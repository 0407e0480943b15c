package chat.madang.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Command;
import chat.madang.core.Entrance;
import chat.madang.core.Handle;
import chat.madang.core.Title;
import chat.madang.gate.Gatehouse;
import chat.madang.gate.Hosts;
import chat.madang.gate.Limits;
import chat.madang.gate.MemoryStore;
import chat.madang.gate.NewAccounts;
import chat.madang.gate.Pace;
import chat.madang.gate.RegistrationRate;
import chat.madang.gate.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/// Real sockets on one loop: how they become WebSockets, and what may come through them.
class WebDoorTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SECRET_BYTES = 32;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x40;
    private static final int CONTINUED = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int TWO_FOLLOW = 126;
    private static final int EIGHT_FOLLOW = 127;
    private static final int LONGEST_HEAD = 14;
    private static final byte[] ASKS_TOO_EARLY = "{\"type\":\"ping\"}".getBytes(UTF_8);
    private static final String NOT_ENTERED = "\"why\":\"not-entered\"";

    private static final String UPGRADE =
            """
            GET /api/v1 HTTP/1.1
            Host: here
            Connection: keep-alive, Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """
                    .replace("\n", "\r\n");

    private final Gatehouse gatehouse =
            new Gatehouse(1, new Limits(Limits.OUTBOUND_BYTES_MIN, 100));
    private final Stage stage = new Stage();
    private int port;

    /// Nobody comes in here.
    private static final class Nowhere implements Entrance {
        @Override
        public boolean offer(Command command) {
            return true;
        }

        @Override
        public void exit(Command.Exit exit) {}
    }

    /// What the server sends in one frame.
    private record Frame(int kind, ByteBuffer content) {
        String text() {
            return UTF_8.decode(content.duplicate()).toString();
        }

        int code() {
            return content.getShort(0);
        }
    }

    @BeforeEach
    void setUp() throws IOException {
        var store = new MemoryStore(stage);
        var gate =
                new WebGate(
                        new WebOptions(
                                Handle.of(new Title("lobby")),
                                Set.of("https://friend.example"),
                                new NewAccounts(false, false, false, Set.of()),
                                new Pace(1_000_000, 1_000_000, false),
                                30,
                                100,
                                100,
                                "0.0.0"),
                        store.doorkeeper(),
                        store.registry(""),
                        new RegistrationRate(1),
                        store.archive(),
                        store.markers(),
                        new byte[SECRET_BYTES],
                        stage::now);
        var house = gatehouse.house(new Nowhere(), new Hosts(new byte[Hosts.SECRET_BYTES]));
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        port = gatehouse.open(gate, anyPort, house).getPort();
    }

    @AfterEach
    void close() {
        gatehouse.close();
        stage.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Upgrade: websocket | Upgrade: WebSocket | 101",
                "keep-alive, Upgrade | keep-alive | 426",
                "Upgrade: websocket | Upgrade: h2c | 426",
                "Upgrade: websocket | Upgrade: websocket, h2c | 426",
                "Version: 13 | Version: 8 | 426",
                "Sec-WebSocket-Version: 13 | X: y | 426",
                "Sec-WebSocket-Version: 13 | Origin: http://here | 426",
                "Sec-WebSocket-Key | Sec-WebSocket-No-Key | 426",
                "HTTP/1.1 | HTTP/1.0 | 426",
                "GET | HEAD | 426",
                "GET | POST | 405",
                "Host: here | X: here | 400",
                "Sec-WebSocket-Key: | Origin: http://here;Sec-WebSocket-Key: | 101",
                "Sec-WebSocket-Key: | Origin: https://HERE;Sec-WebSocket-Key: | 101",
                "Sec-WebSocket-Key: | Origin: https://friend.example;Sec-WebSocket-Key: | 101",
                "Sec-WebSocket-Key: | Origin: http://there;Sec-WebSocket-Key: | 403",
                "Sec-WebSocket-Key: | Origin: null;Sec-WebSocket-Key: | 403",
            })
    void only_a_right_request_becomes_a_web_socket(String what, String instead, int status)
            throws IOException {
        var request = UPGRADE.replace(what, instead.replace(";", "\r\n"));
        try (var peer = connect()) {
            peer.getOutputStream().write(request.getBytes(ISO_8859_1));
            assertThat(line(peer)).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void what_is_asked_is_answered() throws IOException {
        try (var peer = upgraded()) {
            send(peer, FIN | TEXT, ASKS_TOO_EARLY);
            assertThat(read(peer).text()).contains(NOT_ENTERED);
        }
    }

    @Test
    void who_does_not_wait_for_the_upgrade_is_not_upgraded() throws IOException {
        try (var peer = connect()) {
            var both = new ByteArrayOutputStream();
            both.writeBytes(UPGRADE.getBytes(ISO_8859_1));
            both.writeBytes(frame(FIN | TEXT, ASKS_TOO_EARLY));
            peer.getOutputStream().write(both.toByteArray());
            assertThat(line(peer)).startsWith("HTTP/1.1 426");
        }
    }

    @Test
    void an_upgrade_may_follow_another_request() throws IOException {
        try (var peer = connect()) {
            var both = "HEAD /api/v1 HTTP/1.1\r\nHost: here\r\n\r\n" + UPGRADE;
            peer.getOutputStream().write(both.getBytes(ISO_8859_1));
            assertThat(head(peer)).startsWith("HTTP/1.1 200");
            assertThat(head(peer)).startsWith("HTTP/1.1 101");
            send(peer, FIN | TEXT, ASKS_TOO_EARLY);
            assertThat(read(peer).text()).contains(NOT_ENTERED);
        }
    }

    @Test
    void a_message_may_come_in_parts_and_a_ping_between_them() throws IOException {
        try (var peer = upgraded()) {
            send(peer, TEXT, "{\"type\":".getBytes(UTF_8));
            send(peer, FIN | PING, new byte[] {7});
            send(peer, CONTINUED, new byte[0]);
            send(peer, FIN | CONTINUED, "\"ping\"}".getBytes(UTF_8));
            var pong = read(peer);
            assertThat(pong.kind()).isEqualTo(FIN | PONG);
            assertThat(pong.content().array()).containsExactly(7);
            assertThat(read(peer).text()).contains(NOT_ENTERED);
        }
    }

    @Test
    void of_pings_that_come_together_the_latest_is_answered() throws IOException {
        try (var peer = upgraded()) {
            var many = new ByteArrayOutputStream();
            for (byte i = 1; i <= 100; i++) many.writeBytes(frame(FIN | PING, new byte[] {i}));
            many.writeBytes(frame(FIN | TEXT, ASKS_TOO_EARLY));
            peer.getOutputStream().write(many.toByteArray());
            int pongs = 0;
            var frame = read(peer);
            var last = frame;
            for (; frame.kind() == (FIN | PONG); frame = read(peer)) {
                pongs++;
                last = frame;
            }
            // One, unless the system has cut what came together.
            assertThat(pongs).isBetween(1, 10);
            assertThat(last.content().array()).containsExactly(100);
            assertThat(frame.text()).contains(NOT_ENTERED);
        }
    }

    @Test
    void a_close_is_answered() throws IOException {
        try (var peer = upgraded()) {
            send(peer, FIN | CLOSE, new byte[] {0x03, (byte) 0xE8});
            assertThat(read(peer).code()).isEqualTo(1_000);
            assertThat(peer.getInputStream().read()).isNegative();
        }
    }

    @Test
    void whoever_ends_their_side_is_closed_when_all_was_answered() throws IOException {
        try (var peer = upgraded()) {
            send(peer, FIN | TEXT, ASKS_TOO_EARLY);
            peer.shutdownOutput();
            assertThat(read(peer).text()).contains(NOT_ENTERED);
            assertThat(peer.getInputStream().read()).isNegative();
        }
    }

    @Test
    void the_longest_message_is_heard() throws IOException {
        try (var peer = upgraded()) {
            send(peer, FIN | TEXT, padded(WebDoor.MESSAGE_BYTES_MAX));
            assertThat(read(peer).text()).contains(NOT_ENTERED);
        }
    }

    @Test
    void a_frame_that_is_too_long_is_refused_by_its_head_however_much_follows() throws IOException {
        try (var peer = upgraded()) {
            send(peer, FIN | TEXT, padded(1 << 20));
            assertThat(read(peer).code()).isEqualTo(1_009);
        }
    }

    @Test
    void so_is_a_message_that_is_too_long_by_its_parts() throws IOException {
        try (var peer = upgraded()) {
            send(peer, TEXT, padded(WebDoor.MESSAGE_BYTES_MAX));
            send(peer, FIN | CONTINUED, new byte[] {' '});
            assertThat(read(peer).code()).isEqualTo(1_009);
        }
    }

    @Test
    void what_came_before_a_mistake_is_answered_and_nothing_after_it() throws IOException {
        try (var peer = upgraded()) {
            send(peer, FIN | TEXT, ASKS_TOO_EARLY);
            send(peer, FIN | BINARY, ASKS_TOO_EARLY);
            send(peer, FIN | TEXT, ASKS_TOO_EARLY);
            assertThat(read(peer).text()).contains(NOT_ENTERED);
            assertThat(read(peer).code()).isEqualTo(1_003);
            assertThat(peer.getInputStream().read()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\1\3\u00e8", "{", "[]", "{} {}", "\"\ud83d\ude00\""})
    void what_is_no_object_is_refused(String text) throws IOException {
        try (var peer = upgraded()) {
            send(peer, FIN | TEXT, text.getBytes(UTF_8));
            assertThat(read(peer).code()).isEqualTo(1_007);
        }
    }

    @Test
    void what_is_no_utf_8_is_refused() throws IOException {
        try (var peer = upgraded()) {
            send(peer, FIN | TEXT, "{\"type\":\"\u00e9\"}".getBytes(ISO_8859_1));
            assertThat(read(peer).code()).isEqualTo(1_007);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {FIN | RESERVED | TEXT, FIN | 3, FIN | 11, PING, FIN | CONTINUED, FIN | CLOSE})
    void frames_that_there_are_not_are_refused(int kind) throws IOException {
        try (var peer = upgraded()) {
            send(peer, kind, new byte[] {'x'});
            assertThat(read(peer).code()).isEqualTo(1_002);
        }
    }

    @Test
    void a_client_has_to_mask() throws IOException {
        try (var peer = upgraded()) {
            peer.getOutputStream().write(new byte[] {(byte) (FIN | TEXT), 2, '{', '}'});
            assertThat(read(peer).code()).isEqualTo(1_002);
        }
    }

    private Socket connect() throws IOException {
        var peer = new Socket(InetAddress.getLoopbackAddress(), port);
        peer.setSoTimeout(PATIENCE_MILLIS);
        return peer;
    }

    private Socket upgraded() throws IOException {
        var peer = connect();
        peer.getOutputStream().write(UPGRADE.getBytes(ISO_8859_1));
        assertThat(head(peer)).startsWith("HTTP/1.1 101");
        return peer;
    }

    private static String line(Socket peer) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = peer.getInputStream().read(); next >= 0 && next != '\n'; ) {
            line.write(next);
            next = peer.getInputStream().read();
        }
        return line.toString(ISO_8859_1).strip();
    }

    /// The first line; all up to the blank one is read.
    private static String head(Socket peer) throws IOException {
        var first = line(peer);
        for (var next = line(peer); !next.isEmpty(); next = line(peer)) {
            assertThat(next).contains(":");
        }
        return first;
    }

    private static byte[] padded(int length) {
        var message = "{\"type\":\"ping\"" + " ".repeat(length - 15) + "}";
        return message.getBytes(UTF_8);
    }

    private static void send(Socket peer, int kind, byte[] content) throws IOException {
        peer.getOutputStream().write(frame(kind, content));
    }

    /// Masked with zeros.
    private static byte[] frame(int kind, byte[] content) {
        int length = content.length;
        var frame = ByteBuffer.allocate(length + LONGEST_HEAD).put((byte) kind);
        if (length < TWO_FOLLOW) frame.put((byte) (MASKED | length));
        else if (length < 1 << 16) frame.put((byte) (MASKED | TWO_FOLLOW)).putShort((short) length);
        else frame.put((byte) (MASKED | EIGHT_FOLLOW)).putLong(length);
        frame.putInt(0).put(content);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static Frame read(Socket peer) throws IOException {
        var in = new DataInputStream(peer.getInputStream());
        int kind = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == TWO_FOLLOW) length = in.readUnsignedShort();
        return new Frame(kind, ByteBuffer.wrap(in.readNBytes(length)));
    }
}
