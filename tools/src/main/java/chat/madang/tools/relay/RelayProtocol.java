package chat.madang.tools.relay;

import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.Rhythm;
import chat.madang.tools.talk.UnansweredException;

/// `relay://host[:9004]`, over UDP.
public final class RelayProtocol implements Protocol {
    private static final int DEFAULT_PORT = 9004;

    private final Rhythm rhythm;

    /// Sends signs of life, and waits, as long as usual.
    public RelayProtocol() {
        this(Rhythm.USUAL);
    }

    RelayProtocol(Rhythm rhythm) {
        this.rhythm = rhythm;
    }

    @Override
    public String scheme() {
        return "relay";
    }

    @Override
    public Conversation open(ChatUrl url, Questions questions)
            throws BadUrlException, CannotConnectException, UnansweredException {
        url.allowOnly();
        var reception = new Reception(url.address(DEFAULT_PORT), questions, rhythm);
        return new RelayConversation(reception);
    }
}
