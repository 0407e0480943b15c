package chat.madang.tools.open;

import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Introduction;
import chat.madang.tools.talk.Question;

import java.util.Optional;

/// How one comes in: by a nickname that nobody else has, while there is room.
final class OpenRules implements Introduction.Rules {
    /// The longest nickname, in code points.
    static final int NICKNAME_CODE_POINTS_MAX = 32;

    private static final Question NICKNAME = Question.open("Nickname: ");

    @Override
    public Question question() {
        return NICKNAME;
    }

    @Override
    public Optional<String> objection(String nickname) {
        int codePoints = nickname.codePointCount(0, nickname.length());
        if (codePoints <= NICKNAME_CODE_POINTS_MAX) return Optional.empty();
        return Optional.of(
                "nickname: %d characters (expected: %d at most)"
                        .formatted(codePoints, NICKNAME_CODE_POINTS_MAX));
    }

    @Override
    public String request(String nickname) {
        return nickname;
    }

    @Override
    public Optional<String> refusal(String answer) throws CannotConnectException {
        if (OpenTexts.isFull(answer)) throw new CannotConnectException(answer);
        return OpenTexts.refusesNickname(answer) ? Optional.of(answer) : Optional.empty();
    }
}
