package chat.madang.tools.rooms;

import chat.madang.tools.rooms.wire.CSChat;
import chat.madang.tools.rooms.wire.CSCreateRoom;
import chat.madang.tools.rooms.wire.CSJoinRoom;
import chat.madang.tools.rooms.wire.CSLeaveRoom;
import chat.madang.tools.rooms.wire.CSName;
import chat.madang.tools.rooms.wire.CSRooms;
import chat.madang.tools.rooms.wire.CSShutdown;
import chat.madang.tools.rooms.wire.SCChat;
import chat.madang.tools.rooms.wire.SCRoomsResult;
import chat.madang.tools.rooms.wire.SCSystemMessage;
import chat.madang.tools.rooms.wire.Type;
import chat.madang.tools.rooms.wire.Type.MessageType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/// Two frames a message: a `Type`, then the message that it names, which may be empty.
final class ProtobufWire implements RoomsWire {
    @Override
    public void write(RoomsRequest request, Frames frames) throws IOException {
        var type = Type.newBuilder().setType(type(request)).build();
        frames.write(type.toByteArray(), body(request).toByteArray());
    }

    @Override
    public Optional<RoomsAnswer> read(Frames frames) throws IOException, GarbledException {
        var type = frames.read();
        if (type.isEmpty()) return Optional.empty();
        var body = frames.read();
        if (body.isEmpty()) throw new EOFException("a type without a message");
        try {
            return Optional.of(answer(Type.parseFrom(type.get()).getType(), body.get()));
        } catch (InvalidProtocolBufferException unreadable) {
            throw new GarbledException("no protobuf");
        }
    }

    private static MessageType type(RoomsRequest request) {
        return switch (request) {
            case RoomsRequest.Rename _ -> MessageType.CS_NAME;
            case RoomsRequest.ListRooms() -> MessageType.CS_ROOMS;
            case RoomsRequest.Create _ -> MessageType.CS_CREATE_ROOM;
            case RoomsRequest.Join _ -> MessageType.CS_JOIN_ROOM;
            case RoomsRequest.Leave() -> MessageType.CS_LEAVE_ROOM;
            case RoomsRequest.Say _ -> MessageType.CS_CHAT;
            case RoomsRequest.Shutdown() -> MessageType.CS_SHUTDOWN;
        };
    }

    private static MessageLite body(RoomsRequest request) {
        return switch (request) {
            case RoomsRequest.Rename(var name) -> CSName.newBuilder().setName(name).build();
            case RoomsRequest.ListRooms() -> CSRooms.getDefaultInstance();
            case RoomsRequest.Create(var title) ->
                    CSCreateRoom.newBuilder().setTitle(title).build();
            case RoomsRequest.Join(var roomId) -> CSJoinRoom.newBuilder().setRoomId(roomId).build();
            case RoomsRequest.Leave() -> CSLeaveRoom.getDefaultInstance();
            case RoomsRequest.Say(var text) -> CSChat.newBuilder().setText(text).build();
            case RoomsRequest.Shutdown() -> CSShutdown.getDefaultInstance();
        };
    }

    private static RoomsAnswer answer(MessageType type, byte[] body)
            throws InvalidProtocolBufferException, GarbledException {
        return switch (type) {
            case SC_ROOMS_RESULT -> rooms(SCRoomsResult.parseFrom(body));
            case SC_CHAT -> {
                var chat = SCChat.parseFrom(body);
                yield new RoomsAnswer.Said(chat.getMember(), chat.getText());
            }
            case SC_SYSTEM_MESSAGE ->
                    new RoomsAnswer.Notice(SCSystemMessage.parseFrom(body).getText());
            case CS_NAME,
                    CS_ROOMS,
                    CS_CREATE_ROOM,
                    CS_JOIN_ROOM,
                    CS_LEAVE_ROOM,
                    CS_CHAT,
                    CS_SHUTDOWN ->
                    throw new GarbledException("a client's type: " + type);
        };
    }

    private static RoomsAnswer rooms(SCRoomsResult result) {
        return new RoomsAnswer.Rooms(
                result.getRoomsList().stream()
                        .map(room ->
                                new RoomsAnswer.Room(
                                        room.getRoomId(), room.getTitle(), room.getMembersList()))
                        .toList());
    }
}
