package chat.madang.tools.tcrp;

import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.Rhythm;
import chat.madang.tools.talk.UnansweredException;

import java.nio.charset.StandardCharsets;

/// `tcrp://host[:9005]/ROOM[?create]`: asked for over TCP, talk over UDP at the same port.
public final class TcrpProtocol implements Protocol {
    private static final int DEFAULT_PORT = 9005;
    private static final String CREATE = "create";

    private final Rhythm rhythm;

    /// Sends signs of life, and waits, as long as usual.
    public TcrpProtocol() {
        this(Rhythm.USUAL);
    }

    TcrpProtocol(Rhythm rhythm) {
        this.rhythm = rhythm;
    }

    @Override
    public String scheme() {
        return "tcrp";
    }

    @Override
    public Conversation open(ChatUrl url, Questions questions)
            throws BadUrlException, CannotConnectException, UnansweredException {
        url.allowPathAndOnly(CREATE);
        var address = url.address(DEFAULT_PORT);
        return new TcrpConversation(new Door(address, room(url), creates(url), questions, rhythm));
    }

    private static String room(ChatUrl url) throws BadUrlException {
        var room = url.path();
        int bytes = room.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0) {
            throw new BadUrlException("path: none (expected: a room, as in tcrp://localhost/tea)");
        }
        if (bytes > Frame.ROOM_BYTES_MAX) {
            throw new BadUrlException(
                    "room: %d bytes (expected: 1..%d)".formatted(bytes, Frame.ROOM_BYTES_MAX));
        }
        return room;
    }

    private static boolean creates(ChatUrl url) throws BadUrlException {
        var value = url.parameters().get(CREATE);
        if (value == null) return false;
        if (!value.isEmpty()) {
            throw new BadUrlException("%s: %s (expected: no value)".formatted(CREATE, value));
        }
        return true;
    }
}
