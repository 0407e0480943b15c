package chat.madang.tools.rooms;

import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.Questions;

/// `rooms://host[:9001][?format=json|protobuf]`.
public final class RoomsProtocol implements Protocol {
    private static final int DEFAULT_PORT = 9001;
    private static final String FORMAT = "format";

    @Override
    public String scheme() {
        return "rooms";
    }

    @Override
    public Conversation open(ChatUrl url, Questions questions)
            throws BadUrlException, CannotConnectException {
        url.allowOnly(FORMAT);
        var wire = wire(url.parameters().getOrDefault(FORMAT, "json"));
        return new RoomsConversation(url.address(DEFAULT_PORT), wire);
    }

    private static RoomsWire wire(String format) throws BadUrlException {
        return switch (format) {
            case "json" -> new JsonWire();
            case "protobuf" -> new ProtobufWire();
            default ->
                    throw new BadUrlException(
                            "format: %s (expected: json or protobuf)".formatted(format));
        };
    }
}
