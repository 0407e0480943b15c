package chat.madang.gate.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/// Text that is cut where it is too long.
final class IrcCut {
    private IrcCut() {}

    /// As much of it as fits into so many bytes, cut between characters.
    static String of(String text, int bytesMax) {
        if (text.length() * 3 <= bytesMax) return text;
        var bytes = Unpooled.buffer(bytesMax);
        Utf8.writeCut(text, bytesMax, bytes);
        return bytes.toString(UTF_8);
    }

    /// Whether it has more bytes than that.
    static boolean isLonger(String text, int bytesMax) {
        return ByteBufUtil.utf8Bytes(text) > bytesMax;
    }
}
