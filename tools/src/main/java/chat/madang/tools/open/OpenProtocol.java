package chat.madang.tools.open;

import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Introduction;
import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.UnansweredException;

import java.nio.file.Path;
import java.util.function.Supplier;

/// `open://host[:9999]`, with a log of what is seen and said.
public final class OpenProtocol implements Protocol {
    private static final int DEFAULT_PORT = 9999;

    private final Supplier<Path> logFolder;

    /// @param logFolder where the log goes; asked for when a conversation opens
    public OpenProtocol(Supplier<Path> logFolder) {
        this.logFolder = logFolder;
    }

    @Override
    public String scheme() {
        return "open";
    }

    @Override
    public Conversation open(ChatUrl url, Questions questions)
            throws BadUrlException, CannotConnectException, UnansweredException {
        url.allowOnly();
        var address = url.address(DEFAULT_PORT);
        return new OpenConversation(
                new Introduction(address, questions, new OpenRules()), logFolder.get());
    }
}
