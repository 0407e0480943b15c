package chat.madang.gate.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.ScramKeys;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One exchange of SCRAM-SHA-256 ([RFC 5802](https://www.rfc-editor.org/rfc/rfc5802), [RFC
/// 7677](https://www.rfc-editor.org/rfc/rfc7677)), on the server's side.
///
/// ```
/// C: n,,n=NAME,r=CNONCE                 S: r=CNONCE SNONCE,s=SALT,i=ITERATIONS
/// C: c=biws,r=CNONCE SNONCE,p=PROOF     S: v=SIGNATURE
/// ```
final class Scram {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;
    private static final String HMAC = "HmacSHA256";

    /// `n,,` or `y,,`, perhaps with the name to act for.
    private final String header;

    /// The client's first message without the header.
    private final String bare;

    private final String name;
    private final String nonce;

    /// Null before the server has spoken.
    private @Nullable String challenge;

    private Scram(String header, String bare, String name, String nonce) {
        this.header = header;
        this.bare = bare;
        this.name = name;
        this.nonce = nonce;
    }

    /// Reads a client's first message; nothing when it makes no sense, or asks for what is not had.
    static Optional<Scram> begin(String first) {
        var parts = first.split(",", -1);
        if (parts.length < 4) return Optional.empty();
        boolean known = parts[0].equals("n") || parts[0].equals("y");
        if (!known || !parts[2].startsWith("n=") || !parts[3].startsWith("r=")) {
            return Optional.empty();
        }
        var name = parts[2].substring(2).replace("=2C", ",").replace("=3D", "=");
        boolean self = parts[1].isEmpty() || parts[1].equals("a=" + parts[2].substring(2));
        var nonce = parts[3].substring(2);
        if (!self || nonce.isEmpty()) return Optional.empty();

        var header = parts[0] + "," + parts[1] + ",";
        return Optional.of(new Scram(header, first.substring(header.length()), name, nonce));
    }

    /// What the account is said to be called.
    String name() {
        return name;
    }

    /// The server's first message.
    String challenge(ScramKeys keys) {
        var bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        var own = Base64.getEncoder().encodeToString(bytes);
        challenge = "r=" + nonce + own + ",s=" + keys.salt() + ",i=" + keys.iterations();
        return challenge;
    }

    /// The server's last message, when the client's proves that it knows the password; else
    /// nothing.
    Optional<String> verify(String last, ScramKeys keys) {
        int at = last.lastIndexOf(",p=");
        var asked = challenge;
        if (at < 0 || asked == null || keys.account().isEmpty()) return Optional.empty();

        var unproved = last.substring(0, at);
        var expected = "c=" + base64(header.getBytes(UTF_8)) + "," + asked.split(",", 2)[0];
        if (!unproved.equals(expected)) return Optional.empty();
        try {
            var message = (bare + "," + asked + "," + unproved).getBytes(UTF_8);
            var stored = Base64.getDecoder().decode(keys.storedKey());
            var proof = Base64.getDecoder().decode(last.substring(at + 3));
            var signature = hmac(stored, message);
            if (proof.length != signature.length) return Optional.empty();
            for (int i = 0; i < proof.length; i++) proof[i] ^= signature[i];
            var known = MessageDigest.getInstance("SHA-256").digest(proof);
            if (!MessageDigest.isEqual(known, stored)) return Optional.empty();
            var server = Base64.getDecoder().decode(keys.serverKey());
            return Optional.of("v=" + base64(hmac(server, message)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        var mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac.doFinal(message);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
