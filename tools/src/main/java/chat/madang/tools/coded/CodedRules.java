package chat.madang.tools.coded;

import chat.madang.tools.talk.Introduction;
import chat.madang.tools.talk.Question;

import java.util.Optional;
import java.util.regex.Pattern;

/// How one comes in: by an ID that nobody else has.
final class CodedRules implements Introduction.Rules {
    /// The longest ID, in code points.
    static final int ID_CODE_POINTS_MAX = 32;

    private static final String TAKEN = "101";
    private static final Question ID = Question.open("사용자 ID를 입력하세요 : ");

    /// What a field cannot hold, or a command could not address.
    private static final Pattern UNFIT = Pattern.compile("[#\\s\\p{Cc}]");

    @Override
    public Question question() {
        return ID;
    }

    @Override
    public Optional<String> objection(String id) {
        int codePoints = id.codePointCount(0, id.length());
        if (codePoints <= ID_CODE_POINTS_MAX && !UNFIT.matcher(id).find()) return Optional.empty();
        return Optional.of("ID는 #과 공백 없이 %d자까지 쓸 수 있습니다.".formatted(ID_CODE_POINTS_MAX));
    }

    @Override
    public String request(String id) {
        return new CodedRequest.Enter(id).line();
    }

    @Override
    public Optional<String> refusal(String answer) {
        return answer.equals(TAKEN) ? Optional.of("이미 사용 중이거나 사용할 수 없는 ID입니다.") : Optional.empty();
    }
}
