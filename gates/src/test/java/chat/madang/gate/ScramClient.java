package chat.madang.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.ScramKeys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The client's side of SCRAM-SHA-256, as [RFC
/// 5802](https://www.rfc-editor.org/rfc/rfc5802#section-3) has it, and the keys that a server has.
public final class ScramClient {
    /// The salt of the example in [RFC 7677](https://www.rfc-editor.org/rfc/rfc7677#section-3).
    public static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

    private static final int ITERATIONS = 4_096;
    private static final int KEY_BITS = 256;

    private ScramClient() {}

    /// What a server knows of a password.
    public static ScramKeys keys(Optional<Account> account, String password) {
        var salted = salted(password);
        return new ScramKeys(
                account,
                SALT,
                ITERATIONS,
                base64(sha256(hmac(salted, "Client Key"))),
                base64(hmac(salted, "Server Key")));
    }

    /// The client's last message: `c=biws,r=…,p=…`.
    ///
    /// @param bare its first one without the header
    /// @param challenge what the server has said to that
    /// @param unproved its last one without the proof
    public static String last(String password, String bare, String challenge, String unproved) {
        var key = hmac(salted(password), "Client Key");
        var signature = hmac(sha256(key), bare + "," + challenge + "," + unproved);
        for (int i = 0; i < key.length; i++) key[i] ^= signature[i];
        return unproved + ",p=" + base64(key);
    }

    /// What the server says when it knows the password, too.
    public static String signature(
            String password, String bare, String challenge, String unproved) {
        var key = hmac(salted(password), "Server Key");
        return "v=" + base64(hmac(key, bare + "," + challenge + "," + unproved));
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] salted(String password) {
        var salt = Base64.getDecoder().decode(SALT);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(
                            new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
