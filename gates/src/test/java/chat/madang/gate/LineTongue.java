package chat.madang.gate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Messages that are lines of UTF-8, noted without their ends.
public final class LineTongue implements Tongue {
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    @Override
    public byte[] encode(String message) {
        return (message + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> decode(byte[] bytes) {
        var lines = new ArrayList<String>();
        for (byte next : bytes) {
            if (next != '\n') {
                pending.write(next);
                continue;
            }
            lines.add(pending.toString(StandardCharsets.UTF_8));
            pending.reset();
        }
        return lines;
    }
}
