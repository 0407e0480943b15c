package chat.madang.tools.bench;

import chat.madang.tools.rooms.wire.CSChat;
import chat.madang.tools.rooms.wire.CSCreateRoom;
import chat.madang.tools.rooms.wire.CSJoinRoom;
import chat.madang.tools.rooms.wire.CSName;
import chat.madang.tools.rooms.wire.CSRooms;
import chat.madang.tools.rooms.wire.SCRoomsResult;
import chat.madang.tools.rooms.wire.SCSystemMessage;
import chat.madang.tools.rooms.wire.Type;
import chat.madang.tools.rooms.wire.Type.MessageType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// `rooms` in protobuf: two frames a message.
///
/// ```
/// | length: u16, big-endian | Type | length | SCChat { member, text: "xxx 3 1234" } |
/// ```
///
/// The text is the last field, as an encoder in the order of the fields has it.
final class ProtobufRoomsWire extends FramedWire {
    /// All of a message but its text.
    private final byte[] beginning;

    /// @param size bytes of a message's text
    ProtobufRoomsWire(Party party, int size) {
        super(party, size);
        var text = new String(Mark.text(size), StandardCharsets.UTF_8);
        var whole = frames(MessageType.CS_CHAT, CSChat.newBuilder().setText(text).build());
        this.beginning = ByteString.copyFrom(whole, 0, whole.length - size).toByteArray();
    }

    @Override
    byte[] rename(String name) {
        return frames(MessageType.CS_NAME, CSName.newBuilder().setName(name).build());
    }

    @Override
    byte[] create(String title) {
        var create = CSCreateRoom.newBuilder().setTitle(title).build();
        var both = new ByteArrayOutputStream();
        both.writeBytes(frames(MessageType.CS_CREATE_ROOM, create));
        both.writeBytes(frames(MessageType.CS_ROOMS, CSRooms.getDefaultInstance()));
        return both.toByteArray();
    }

    @Override
    byte[] enter(int number) {
        return frames(MessageType.CS_JOIN_ROOM, CSJoinRoom.newBuilder().setRoomId(number).build());
    }

    @Override
    void say(ByteBuffer out, byte[] text) {
        out.put(beginning).put(text);
    }

    @Override
    int lastFrame(ByteBuffer in, int start) {
        return frameEnd(in, start);
    }

    @Override
    int markEnd(int end) {
        return end;
    }

    @Override
    void other(Person person, ByteBuffer message, Ears ears) {
        try {
            int typeEnd = frameEnd(message, 0);
            var type = Type.parseFrom(payload(message, 0, typeEnd)).getType();
            var body = payload(message, typeEnd, message.limit());
            if (type == MessageType.SC_ROOMS_RESULT) {
                for (var room : SCRoomsResult.parseFrom(body).getRoomsList()) {
                    learn(room.getTitle(), room.getRoomId());
                }
                listed(person, ears);
            } else if (type == MessageType.SC_SYSTEM_MESSAGE) {
                notice(person, SCSystemMessage.parseFrom(body).getText(), ears);
            } else {
                ears.refused(person, type.name());
            }
        } catch (InvalidProtocolBufferException garbled) {
            throw new BenchFailure("the server sent what is no protobuf");
        }
    }

    private static ByteString payload(ByteBuffer message, int start, int end) {
        return ByteString.copyFrom(message.slice(start + LENGTH_BYTES, end - start - LENGTH_BYTES));
    }

    private static byte[] frames(MessageType type, MessageLite body) {
        var first = Type.newBuilder().setType(type).build().toByteArray();
        var second = body.toByteArray();
        var frames = ByteBuffer.allocate(2 * LENGTH_BYTES + first.length + second.length);
        putLength(frames, first.length);
        frames.put(first);
        putLength(frames, second.length);
        frames.put(second);
        return frames.array();
    }
}
