package chat.madang.gate.rooms;

import chat.madang.gate.rooms.RoomsRequest.ChangeName;
import chat.madang.gate.rooms.RoomsRequest.CreateRoom;
import chat.madang.gate.rooms.RoomsRequest.JoinRoom;
import chat.madang.gate.rooms.RoomsRequest.LeaveRoom;
import chat.madang.gate.rooms.RoomsRequest.ListRooms;
import chat.madang.gate.rooms.RoomsRequest.Malformed;
import chat.madang.gate.rooms.RoomsRequest.Shutdown;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// JSON payloads: one object each, `{"type": "CSChat", "text": "hi"}`. Unknown fields are ignored.
final class JsonReader implements RoomsReader {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    @Override
    public RoomsRequest read(RoomsFrame frame) {
        return switch (frame) {
            case RoomsFrame.Payload(var payload) -> read(payload);
            case RoomsFrame.Oversized _ -> new Malformed();
        };
    }

    private static RoomsRequest read(ByteBuffer payload) {
        try {
            // Decoded first, because the parser lets some byte sequences pass that are not UTF-8.
            var text = StandardCharsets.UTF_8.newDecoder().decode(payload);
            return request(MAPPER.readTree(text.toString()));
        } catch (CharacterCodingException _) {
            return new Malformed();
        } catch (JacksonException _) {
            return new Malformed();
        }
    }

    private static RoomsRequest request(JsonNode message) {
        return switch (message.path("type").stringValue("")) {
            case "CSName" -> withText(message, "name", ChangeName::new);
            case "CSRooms" -> new ListRooms();
            case "CSCreateRoom" -> createRoom(message);
            case "CSJoinRoom" -> joinRoom(message);
            case "CSLeaveRoom" -> new LeaveRoom();
            case "CSChat" -> withText(message, "text", RoomsRequest::chat);
            case "CSShutdown" -> new Shutdown();
            default -> new Malformed();
        };
    }

    private static RoomsRequest createRoom(JsonNode message) {
        return message.has("title")
                ? withText(message, "title", CreateRoom::new)
                : new CreateRoom("");
    }

    private static RoomsRequest joinRoom(JsonNode message) {
        var number = message.path("roomId");
        return number.isIntegralNumber() && number.canConvertToInt()
                ? new JoinRoom(number.intValue())
                : new Malformed();
    }

    private static RoomsRequest withText(
            JsonNode message, String field, Function<String, RoomsRequest> request) {
        var value = message.path(field);
        return value.isString() ? request.apply(value.stringValue()) : new Malformed();
    }
}
