package chat.madang.gate.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.gate.Tongue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Messages as they are, one a line; `ping` and `close 1000 bye` are those frames. The first token
/// that was given in a play is noted as `TOKEN1`, the next as `TOKEN2`, either way.
final class WebTongue implements Tongue {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]{20,})\"");
    private static final Pattern NOTED = Pattern.compile("TOKEN([0-9]+)");
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int TWO_FOLLOW = 126;
    private static final int EIGHT_FOLLOW = 127;

    private final ByteBuf unread = Unpooled.buffer();

    /// Of all players.
    private final List<String> tokens;

    WebTongue(List<String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public byte[] encode(String message) {
        return NOTED.matcher(message)
                .replaceAll(noted -> tokens.get(Integer.parseInt(noted.group(1)) - 1))
                .getBytes(UTF_8);
    }

    @Override
    public List<String> decode(byte[] bytes) {
        unread.writeBytes(bytes);
        var messages = new ArrayList<String>();
        while (unread.isReadable()) messages.add(next());
        return messages;
    }

    private String next() {
        int kind = unread.readUnsignedByte();
        int length = unread.readUnsignedByte();
        if (length == TWO_FOLLOW) length = unread.readUnsignedShort();
        else if (length == EIGHT_FOLLOW) length = Math.toIntExact(unread.readLong());
        var content = unread.readSlice(length);
        return switch (kind) {
            case TEXT -> withoutTokens(content.toString(UTF_8));
            case PING -> "ping";
            case CLOSE -> "close " + content.readUnsignedShort() + " " + content.toString(UTF_8);
            default -> throw new IllegalStateException("frame: " + kind);
        };
    }

    private String withoutTokens(String message) {
        return TOKEN.matcher(message)
                .replaceAll(found -> {
                    tokens.add(found.group(1));
                    return "\"token\":\"TOKEN" + tokens.size() + "\"";
                });
    }
}
