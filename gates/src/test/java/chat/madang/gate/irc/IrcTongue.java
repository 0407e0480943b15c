package chat.madang.gate.irc;

import chat.madang.gate.LineTongue;
import chat.madang.gate.Tongue;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Messages that are lines ending in CR LF, noted without their ends.
final class IrcTongue implements Tongue {
    private final LineTongue lines = new LineTongue();

    @Override
    public byte[] encode(String message) {
        return (message + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /// @throws IllegalStateException when a line has no CR at its end
    @Override
    public List<String> decode(byte[] bytes) {
        return lines.decode(bytes).stream().map(IrcTongue::withoutEnd).toList();
    }

    private static String withoutEnd(String line) {
        if (!line.endsWith("\r")) throw new IllegalStateException("no CR LF: " + line);
        return line.substring(0, line.length() - 1);
    }
}
