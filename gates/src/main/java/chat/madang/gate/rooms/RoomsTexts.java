package chat.madang.gate.rooms;

import chat.madang.core.Name;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.core.Title;

/// The system messages of the protocol, to the letter. docs/protocols/rooms.md.
final class RoomsTexts {
    /// Names stand between brackets: one that ends them too early could make the rest look like
    /// another message.
    static final Spelling SPELLING = new Spelling("]");

    static final String NOT_IN_A_ROOM = "현재 대화방에 들어가 있지 않습니다.";
    static final String CREATE_IN_A_ROOM = "대화 방에 있을 때는 방을 개설 할 수 없습니다.";
    static final String JOIN_IN_A_ROOM = "대화 방에 있을 때는 다른 방에 들어갈 수 없습니다.";
    static final String NO_SUCH_ROOM = "대화방이 존재하지 않습니다.";
    static final String ROOM_FULL = "대화방의 정원이 가득 찼습니다.";
    static final String BANNED = "출입이 금지된 대화방입니다.";
    static final String WRONG_KEY = "비밀번호가 필요한 대화방입니다.";
    static final String NOT_INVITED = "초대받은 사람만 들어갈 수 있는 대화방입니다.";
    static final String NO_ACCOUNT = "로그인한 사람만 들어갈 수 있는 대화방입니다.";
    static final String NO_SAY = "현재 대화방에서 발언할 수 없습니다.";
    static final String NAME_TAKEN = "이미 사용 중인 이름입니다.";
    static final String BAD_NAME = "사용할 수 없는 이름입니다.";
    static final String NO_TITLE = "방 제목을 입력해야 됩니다.";
    static final String BAD_TITLE = "사용할 수 없는 방 제목입니다.";
    static final String MALFORMED = "잘못된 메시지입니다.";
    static final String NO_SHUTDOWN = "서버를 종료할 권한이 없습니다.";
    static final String GOODBYE = "서버가 종료됩니다.";

    static final String HOST = "방장이 되었습니다.";

    private RoomsTexts() {}

    static String renamed(Name name) {
        return "이름이 %s 으로 변경되었습니다.".formatted(shown(name));
    }

    static String otherRenamed(Name old, Name name) {
        return "[%s] 님의 이름이 %s 으로 변경되었습니다.".formatted(shown(old), shown(name));
    }

    static String joined(Title title) {
        return "방제[%s] 방에 입장했습니다.".formatted(title);
    }

    static String otherJoined(Name name) {
        return "[%s] 님이 입장했습니다.".formatted(shown(name));
    }

    static String left(Title title) {
        return "방제[%s] 대화 방에서 퇴장했습니다.".formatted(title);
    }

    static String otherLeft(Name name) {
        return "[%s] 님이 퇴장했습니다.".formatted(shown(name));
    }

    static String kicked(Title title) {
        return "방제[%s] 대화 방에서 강퇴되었습니다.".formatted(title);
    }

    static String otherKicked(Name name) {
        return "[%s] 님이 강퇴되었습니다.".formatted(shown(name));
    }

    static String otherHost(Name name) {
        return "[%s] 님이 방장이 되었습니다.".formatted(shown(name));
    }

    static String closed(Title title) {
        return "방제[%s] 대화 방이 종료되었습니다.".formatted(title);
    }

    static String whisper(Name from, Text text) {
        return "[%s] 님의 귓속말: %s".formatted(shown(from), text.value());
    }

    /// A name as it is shown here.
    static String shown(Name name) {
        return SPELLING.of(name);
    }
}
