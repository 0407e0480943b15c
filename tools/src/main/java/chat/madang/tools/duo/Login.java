package chat.madang.tools.duo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An ID and its password.
///
/// ```
/// | ID: 1..7 bytes, \0, padded with \0 to 8 | password: the same |
/// ```
record Login(String id, String password) {
    /// The longest ID or password, in bytes of UTF-8.
    static final int FIELD_BYTES_MAX = 7;

    private static final int FIELD_BYTES = FIELD_BYTES_MAX + 1;

    /// As it goes over the wire.
    byte[] bytes() {
        var fields = Arrays.copyOf(utf8(id), 2 * FIELD_BYTES);
        var secret = utf8(password);
        System.arraycopy(secret, 0, fields, FIELD_BYTES, secret.length);
        return fields;
    }

    /// Whether `text` can be an ID or a password.
    static boolean fits(String text) {
        int bytes = utf8(text).length;
        return bytes >= 1 && bytes <= FIELD_BYTES_MAX && text.indexOf('\0') < 0;
    }

    /// Without the password.
    @Override
    public String toString() {
        return "Login[" + id + "]";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
