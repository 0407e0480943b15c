package chat.madang.gate.rooms;

import chat.madang.gate.Tongue;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Messages of the `rooms` protocol, noted as their JSON, in either format.
///
/// Reads and writes protobuf field by field from the protocol's page, without the generated classes
/// that the gate uses, so that a wrong field number cannot hide on both sides.
public final class RoomsTongue implements Tongue {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> TYPES =
            List.of(
                    "CSName",
                    "CSRooms",
                    "CSCreateRoom",
                    "CSJoinRoom",
                    "CSLeaveRoom",
                    "CSChat",
                    "CSShutdown",
                    "SCRoomsResult",
                    "SCChat",
                    "SCSystemMessage");

    private final boolean protobuf;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private String announced = "";

    public RoomsTongue(boolean protobuf) {
        this.protobuf = protobuf;
    }

    @Override
    public byte[] encode(String message) {
        if (!protobuf) return frame(message.getBytes(StandardCharsets.UTF_8));
        var json = MAPPER.readTree(message);
        var type = json.path("type").stringValue();
        var out = new ByteArrayOutputStream();
        out.writeBytes(frame(bytes(body -> body.writeEnum(1, TYPES.indexOf(type)))));
        out.writeBytes(frame(bytes(body -> writeBody(type, json, body))));
        return out.toByteArray();
    }

    @Override
    public List<String> decode(byte[] bytes) {
        pending.writeBytes(bytes);
        var in = ByteBuffer.wrap(pending.toByteArray());
        pending.reset();
        var messages = new ArrayList<String>();
        while (in.remaining() >= 2 && in.remaining() >= 2 + (in.getShort(in.position()) & 0xFFFF)) {
            var payload = new byte[in.getShort() & 0xFFFF];
            in.get(payload);
            decodeFrame(payload, messages);
        }
        pending.write(in.array(), in.position(), in.remaining());
        return messages;
    }

    /// One frame around a payload.
    public static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(2 + payload.length)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    private void decodeFrame(byte[] payload, List<String> messages) {
        if (!protobuf) {
            messages.add(new String(payload, StandardCharsets.UTF_8));
        } else if (announced.isEmpty()) {
            announced = TYPES.get((int) read(CodedInputStream.newInstance(payload), 1));
        } else {
            var json = MAPPER.createObjectNode().put("type", announced);
            readBody(announced, CodedInputStream.newInstance(payload), json);
            messages.add(json.toString());
            announced = "";
        }
    }

    private static void writeBody(String type, JsonNode json, CodedOutputStream body)
            throws IOException {
        switch (type) {
            case "CSName" -> body.writeString(1, json.path("name").stringValue());
            case "CSCreateRoom" -> {
                if (json.has("title")) body.writeString(1, json.path("title").stringValue());
            }
            case "CSJoinRoom" -> body.writeInt32(1, json.path("roomId").intValue());
            case "CSChat" -> body.writeString(1, json.path("text").stringValue());
            default -> {}
        }
    }

    private static void readBody(String type, CodedInputStream body, ObjectNode json) {
        try {
            if (type.equals("SCRoomsResult")) json.putArray("rooms");
            for (int tag = body.readTag(); tag != 0; tag = body.readTag()) {
                int field = WireFormat.getTagFieldNumber(tag);
                switch (type + " " + field) {
                    case "SCChat 1" -> json.put("member", body.readStringRequireUtf8());
                    case "SCChat 2", "SCSystemMessage 1" ->
                            json.put("text", body.readStringRequireUtf8());
                    case "SCRoomsResult 1" -> json.withArray("/rooms").add(readRoom(body));
                    default -> throw new IllegalArgumentException(type + ", field " + field);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode readRoom(CodedInputStream rooms) throws IOException {
        var body = CodedInputStream.newInstance(rooms.readByteArray());
        var room = MAPPER.createObjectNode();
        var members = MAPPER.createArrayNode();
        for (int tag = body.readTag(); tag != 0; tag = body.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> room.put("roomId", body.readInt32());
                case 2 -> room.put("title", body.readStringRequireUtf8());
                case 3 -> members.add(body.readStringRequireUtf8());
                default -> throw new IllegalArgumentException("RoomInfo, tag " + tag);
            }
        }
        return room.set("members", members);
    }

    private static long read(CodedInputStream body, int field) {
        try {
            if (WireFormat.getTagFieldNumber(body.readTag()) != field) {
                throw new IllegalArgumentException("no field " + field);
            }
            return body.readInt64();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Body body) {
        var out = new ByteArrayOutputStream();
        var coded = CodedOutputStream.newInstance(out);
        try {
            body.write(coded);
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private interface Body {
        void write(CodedOutputStream out) throws IOException;
    }
}
