package chat.madang.tools.rooms;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One frame a message: a JSON object whose `type` names it.
final class JsonWire implements RoomsWire {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public void write(RoomsRequest request, Frames frames) throws IOException {
        var object = MAPPER.createObjectNode();
        switch (request) {
            case RoomsRequest.Rename(var name) -> object.put("type", "CSName").put("name", name);
            case RoomsRequest.ListRooms() -> object.put("type", "CSRooms");
            case RoomsRequest.Create(var title) ->
                    object.put("type", "CSCreateRoom").put("title", title);
            case RoomsRequest.Join(var roomId) ->
                    object.put("type", "CSJoinRoom").put("roomId", roomId);
            case RoomsRequest.Leave() -> object.put("type", "CSLeaveRoom");
            case RoomsRequest.Say(var text) -> object.put("type", "CSChat").put("text", text);
            case RoomsRequest.Shutdown() -> object.put("type", "CSShutdown");
        }
        frames.write(MAPPER.writeValueAsBytes(object));
    }

    @Override
    public Optional<RoomsAnswer> read(Frames frames) throws IOException, GarbledException {
        var payload = frames.read();
        return payload.isEmpty() ? Optional.empty() : Optional.of(answer(object(payload.get())));
    }

    private static ObjectNode object(byte[] payload) throws GarbledException {
        try {
            if (MAPPER.readTree(payload) instanceof ObjectNode object) return object;
        } catch (JacksonException unreadable) {
            throw new GarbledException("no JSON");
        }
        throw new GarbledException("no JSON object");
    }

    private static RoomsAnswer answer(ObjectNode object) throws GarbledException {
        var type = string(object, "type");
        return switch (type) {
            case "SCRoomsResult" -> new RoomsAnswer.Rooms(rooms(object));
            case "SCChat" -> new RoomsAnswer.Said(string(object, "member"), string(object, "text"));
            case "SCSystemMessage" -> new RoomsAnswer.Notice(string(object, "text"));
            default -> throw new GarbledException("unknown type: " + shortened(type));
        };
    }

    private static List<RoomsAnswer.Room> rooms(ObjectNode object) throws GarbledException {
        var rooms = new ArrayList<RoomsAnswer.Room>();
        for (var room : array(object, "rooms")) rooms.add(room(room));
        return rooms;
    }

    /// The title and the members may be left out, as in protobuf.
    private static RoomsAnswer.Room room(JsonNode room) throws GarbledException {
        if (!room.path("roomId").isInt()) throw new GarbledException("no roomId");
        var title = room.hasNonNull("title") ? string(room, "title") : "";
        var members = new ArrayList<String>();
        if (room.hasNonNull("members")) {
            for (var member : array(room, "members")) members.add(string(member));
        }
        return new RoomsAnswer.Room(room.path("roomId").intValue(), title, members);
    }

    private static JsonNode array(JsonNode object, String field) throws GarbledException {
        var value = object.path(field);
        if (!value.isArray()) throw new GarbledException("no list: " + field);
        return value;
    }

    private static String string(JsonNode object, String field) throws GarbledException {
        var value = object.path(field);
        if (!value.isString()) throw new GarbledException("no text: " + field);
        return value.stringValue();
    }

    private static String string(JsonNode value) throws GarbledException {
        if (!value.isString()) throw new GarbledException("no text in a list");
        return value.stringValue();
    }

    private static String shortened(String type) {
        int charsMax = 40;
        return type.length() <= charsMax ? type : type.substring(0, charsMax) + "…";
    }
}
