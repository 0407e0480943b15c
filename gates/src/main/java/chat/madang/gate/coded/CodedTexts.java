package chat.madang.gate.coded;

import chat.madang.core.Text;
import chat.madang.gate.OneLine;

/// The texts of the protocol, to the letter. docs/protocols/coded.md. Names are as they are shown.
final class CodedTexts {
    static final String NAME_REFUSED = "101";
    static final String GONE = "102";

    static final String JOINED = "채팅방에 입장하였습니다.";
    static final String NO_SUCH_PERSON = "해당 사용자가 존재하지 않습니다.";
    static final String MALFORMED = "메시지를 정상적으로 입력해주세요.";
    static final String NOT_JOINED = "먼저 접속해야 합니다.";
    static final String JOINED_ALREADY = "이미 접속하였습니다.";
    static final String WRONG_PERSON = "잘못된 사용자입니다.";

    static final String ROOM_FULL = "채팅방의 정원이 가득 찼습니다.";
    static final String NOT_LET_IN = "채팅방에 입장할 수 없습니다.";
    static final String NO_SAY = "채팅방에서 발언할 수 없습니다.";
    static final String NO_WHISPER = "로그인한 사용자의 귓속말만 받는 사용자입니다.";
    static final String NO_ROOM = "채팅방이 존재하지 않습니다.";
    static final String KICKED = "채팅방에서 강퇴되었습니다.";
    static final String ROOM_CLOSED = "채팅방이 종료되었습니다.";
    static final String DISPLACED = "등록된 사용자의 ID이므로 접속이 종료됩니다.";
    static final String GOODBYE = "[공지]서버가 종료됩니다.";

    static final String PEOPLE = "[접속자] ";
    static final String BETWEEN_PEOPLE = ", ";

    private CodedTexts() {}

    /// That somebody is taken out of the yard, by an operator or because the server has failed.
    static String ended(Text why) {
        return "접속이 종료됩니다: " + OneLine.of(why);
    }

    static String said(String name, Text text) {
        return name + " : " + OneLine.of(text);
    }

    static String whispered(String name, Text text) {
        return name + "님의 귓속말 : " + OneLine.of(text);
    }

    static String otherJoined(String name) {
        return "[공지]" + name + " 사용자가 접속하였습니다.";
    }

    static String otherLeft(String name) {
        return "[공지]" + name + " 사용자가 퇴장하였습니다.";
    }

    static String otherKicked(String name) {
        return "[공지]" + name + " 사용자가 강퇴되었습니다.";
    }

    static String otherRenamed(String old, String name) {
        return "[공지]" + old + " 사용자의 ID가 " + name + "(으)로 변경되었습니다.";
    }

    /// What stands at the end of a list that was cut.
    static String morePeople(int count) {
        return " 외 " + count + "명";
    }
}
