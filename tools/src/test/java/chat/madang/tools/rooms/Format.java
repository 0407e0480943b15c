package chat.madang.tools.rooms;

import chat.madang.tools.ScriptedServer;
import chat.madang.tools.rooms.wire.SCChat;
import chat.madang.tools.rooms.wire.SCRoomsResult;
import chat.madang.tools.rooms.wire.SCSystemMessage;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.Ending;
import chat.madang.tools.talk.PipeScreen;
import chat.madang.tools.talk.Questions;

import com.google.protobuf.MessageLite;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The two formats, and the same three answers in each.
enum Format {
    JSON {
        @Override
        List<byte[]> answers() {
            return List.of(
                    frames("{\"type\":\"SCSystemMessage\",\"text\":\"안녕\"}"),
                    frames("{\"x\":[],\"text\":\"hi 👋\",\"type\":\"SCChat\",\"member\":\"유나\"}"),
                    frames(
                            """
                            {"type":"SCRoomsResult","rooms":[
                            {"roomId":1,"title":"tea","members":["a","b"]},
                            {"roomId":2}]}\
                            """));
        }
    },
    PROTOBUF {
        @Override
        List<byte[]> answers() {
            var tea = SCRoomsResult.RoomInfo.newBuilder().setRoomId(1).setTitle("tea");
            return List.of(
                    answer("0809", SCSystemMessage.newBuilder().setText("안녕").build()),
                    answer("0808", SCChat.newBuilder().setMember("유나").setText("hi 👋").build()),
                    answer(
                            "0807",
                            SCRoomsResult.newBuilder()
                                    .addRooms(tea.addMembers("a").addMembers("b"))
                                    .addRooms(SCRoomsResult.RoomInfo.newBuilder().setRoomId(2))
                                    .build()));
        }
    };

    /// What is shown of each of the answers.
    static final List<List<String>> LINES =
            List.of(
                    List.of("[시스템 메시지] 안녕"),
                    List.of("[유나] hi 👋"),
                    List.of("[1] tea: a, b", "[2] : "));

    /// The bytes of each of the answers, frames and all.
    abstract List<byte[]> answers();

    /// Hears a server that sends `answers` and closes.
    Ending listen(List<String> heard, byte... answers) throws Exception {
        try (var server = new ScriptedServer(client -> client.send(answers))) {
            return listen(server, heard);
        }
    }

    /// Hears `server` to its end.
    Ending listen(ScriptedServer server, List<String> heard) throws Exception {
        var url = server.url() + "?format=" + name().toLowerCase(Locale.ROOT);
        var nobody = new PrintWriter(Writer.nullWriter());
        try (var screen =
                        new PipeScreen(
                                InputStream.nullInputStream(),
                                OutputStream.nullOutputStream(),
                                nobody);
                var conversation =
                        new RoomsProtocol().open(ChatUrl.parse(url), new Questions(screen))) {
            return conversation.listen(heard::add);
        }
    }

    /// A frame for each of the texts.
    static byte[] frames(String... texts) {
        var frames = new ByteArrayOutputStream();
        for (var text : texts) {
            frames.writeBytes(ScriptedServer.framed(text.getBytes(StandardCharsets.UTF_8)));
        }
        return frames.toByteArray();
    }

    /// A frame for each of the payloads, in hexadecimal digits.
    static byte[] hexFrames(String... payloads) {
        var frames = new ByteArrayOutputStream();
        for (var payload : payloads) {
            frames.writeBytes(ScriptedServer.framed(HexFormat.of().parseHex(payload)));
        }
        return frames.toByteArray();
    }

    private static byte[] answer(String type, MessageLite message) {
        return hexFrames(type, HexFormat.of().formatHex(message.toByteArray()));
    }
}
