package chat.madang.gate.relay;

import chat.madang.gate.Tongue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Datagrams of the `relay` protocol, noted as `name: message`; as `name` when there is none, and a
/// line end in what is received as `\n`.
public final class RelayTongue implements Tongue {
    private static final String COLON = ": ";

    @Override
    public byte[] encode(String message) {
        int colon = message.indexOf(COLON);
        return colon < 0
                ? datagram(message, "")
                : datagram(message.substring(0, colon), message.substring(colon + COLON.length()));
    }

    @Override
    public List<String> decode(byte[] bytes) {
        int nameBytes = bytes[0] & 0xFF;
        var name = new String(bytes, 1, nameBytes, StandardCharsets.UTF_8);
        int textBytes = bytes.length - 1 - nameBytes;
        var text = new String(bytes, 1 + nameBytes, textBytes, StandardCharsets.UTF_8);
        var message = text.isEmpty() ? name : name + COLON + text;
        return List.of(message.replace("\n", "\\n"));
    }

    /// One datagram.
    static byte[] datagram(String name, String text) {
        var nameBytes = name.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        bytes.write(nameBytes.length);
        bytes.writeBytes(nameBytes);
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
