package chat.madang.core;

import java.util.Optional;

/// With what somebody proves by SCRAM-SHA-256 ([RFC 7677](https://www.rfc-editor.org/rfc/rfc7677))
/// that they know a password: not the password, and nothing from which one could log in. Bytes are
/// in base64.
///
/// @param account whose; nothing when no proof is right, whatever it is
/// @param salt of [#SALT_BYTES]
/// @param iterations 1..
/// @param storedKey of [#KEY_BYTES], by which a proof is checked
/// @param serverKey of [#KEY_BYTES], by which the server proves that it knows, too
public record ScramKeys(
        Optional<Account> account,
        String salt,
        int iterations,
        String storedKey,
        String serverKey) {
    /// How long a salt is.
    public static final int SALT_BYTES = 16;

    /// How long a key is.
    public static final int KEY_BYTES = 32;

    /// Never the keys.
    @Override
    public String toString() {
        return "ScramKeys";
    }
}
