package chat.madang.gate.coded;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Command;
import chat.madang.core.Command.Answer;
import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.SessionId;
import chat.madang.core.Stamp;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.gate.Perspective;
import chat.madang.gate.RoomList;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class CodedDialectTest {
    private static final RoomId ROOM = new RoomId(1);
    private static final Title TITLE = new Title("lobby");
    private static final RoomName ROOM_NAME = RoomName.of(TITLE);
    private static final Stamp STAMP = new Stamp(new MessageId(1), 1, Instant.EPOCH);
    private static final Person AMIR = new Person(new SessionId(1), new Name("a m#ir"));
    private static final Person BEA = new Person(new SessionId(2), new Name("bea"));
    private static final Text TEXT = new Text("a\nb #c");

    @Test
    void what_the_others_read() {
        assertThat(others(new Joined(ROOM, ROOM_NAME, AMIR, false, STAMP)))
                .isEqualTo("[공지]a_m_ir 사용자가 접속하였습니다.");
        assertThat(others(new Left(ROOM, ROOM_NAME, AMIR, Optional.empty(), STAMP)))
                .isEqualTo("[공지]a_m_ir 사용자가 퇴장하였습니다.");
        assertThat(others(new Exited(AMIR, List.of(), Optional.empty())))
                .isEqualTo("[공지]a_m_ir 사용자가 퇴장하였습니다.");
        assertThat(others(kicked())).isEqualTo("[공지]a_m_ir 사용자가 강퇴되었습니다.");
        assertThat(others(new Renamed(AMIR, new Name("a b"), List.of())))
                .isEqualTo("[공지]a_b 사용자의 ID가 a_m_ir(으)로 변경되었습니다.");
        assertThat(others(said())).isEqualTo("a_m_ir : a b #c");
        assertThat(others(scheduled())).isEqualTo("a_m_ir : a b #c");
        assertThat(others(new RoomClosed(ROOM, ROOM_NAME, STAMP))).isEqualTo("채팅방이 종료되었습니다.");
        assertThat(others(new HostChanged(ROOM, ROOM_NAME, AMIR, STAMP))).isEmpty();
    }

    @Test
    void what_those_read_who_did_it() {
        assertThat(own(new Joined(ROOM, ROOM_NAME, AMIR, false, STAMP))).isEqualTo("채팅방에 입장하였습니다.");
        assertThat(own(said())).isEmpty();
        assertThat(own(new Exited(AMIR, List.of(), Optional.empty()))).isEmpty();
        assertThat(own(whispered(BEA))).isEmpty();
    }

    @Test
    void what_those_read_to_whom_it_happened() {
        assertThat(concerned(whispered(BEA))).isEqualTo("a_m_ir님의 귓속말 : a b #c");
        assertThat(concerned(whispered(AMIR))).isEqualTo("a_m_ir님의 귓속말 : a b #c");
        assertThat(concerned(kicked())).isEqualTo("채팅방에서 강퇴되었습니다.");
        assertThat(concerned(new HostChanged(ROOM, ROOM_NAME, AMIR, STAMP))).isEmpty();
        assertThat(concerned(scheduled())).isEqualTo("a_m_ir : a b #c");
    }

    @Test
    void what_is_refused() {
        var asked = new Command.Enter(AMIR.session(), AMIR.name());

        assertThat(own(new Refused(asked, Refusal.NAME_TAKEN))).isEqualTo("101");
        assertThat(own(new Refused(asked, Refusal.NAME_RESERVED))).isEqualTo("101");
        assertThat(own(new Refused(asked, Refusal.NO_SUCH_PERSON))).isEqualTo("해당 사용자가 존재하지 않습니다.");
        assertThat(own(new Refused(asked, Refusal.ROOM_FULL))).isEqualTo("채팅방의 정원이 가득 찼습니다.");
        assertThat(own(new Refused(asked, Refusal.NO_SUCH_ROOM))).isEqualTo("채팅방이 존재하지 않습니다.");
        assertThat(own(new Refused(asked, Refusal.NOT_ENTERED))).isEmpty();
    }

    @Test
    void a_line_has_an_end_and_a_chunk_has_none() {
        var joined = new Joined(ROOM, ROOM_NAME, BEA, false, STAMP);
        var notice = "[공지]bea 사용자가 접속하였습니다.";

        assertThat(bytes(CodedDialect.LINES, joined, Perspective.OTHERS)).isEqualTo(notice + "\n");
        assertThat(bytes(CodedDialect.CHUNKS, joined, Perspective.OTHERS)).isEqualTo(notice);
        assertThat(CodedDialect.LINES.isInPieces()).isFalse();
        assertThat(CodedDialect.CHUNKS.isInPieces()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(CodedDialect.class)
    void when_the_server_goes_all_are_told(CodedDialect dialect) {
        var out = Unpooled.buffer();
        dialect.encodeGoodbye(out);

        assertThat(out.toString(UTF_8).strip()).isEqualTo("[공지]서버가 종료됩니다.");
    }

    @Test
    void a_thousand_people_are_listed() {
        var names = IntStream.range(0, 1_000).mapToObj("사용자 이름 %d"::formatted).toList();

        assertThat(own(listed(names)))
                .isEqualTo(
                        "[접속자] "
                                + String.join(", ", names)
                                        .replace("자 이", "자_이")
                                        .replace("름 ", "름_"));
    }

    @Test
    void a_very_long_list_is_cut_at_whole_names_and_says_how_many_more_there_are() {
        var wide = "🎉".repeat(Name.CODE_POINTS_MAX - 4);
        var names = IntStream.range(1_000, 10_000).mapToObj(i -> wide + i).toList();

        var list = own(listed(names));

        int fit = CodedDialect.LIST_BYTES_MAX / (wide.getBytes(UTF_8).length + 4 + 2);
        assertThat(list)
                .isEqualTo(
                        "[접속자] %s 외 %d명"
                                .formatted(
                                        String.join(", ", names.subList(0, fit)),
                                        names.size() - fit));
        assertThat(list.getBytes(UTF_8).length).isBetween(64_000, 65_535);
    }

    @ParameterizedTest
    @EnumSource(CodedDialect.class)
    void the_same_list_is_the_same_bytes_and_another_list_others(CodedDialect dialect) {
        var one = listed(List.of("amir"));
        var two = listed(List.of("amir", "bea"));

        for (int i = 0; i < 2; i++) {
            assertThat(bytes(dialect, one, Perspective.OWN).strip()).isEqualTo("[접속자] amir");
            assertThat(bytes(dialect, one, Perspective.OWN).strip()).isEqualTo("[접속자] amir");
            assertThat(bytes(dialect, two, Perspective.OWN).strip()).isEqualTo("[접속자] amir, bea");
        }
    }

    private static PeopleListed listed(List<String> names) {
        var members = names.stream().map(Name::new).toList();
        return new PeopleListed(AMIR.session(), RoomList.room(1, TITLE, 10_000, members));
    }

    private static Whispered whispered(Person whom) {
        return new Whispered(
                AMIR,
                whom,
                TEXT,
                Manner.PLAIN,
                false,
                Answer.AT_ONCE,
                new MessageId(1),
                Instant.EPOCH);
    }

    private static Said said() {
        return new Said(ROOM, ROOM_NAME, AMIR, TEXT, Manner.PLAIN, Answer.AT_ONCE, STAMP);
    }

    private static Kicked kicked() {
        return new Kicked(ROOM, ROOM_NAME, AMIR, BEA, Optional.empty(), STAMP);
    }

    private static SaidAsScheduled scheduled() {
        var message =
                new ScheduledMessage(new MessageId(1), ROOM, AMIR.name(), TEXT, Instant.EPOCH);
        return new SaidAsScheduled(message, ROOM_NAME, Optional.of(AMIR.session()), STAMP);
    }

    private static String own(Event event) {
        return bytes(CodedDialect.CHUNKS, event, Perspective.OWN);
    }

    private static String concerned(Event event) {
        return bytes(CodedDialect.CHUNKS, event, Perspective.CONCERNED);
    }

    private static String others(Event event) {
        return bytes(CodedDialect.CHUNKS, event, Perspective.OTHERS);
    }

    private static String bytes(CodedDialect dialect, Event event, Perspective perspective) {
        var out = Unpooled.buffer();
        dialect.encode(event, perspective, out);
        return out.toString(UTF_8);
    }
}
