package chat.madang.gate.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Listing;
import chat.madang.core.Name;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.gate.RoomList;
import chat.madang.gate.rooms.RoomsAnswer.Chat;
import chat.madang.gate.rooms.RoomsAnswer.RoomsResult;
import chat.madang.gate.rooms.RoomsAnswer.SystemMessage;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

class RoomsDialectTest {
    private static final String WIDE_NAME = "🎉".repeat(Name.CODE_POINTS_MAX - 5);

    @Test
    void the_bytes_are_those_of_the_protocol_page() {
        assertThat(hex(RoomsDialect.JSON, new SystemMessage("ok")))
                .isEqualTo(
                        "0026"
                                + HexFormat.of()
                                        .formatHex(
                                                "{\"type\":\"SCSystemMessage\",\"text\":\"ok\"}"
                                                        .getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .UTF_8)));
        assertThat(hex(RoomsDialect.PROTOBUF, new SystemMessage("ok")))
                .isEqualTo("0002" + "0809" + "0004" + "0a026f6b");
        assertThat(hex(RoomsDialect.PROTOBUF, new Chat("a", "가")))
                .isEqualTo("0002" + "0808" + "0008" + "0a0161" + "1203eab080");
        assertThat(hex(RoomsDialect.PROTOBUF, new RoomsResult(List.of())))
                .isEqualTo("0002" + "0807" + "0000");
    }

    @ParameterizedTest
    @EnumSource(RoomsDialect.class)
    void the_longest_text_from_the_longest_name_fits(RoomsDialect dialect) {
        var chat = new Chat("\"".repeat(Name.CODE_POINTS_MAX), "\u0001".repeat(Text.BYTES_MAX));

        var read = read(dialect, chat);

        assertThat(read.path("text").stringValue()).isEqualTo(chat.text());
        assertThat(read.path("member").stringValue()).isEqualTo(chat.member());
    }

    @ParameterizedTest
    @EnumSource(RoomsDialect.class)
    void a_very_long_list_is_cut_at_whole_rooms(RoomsDialect dialect) {
        var rooms = new ArrayList<Listing>();
        for (int i = 1; i <= 5_000; i++) rooms.add(listing(i, 5));

        var read = read(dialect, new RoomsResult(rooms)).path("rooms");

        assertThat(read.size()).isBetween(50, 4_999);
        for (var room : read) assertThat(room.path("members").size()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(RoomsDialect.class)
    void a_single_room_that_does_not_fit_is_listed_with_those_who_do(RoomsDialect dialect) {
        var rooms = List.of(listing(1, 3_000), listing(2, 1));

        var read = read(dialect, new RoomsResult(rooms)).path("rooms");

        assertThat(read.size()).isEqualTo(1);
        assertThat(read.path(0).path("roomId").intValue()).isEqualTo(1);
        assertThat(read.path(0).path("members").size()).isBetween(300, 2_999);
    }

    @ParameterizedTest
    @EnumSource(RoomsDialect.class)
    void the_same_list_is_the_same_bytes_and_another_list_others(RoomsDialect dialect) {
        var one = List.of(listing(1, 2));
        var two = List.of(listing(2, 2));

        var first = hex(dialect, new RoomsResult(one));
        assertThat(hex(dialect, new RoomsResult(one))).isEqualTo(first);
        assertThat(
                        read(dialect, new RoomsResult(two))
                                .path("rooms")
                                .path(0)
                                .path("roomId")
                                .intValue())
                .isEqualTo(2);
        assertThat(hex(dialect, new RoomsResult(List.copyOf(one)))).isEqualTo(first);
    }

    private static JsonNode read(RoomsDialect dialect, RoomsAnswer answer) {
        var messages =
                new RoomsTongue(dialect == RoomsDialect.PROTOBUF).decode(bytes(dialect, answer));
        assertThat(messages).hasSize(1);
        return new JsonMapper().readTree(messages.getFirst());
    }

    private static String hex(RoomsDialect dialect, RoomsAnswer answer) {
        return HexFormat.of().formatHex(bytes(dialect, answer));
    }

    private static byte[] bytes(RoomsDialect dialect, RoomsAnswer answer) {
        var out = Unpooled.buffer();
        dialect.write(answer, out);
        return ByteBufUtil.getBytes(out);
    }

    private static Listing listing(int number, int people) {
        var names = new ArrayList<Name>();
        for (int i = 0; i < people; i++) names.add(new Name(WIDE_NAME + i));
        var title = new Title("방 \"" + number + "\"");
        return RoomList.room(number, title, 10_000, names);
    }
}
