package chat.madang.gate.rooms;

import chat.madang.gate.rooms.RoomsRequest.ChangeName;
import chat.madang.gate.rooms.RoomsRequest.CreateRoom;
import chat.madang.gate.rooms.RoomsRequest.JoinRoom;
import chat.madang.gate.rooms.RoomsRequest.LeaveRoom;
import chat.madang.gate.rooms.RoomsRequest.ListRooms;
import chat.madang.gate.rooms.RoomsRequest.Malformed;
import chat.madang.gate.rooms.RoomsRequest.Shutdown;
import chat.madang.gate.rooms.wire.CSChat;
import chat.madang.gate.rooms.wire.CSCreateRoom;
import chat.madang.gate.rooms.wire.CSJoinRoom;
import chat.madang.gate.rooms.wire.CSName;
import chat.madang.gate.rooms.wire.Type;
import chat.madang.gate.rooms.wire.Type.MessageType;

import com.google.protobuf.InvalidProtocolBufferException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// Protobuf payloads: two a message, first a `Type`, then the message that it names.
final class ProtobufReader implements RoomsReader {
    /// Null when the next payload is a `Type`.
    private @Nullable MessageType announced;

    @Override
    public @Nullable RoomsRequest read(RoomsFrame frame) {
        var type = announced;
        announced = null;
        return switch (frame) {
            case RoomsFrame.Payload(var payload) -> read(type, payload);
            case RoomsFrame.Oversized _ -> new Malformed();
        };
    }

    private @Nullable RoomsRequest read(@Nullable MessageType type, ByteBuffer payload) {
        try {
            if (type != null) return request(type, payload);
            announced = Type.parseFrom(payload).getType();
            return null;
        } catch (InvalidProtocolBufferException _) {
            return new Malformed();
        }
    }

    private static RoomsRequest request(MessageType type, ByteBuffer payload)
            throws InvalidProtocolBufferException {
        return switch (type) {
            case CS_NAME -> new ChangeName(CSName.parseFrom(payload).getName());
            case CS_ROOMS -> new ListRooms();
            case CS_CREATE_ROOM -> new CreateRoom(CSCreateRoom.parseFrom(payload).getTitle());
            case CS_JOIN_ROOM -> new JoinRoom(CSJoinRoom.parseFrom(payload).getRoomId());
            case CS_LEAVE_ROOM -> new LeaveRoom();
            case CS_CHAT -> RoomsRequest.chat(CSChat.parseFrom(payload).getText());
            // Clients differ in which empty message they send here.
            case CS_SHUTDOWN -> new Shutdown();
            case SC_ROOMS_RESULT, SC_CHAT, SC_SYSTEM_MESSAGE -> new Malformed();
        };
    }
}
