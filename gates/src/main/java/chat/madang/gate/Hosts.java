package chat.madang.gate;

import chat.madang.core.Profile;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What everybody may see of where people come from: a host that stands for an address and hides
/// it. The same address has the same host at every gate. Threads: any.
///
/// `localhost` for the machine itself; else 16 characters of base32 and `.ip`: the first 80 bits of
/// HMAC-SHA-256(secret, address). An IPv6 address counts as its /64.
public final class Hosts {
    /// How long the secret is.
    public static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CHARS = 16;
    private static final int BITS_A_CHAR = 5;
    private static final int NETWORK_BYTES = 8;

    private final SecretKeySpec secret;

    /// @param secret [#SECRET_BYTES] bytes that nobody knows; bans hold as long as it stays the
    ///   same
    /// @throws IllegalArgumentException when it has another length
    public Hosts(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secret: %d bytes (expected: %d)".formatted(secret.length, SECRET_BYTES));
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /// What is told of somebody who has just come.
    ///
    /// @param gate the gate's name
    Profile profile(String gate, InetAddress address) {
        return new Profile(gate, gate, of(address), address.getHostAddress());
    }

    /// The host that stands for an address.
    String of(InetAddress address) {
        if (address.isLoopbackAddress()) return "localhost";

        var shown = new StringBuilder(CHARS);
        var digest = digest(address);
        for (int bit = 0; bit < CHARS * BITS_A_CHAR; bit += BITS_A_CHAR) {
            shown.append(LETTERS.charAt(fiveBits(digest, bit)));
        }
        return shown.append(".ip").toString();
    }

    private byte[] digest(InetAddress address) {
        var bytes = address.getAddress();
        var known = address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update("host ".getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(known);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static int fiveBits(byte[] digest, int bit) {
        int index = bit / Byte.SIZE;
        int two =
                Byte.toUnsignedInt(digest[index]) << Byte.SIZE
                        | Byte.toUnsignedInt(digest[index + 1]);
        return two >>> (2 * Byte.SIZE - BITS_A_CHAR - bit % Byte.SIZE) & 31;
    }
}
