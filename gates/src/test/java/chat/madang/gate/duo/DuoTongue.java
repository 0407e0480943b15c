package chat.madang.gate.duo;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.gate.Tongue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Messages of the `duo` protocol without their ends. `login kim 1234` are the 16 bytes of a login,
/// and until one was right each byte received is a message. `\n` is a line end, `\0` a zero byte.
public final class DuoTongue implements Tongue {
    private final String end;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean loggedIn;

    /// What ends the messages that come: a zero byte until this side has shown another.
    private byte endOfReceived;

    /// @param end what is sent after each message
    public DuoTongue(String end) {
        this.end = end;
    }

    @Override
    public byte[] encode(String message) {
        if (message.startsWith("login ")) {
            var words = message.split(" ", 3);
            return login(words[1], words[2]);
        }
        if (end.equals("\n")) endOfReceived = '\n';
        return (message.replace("\\n", "\n").replace("\\0", "\0") + end).getBytes(UTF_8);
    }

    @Override
    public List<String> decode(byte[] bytes) {
        var messages = new ArrayList<String>();
        for (byte next : bytes) {
            if (!loggedIn) {
                messages.add(String.valueOf((char) next));
                loggedIn = next == '1';
            } else if (next == endOfReceived) {
                messages.add(pending.toString(UTF_8).replace("\n", "\\n").replace("\0", "\\0"));
                pending.reset();
            } else {
                pending.write(next);
            }
        }
        return messages;
    }

    /// The 16 bytes of a login.
    public static byte[] login(String id, String password) {
        byte[] bytes = Arrays.copyOf(id.getBytes(UTF_8), 16);
        byte[] field = password.getBytes(UTF_8);
        System.arraycopy(field, 0, bytes, 8, Math.min(field.length, 8));
        return bytes;
    }
}
