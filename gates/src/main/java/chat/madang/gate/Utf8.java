package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text in frames whose bytes are counted.
public final class Utf8 {
    private Utf8() {}

    /// Takes `length` bytes away and reads them.
    ///
    /// @param length 0..the readable bytes
    /// @return null when they are not UTF-8
    public static @Nullable String read(ByteBuf in, int length) {
        var bytes = in.readSlice(length).nioBuffer();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    /// Appends as much of `text` as fits into so many bytes: all of it, or whole characters from
    /// its beginning on.
    public static void writeCut(String text, int bytesMax, ByteBuf out) {
        ByteBufUtil.writeUtf8(out, text, 0, end(text, bytesMax));
    }

    /// As much of `text` as fits into so many bytes: all of it, or whole characters from its
    /// beginning on.
    public static String cut(String text, int bytesMax) {
        return text.substring(0, end(text, bytesMax));
    }

    private static int end(String text, int bytesMax) {
        if (ByteBufUtil.utf8MaxBytes(text) <= bytesMax) return text.length();
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            bytes += bytes(codePoint);
            if (bytes > bytesMax) break;
            end += Character.charCount(codePoint);
        }
        return end;
    }

    /// How many bytes one character has.
    public static int bytes(int codePoint) {
        if (codePoint < 0x80) return 1;
        if (codePoint < 0x800) return 2;
        return codePoint < 0x10000 ? 3 : 4;
    }
}
