package chat.madang.gate.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/// Comparing what must not be found out by trying.
final class Passwords {
    private Passwords() {}

    /// Whether they are the same; how long it takes tells nothing.
    static boolean same(String known, String said) {
        return MessageDigest.isEqual(known.getBytes(UTF_8), said.getBytes(UTF_8));
    }
}
