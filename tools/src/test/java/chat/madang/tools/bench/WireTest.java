package chat.madang.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Each wire tells the same, wherever a network cuts the bytes.
class WireTest {
    private static final Party PARTY = new Party(4, 1, 2, "p", false);

    enum Kind {
        IRC,
        CODED,
        JSON,
        PROTOBUF;

        Wire wire() {
            return switch (this) {
                case IRC -> new IrcWire(PARTY, 24);
                case CODED -> new CodedWire(PARTY, 24);
                case JSON -> new JsonRoomsWire(PARTY, 24);
                case PROTOBUF -> new ProtobufRoomsWire(PARTY, 24);
            };
        }

        /// Being let in, being in the room, what others do, and two messages.
        byte[] heard() throws IOException {
            var out = new ByteArrayOutputStream();
            switch (this) {
                case IRC -> {
                    out.writeBytes(utf8(":s 001 p3 :hi 1 2\r\nPING :x 3 4\r\n:s 422 p3 :none\r\n"));
                    out.writeBytes(utf8(":p3!u@h JOIN #r0\r\n:s 366 p3 #r0 :end\r\n"));
                    out.writeBytes(utf8(":p0!u@h PRIVMSG #r0 :xxxxx 0 7\r\n"));
                    out.writeBytes(utf8(":p1!u@h PRIVMSG #r0 :xxxxx 1 12\n"));
                }
                case CODED -> {
                    out.writeBytes(utf8("채팅방에 입장하였습니다.\n[접속자] p0, p3\n"));
                    out.writeBytes(utf8("[공지]p1 사용자가 접속하였습니다.\n"));
                    out.writeBytes(utf8("p0 : xxxxx 0 7\np1 : xxxxx 1 12\n"));
                }
                case JSON -> {
                    json(out, "\"SCSystemMessage\",\"text\":\"이름이 p3 으로 변경되었습니다.\"");
                    json(out, "\"SCSystemMessage\",\"text\":\"방제[p-r0] 방에 입장했습니다.\"");
                    json(out, "\"SCSystemMessage\",\"text\":\"[p2] 님이 입장했습니다.\"");
                    json(out, "\"SCChat\",\"member\":\"p0\",\"text\":\"xxxxx 0 7\"");
                    json(out, "\"SCChat\",\"member\":\"p1\",\"text\":\"xxxxx 1 12\"");
                }
                case PROTOBUF -> {
                    protobuf(out, 9, "", "이름이 p3 으로 변경되었습니다.");
                    protobuf(out, 9, "", "방제[p-r0] 방에 입장했습니다.");
                    protobuf(out, 9, "", "[p2] 님이 입장했습니다.");
                    protobuf(out, 8, "p0", "xxxxx 0 7");
                    protobuf(out, 8, "p1", "xxxxx 1 12");
                }
            }
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_is_heard_wherever_bytes_are_cut(Kind kind) throws IOException {
        var bytes = kind.heard();
        var whole = told(kind, bytes, bytes.length);

        assertThat(whole).contains("registered").endsWith("0 7", "1 12");
        if (kind != Kind.CODED) assertThat(whole).contains("joined");
        assertThat(whole).filteredOn(each -> each.startsWith("refused")).isEmpty();
        assertThat(whole.contains("reply PONG :x 3 4\r\n")).isEqualTo(kind == Kind.IRC);
        for (int size = 1; size < bytes.length; size++) {
            assertThat(told(kind, bytes, size)).as("in pieces of %d", size).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_said_ends_in_its_mark(Kind kind) throws IOException {
        var out = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        try (var selector = Selector.open();
                var channel = SocketChannel.open()) {
            kind.wire().say(out, person(channel, selector, 1), 34);
        }
        var said = StandardCharsets.UTF_8.decode(out.flip()).toString();

        assertThat(said).matches("(?s).*[^x]x{19} 1 34(\"}|\r?\n)?");
    }

    /// What ears are told when bytes come in pieces.
    private static List<String> told(Kind kind, byte[] bytes, int size) throws IOException {
        var ears = new Told();
        var wire = kind.wire();
        var in = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        try (var selector = Selector.open();
                var channel = SocketChannel.open()) {
            var person = person(channel, selector, 3);
            person.stage = Person.Stage.REGISTERING;
            for (int at = 0; at < bytes.length; at += size) {
                in.clear();
                person.resume(in);
                in.put(bytes, at, Math.min(size, bytes.length - at));
                person.keep(in, wire.read(person, in, 0, in.position(), ears));
            }
            assertThat(person.rest).isEmpty();
        }
        return ears.told;
    }

    private static Person person(SocketChannel channel, Selector selector, int number)
            throws IOException {
        channel.configureBlocking(false);
        var key = channel.register(selector, SelectionKey.OP_CONNECT);
        return new Person(number, PARTY, channel, key);
    }

    private static void json(ByteArrayOutputStream out, String fields) {
        var payload = utf8("{\"type\":" + fields + "}");
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.writeBytes(payload);
    }

    /// By hand: field 1 is the type; then fields of text, the first one left out when empty.
    private static void protobuf(ByteArrayOutputStream out, int type, String member, String text) {
        out.writeBytes(new byte[] {0, 2, 8, (byte) type});
        var body = new ByteArrayOutputStream();
        int field = 1;
        for (var each : member.isEmpty() ? List.of(text) : List.of(member, text)) {
            body.write(field++ << 3 | 2);
            body.write(utf8(each).length);
            body.writeBytes(utf8(each));
        }
        out.write(0);
        out.write(body.size());
        out.writeBytes(body.toByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Told implements Wire.Ears {
        private final List<String> told = new ArrayList<>();

        @Override
        public void heard(Person person, int talker, int sequence) {
            told.add(talker + " " + sequence);
        }

        @Override
        public void registered(Person person) {
            told.add("registered");
            person.stage = Person.Stage.JOINING;
        }

        @Override
        public void joined(Person person) {
            told.add("joined");
            person.stage = Person.Stage.JOINED;
        }

        @Override
        public void reply(Person person, byte[] bytes) {
            told.add("reply " + new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void refused(Person person, String why) {
            told.add("refused " + why);
        }
    }
}
