package chat.madang.tools.bench;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// `rooms` in JSON: one frame a message.
///
/// ```
/// | length: u16, big-endian | {"type":"SCChat","member":"p1","text":"xxx 3 1234"} |
/// ```
final class JsonRoomsWire extends FramedWire {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final byte[] SAY = bytes("{\"type\":\"CSChat\",\"text\":\"");
    private static final byte[] SAID = bytes("\"}");

    /// @param size bytes of a message's text
    JsonRoomsWire(Party party, int size) {
        super(party, size);
    }

    @Override
    byte[] rename(String name) {
        return frames("{\"type\":\"CSName\",\"name\":\"%s\"}".formatted(name));
    }

    @Override
    byte[] create(String title) {
        return frames(
                "{\"type\":\"CSCreateRoom\",\"title\":\"%s\"}".formatted(title),
                "{\"type\":\"CSRooms\"}");
    }

    @Override
    byte[] enter(int number) {
        return frames("{\"type\":\"CSJoinRoom\",\"roomId\":%d}".formatted(number));
    }

    @Override
    void say(ByteBuffer out, byte[] text) {
        putLength(out, SAY.length + text.length + SAID.length);
        out.put(SAY).put(text).put(SAID);
    }

    @Override
    int lastFrame(ByteBuffer in, int start) {
        return start;
    }

    @Override
    int markEnd(int end) {
        return end - SAID.length;
    }

    @Override
    void other(Person person, ByteBuffer message, Ears ears) {
        var payload = new byte[message.remaining() - LENGTH_BYTES];
        message.get(LENGTH_BYTES, payload);
        var object = parsed(payload);
        if (object.path("rooms").isArray()) {
            for (var room : object.path("rooms")) {
                learn(room.path("title").asString(""), room.path("roomId").asInt(0));
            }
            listed(person, ears);
        } else {
            notice(person, object.path("text").asString(""), ears);
        }
    }

    private static JsonNode parsed(byte[] payload) {
        try {
            return MAPPER.readTree(payload);
        } catch (JacksonException garbled) {
            throw new BenchFailure("the server sent what is no JSON");
        }
    }

    private static byte[] frames(String... payloads) {
        var frames =
                ByteBuffer.allocate(bytes(String.join("", payloads)).length + 2 * payloads.length);
        for (var payload : payloads) {
            var bytes = bytes(payload);
            putLength(frames, bytes.length);
            frames.put(bytes);
        }
        return frames.array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
