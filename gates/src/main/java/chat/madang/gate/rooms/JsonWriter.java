package chat.madang.gate.rooms;

import chat.madang.core.Listing;
import chat.madang.core.Name;
import chat.madang.gate.rooms.RoomsAnswer.Chat;
import chat.madang.gate.rooms.RoomsAnswer.RoomsResult;
import chat.madang.gate.rooms.RoomsAnswer.SystemMessage;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;

/// JSON: one frame an answer, `{"type":"SCChat","member":"amir","text":"hi"}`.
final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    /// What stands around the rows of a room list, at most.
    private static final int LIST_BYTES = 64;

    private JsonWriter() {}

    /// Appends the frames of one answer.
    static void write(RoomsAnswer answer, ByteBuf out) {
        int lengthIndex = out.writerIndex();
        out.writeShort(0);
        try (var json = generator(new ByteBufOutputStream(out))) {
            json.writeStartObject();
            writeFields(answer, json);
            json.writeEndObject();
        }
        out.setShort(lengthIndex, out.writerIndex() - lengthIndex - Short.BYTES);
    }

    private static void writeFields(RoomsAnswer answer, JsonGenerator json) {
        switch (answer) {
            case Chat(var member, var text) -> {
                json.writeStringProperty("type", "SCChat");
                json.writeStringProperty("member", member);
                json.writeStringProperty("text", text);
            }
            case SystemMessage(var text) -> {
                json.writeStringProperty("type", "SCSystemMessage");
                json.writeStringProperty("text", text);
            }
            case RoomsResult(var rooms) -> {
                json.writeStringProperty("type", "SCRoomsResult");
                json.writeArrayPropertyStart("rooms");
                int bytesMax = RoomsAnswer.PAYLOAD_BYTES_MAX - LIST_BYTES;
                for (var room : FittingRooms.of(rooms, bytesMax, JsonWriter::rowBytes)) {
                    writeRow(room, json);
                }
                json.writeEndArray();
            }
        }
    }

    private static void writeRow(Listing room, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("roomId", room.room().value());
        json.writeStringProperty("title", room.name().title().value());
        json.writeArrayPropertyStart("members");
        for (Name member : room.names()) json.writeString(RoomsTexts.shown(member));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static int rowBytes(Listing room) {
        var counter = new ByteCounter();
        try (var json = generator(counter)) {
            writeRow(room, json);
        }
        return counter.bytes + 1;
    }

    private static JsonGenerator generator(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /// Keeps nothing of what is written but its length.
    private static final class ByteCounter extends OutputStream {
        private int bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            bytes += length;
        }
    }
}
