package chat.madang.gate.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Text;
import chat.madang.gate.rooms.RoomsRequest.ChangeName;
import chat.madang.gate.rooms.RoomsRequest.Chat;
import chat.madang.gate.rooms.RoomsRequest.CreateRoom;
import chat.madang.gate.rooms.RoomsRequest.JoinRoom;
import chat.madang.gate.rooms.RoomsRequest.LeaveRoom;
import chat.madang.gate.rooms.RoomsRequest.ListRooms;
import chat.madang.gate.rooms.RoomsRequest.Malformed;
import chat.madang.gate.rooms.RoomsRequest.Shutdown;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

class RoomsReaderTest {
    private static final int MUTATIONS = 2_000;

    private static final Map<String, RoomsRequest> MESSAGES =
            Map.of(
                    "{\"type\":\"CSName\",\"name\":\"한글 이름\"}", new ChangeName("한글 이름"),
                    "{\"type\":\"CSRooms\"}", new ListRooms(),
                    "{\"type\":\"CSCreateRoom\",\"title\":\"日本\"}", new CreateRoom("日本"),
                    "{\"type\":\"CSCreateRoom\"}", new CreateRoom(""),
                    "{\"type\":\"CSJoinRoom\",\"roomId\":2147483647}", new JoinRoom(2_147_483_647),
                    "{\"type\":\"CSJoinRoom\",\"roomId\":-2}", new JoinRoom(-2),
                    "{\"type\":\"CSLeaveRoom\"}", new LeaveRoom(),
                    "{\"type\":\"CSChat\",\"text\":\"🎉\"}", new Chat(new Text("🎉")),
                    "{\"type\":\"CSShutdown\"}", new Shutdown());

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_message_is_read_in_both_formats(boolean protobuf) {
        var tongue = new RoomsTongue(protobuf);
        var dialect = protobuf ? RoomsDialect.PROTOBUF : RoomsDialect.JSON;

        MESSAGES.forEach((message, request) ->
                assertThat(read(dialect, tongue.encode(message))).containsExactly(request));
    }

    @Test
    void a_shutdown_may_be_followed_by_any_message() {
        byte[] frames = hex("0002 0806 0003 0a01 78");

        assertThat(read(RoomsDialect.PROTOBUF, frames)).containsExactly(new Shutdown());
    }

    @Test
    void an_oversized_frame_is_malformed_and_the_next_is_read_from_its_start() {
        var protobuf = new ProtobufReader();
        var oversized = new RoomsFrame.Oversized(65_535);

        assertThat(protobuf.read(oversized)).isEqualTo(new Malformed());
        assertThat(protobuf.read(payload(hex("0805")))).isNull();
        assertThat(protobuf.read(oversized)).isEqualTo(new Malformed());
        assertThat(protobuf.read(payload(hex("0801")))).isNull();
        assertThat(protobuf.read(payload(hex("")))).isEqualTo(new ListRooms());
        assertThat(new JsonReader().read(oversized)).isEqualTo(new Malformed());
    }

    @Test
    void text_that_is_no_utf_8_is_malformed_however_well_hidden() {
        // Overlong slash; a surrogate in three bytes; beyond the last code point.
        for (var bytes : List.of("c0af", "eda080", "f4908080")) {
            byte[] value = hex(bytes);
            byte[] head = "{\"type\":\"CSChat\",\"text\":\"".getBytes(StandardCharsets.UTF_8);
            byte[] tail = "\"}".getBytes(StandardCharsets.UTF_8);
            byte[] json =
                    ByteBuffer.allocate(head.length + value.length + tail.length)
                            .put(head)
                            .put(value)
                            .put(tail)
                            .array();
            assertThat(new JsonReader().read(payload(json))).isEqualTo(new Malformed());

            byte[] body =
                    ByteBuffer.allocate(2 + value.length)
                            .put((byte) 0x0a)
                            .put((byte) value.length)
                            .put(value)
                            .array();
            var protobuf = new ProtobufReader();
            assertThat(protobuf.read(payload(hex("0805")))).isNull();
            assertThat(protobuf.read(payload(body))).isEqualTo(new Malformed());
        }
    }

    @Test
    void json_nested_as_deep_as_a_frame_is_long_is_malformed() {
        byte[] deep = "[".repeat(RoomsDecoder.PAYLOAD_BYTES_MAX).getBytes(StandardCharsets.UTF_8);

        assertThat(new JsonReader().read(payload(deep))).isEqualTo(new Malformed());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mutated_messages_are_read_or_malformed_and_never_fail(long seed) {
        var random = new Random(seed);
        var messages = new ArrayList<>(MESSAGES.keySet());
        for (int i = 0; i < MUTATIONS; i++) {
            boolean protobuf = random.nextBoolean();
            var message = messages.get(random.nextInt(messages.size()));
            byte[] frames = new RoomsTongue(protobuf).encode(message);
            // Past the length prefix, so that the reader is met, not the decoder.
            int at = 2 + random.nextInt(frames.length - 2);
            frames[at] = (byte) random.nextInt(256);
            read(protobuf ? RoomsDialect.PROTOBUF : RoomsDialect.JSON, frames);
        }
    }

    private static List<RoomsRequest> read(RoomsDialect dialect, byte[] frames) {
        var reader = dialect.reader();
        var decoder = new RoomsDecoder();
        var in = Unpooled.wrappedBuffer(frames);
        var requests = new ArrayList<RoomsRequest>();
        for (var frame = decoder.decode(in); frame != null; frame = decoder.decode(in)) {
            var request = reader.read(frame);
            if (request != null) requests.add(request);
        }
        return requests;
    }

    private static RoomsFrame payload(byte[] bytes) {
        return new RoomsFrame.Payload(ByteBuffer.wrap(bytes));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
