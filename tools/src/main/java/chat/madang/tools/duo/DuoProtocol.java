package chat.madang.tools.duo;

import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.UnansweredException;

/// `duo://host[:9003]`.
public final class DuoProtocol implements Protocol {
    private static final int DEFAULT_PORT = 9003;

    @Override
    public String scheme() {
        return "duo";
    }

    @Override
    public Conversation open(ChatUrl url, Questions questions)
            throws BadUrlException, CannotConnectException, UnansweredException {
        url.allowOnly();
        return new DuoConversation(new DuoReception(url.address(DEFAULT_PORT), questions));
    }
}
