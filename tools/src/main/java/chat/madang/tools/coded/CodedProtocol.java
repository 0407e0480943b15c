package chat.madang.tools.coded;

import chat.madang.tools.talk.Address;
import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Introduction;
import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.Question;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.UnansweredException;

import java.util.regex.Pattern;

/// `coded://host[:9002]`; without a host the person is asked where the server is.
public final class CodedProtocol implements Protocol {
    private static final int DEFAULT_PORT = 9002;
    private static final Question HOST = Question.open("Enter server IP : ");
    private static final Question PORT = Question.open("Enter server Port : ");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    @Override
    public String scheme() {
        return "coded";
    }

    @Override
    public Conversation open(ChatUrl url, Questions questions)
            throws BadUrlException, CannotConnectException, UnansweredException {
        url.allowOnly();
        var address = url.hasHost() ? url.address(DEFAULT_PORT) : ask(questions);
        return new CodedConversation(new Introduction(address, questions, new CodedRules()));
    }

    private static Address ask(Questions questions) throws UnansweredException {
        var host = questions.ask(HOST);
        var port = questions.ask(PORT);
        while (!isPort(port)) {
            var why = "port: %s (expected: 1..%d)".formatted(port, ChatUrl.PORT_MAX);
            port = questions.askAgain(why, PORT);
        }
        return new Address(bracketed(host), Integer.parseInt(port));
    }

    private static boolean isPort(String text) {
        if (!NUMBER.matcher(text).matches()) return false;
        int port = Integer.parseInt(text);
        return port >= 1 && port <= ChatUrl.PORT_MAX;
    }

    /// Nobody who is asked for an address puts one of IPv6 in brackets.
    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
