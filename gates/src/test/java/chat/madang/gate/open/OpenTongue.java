package chat.madang.gate.open;

import chat.madang.gate.Tongue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Lines of the `open` protocol, as they are. What the server sends must end in `\n`.
///
/// @param end what this client ends its lines with
record OpenTongue(String end, ByteArrayOutputStream pending) implements Tongue {
    OpenTongue(String end) {
        this(end, new ByteArrayOutputStream());
    }

    @Override
    public byte[] encode(String message) {
        return (message + end).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> decode(byte[] bytes) {
        var lines = new ArrayList<String>();
        for (byte each : bytes) {
            if (each == '\n') {
                lines.add(pending.toString(StandardCharsets.UTF_8));
                pending.reset();
            } else {
                pending.write(each);
            }
        }
        return lines;
    }
}
