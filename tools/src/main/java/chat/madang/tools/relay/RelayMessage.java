package chat.madang.tools.relay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What one datagram says, in either direction.
///
/// ```
/// | n: 1 | user name: n bytes | message: the rest |
/// ```
///
/// @param name in UTF-8 [#NAME_BYTES_MAX] at most; others', and not harmless
/// @param text may be empty, and then only announces; not harmless either
record RelayMessage(String name, String text) {
    /// The longest name that its length can tell, in bytes of UTF-8.
    static final int NAME_BYTES_MAX = 255;

    private static final int LENGTH_BYTES = 1;

    /// What `datagram` says; bytes that are not UTF-8 become U+FFFD.
    ///
    /// @return nothing when it is shorter than the name that it promises
    static Optional<RelayMessage> read(byte[] datagram) {
        if (datagram.length < LENGTH_BYTES) return Optional.empty();
        int nameBytes = Byte.toUnsignedInt(datagram[0]);
        int textAt = LENGTH_BYTES + nameBytes;
        if (textAt > datagram.length) return Optional.empty();
        var name = new String(datagram, LENGTH_BYTES, nameBytes, StandardCharsets.UTF_8);
        var text = new String(datagram, textAt, datagram.length - textAt, StandardCharsets.UTF_8);
        return Optional.of(new RelayMessage(name, text));
    }

    /// The datagram that says this.
    byte[] datagram() {
        var nameBytes = name.getBytes(StandardCharsets.UTF_8);
        if (nameBytes.length > NAME_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "name: %d bytes (expected: 0..%d)".formatted(nameBytes.length, NAME_BYTES_MAX));
        }
        var datagram = new ByteArrayOutputStream();
        datagram.write(nameBytes.length);
        datagram.writeBytes(nameBytes);
        datagram.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return datagram.toByteArray();
    }
}
