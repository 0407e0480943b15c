package chat.madang.gate.rooms;

import chat.madang.core.Listing;
import chat.madang.core.Name;
import chat.madang.gate.rooms.RoomsAnswer.Chat;
import chat.madang.gate.rooms.RoomsAnswer.RoomsResult;
import chat.madang.gate.rooms.RoomsAnswer.SystemMessage;
import chat.madang.gate.rooms.wire.SCChat;
import chat.madang.gate.rooms.wire.SCRoomsResult;
import chat.madang.gate.rooms.wire.SCRoomsResult.RoomInfo;
import chat.madang.gate.rooms.wire.SCSystemMessage;
import chat.madang.gate.rooms.wire.Type;
import chat.madang.gate.rooms.wire.Type.MessageType;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Protobuf: two frames an answer, first its `Type`, then itself.
final class ProtobufWriter {
    private ProtobufWriter() {}

    /// Appends the frames of one answer.
    static void write(RoomsAnswer answer, ByteBuf out) {
        switch (answer) {
            case Chat(var member, var text) -> {
                var chat = SCChat.newBuilder().setMember(member).setText(text).build();
                write(MessageType.SC_CHAT, chat, out);
            }
            case SystemMessage(var text) -> {
                var message = SCSystemMessage.newBuilder().setText(text).build();
                write(MessageType.SC_SYSTEM_MESSAGE, message, out);
            }
            case RoomsResult(var rooms) -> {
                var result = SCRoomsResult.newBuilder();
                FittingRooms.of(rooms, RoomsAnswer.PAYLOAD_BYTES_MAX, ProtobufWriter::rowBytes)
                        .forEach(room -> result.addRooms(row(room)));
                write(MessageType.SC_ROOMS_RESULT, result.build(), out);
            }
        }
    }

    private static void write(MessageType type, MessageLite message, ByteBuf out) {
        writeFrame(Type.newBuilder().setType(type).build(), out);
        writeFrame(message, out);
    }

    private static void writeFrame(MessageLite message, ByteBuf out) {
        out.writeShort(message.getSerializedSize());
        try {
            message.writeTo(new ByteBufOutputStream(out));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }

    private static RoomInfo row(Listing room) {
        var row = RoomInfo.newBuilder();
        row.setRoomId(room.room().value()).setTitle(room.name().title().value());
        for (Name member : room.names()) row.addMembers(RoomsTexts.shown(member));
        return row.build();
    }

    private static int rowBytes(Listing room) {
        return CodedOutputStream.computeMessageSize(SCRoomsResult.ROOMS_FIELD_NUMBER, row(room));
    }
}
