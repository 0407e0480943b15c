package chat.madang.gate.irc;

import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBufUtil;

/// Text that is cut where it is too long.
final class IrcCut {
    private IrcCut() {}

    /// As much of it as fits into so many bytes, cut between characters.
    static String of(String text, int bytesMax) {
        return Utf8.cut(text, bytesMax);
    }

    /// Whether it has more bytes than that.
    static boolean isLonger(String text, int bytesMax) {
        return ByteBufUtil.utf8Bytes(text) > bytesMax;
    }
}
