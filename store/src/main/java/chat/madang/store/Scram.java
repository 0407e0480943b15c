package chat.madang.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.ScramKeys;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// With what somebody proves by SCRAM-SHA-256 that they know a password, as it is kept ([RFC
/// 5803](https://www.rfc-editor.org/rfc/rfc5803)):
///
/// ```
/// SCRAM-SHA-256$10000:SALT$STOREDKEY:SERVERKEY        each in base64
/// ```
///
/// The password is taken after NFKC, so that it is the same however it was typed.
record Scram(String value) {
    private static final int ITERATIONS = 10_000;
    private static final String HMAC = "HmacSHA256";
    private static final String DIGEST = "SHA-256";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM =
            Pattern.compile(
                    "SCRAM-SHA-256\\$([1-9]\\d{0,8}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

    /// What is kept of a password, with a new salt. Takes some milliseconds.
    static Scram of(byte[] password) {
        var salt = new byte[ScramKeys.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return of(password, salt, ITERATIONS);
    }

    /// The same, with everything given.
    static Scram of(byte[] password, byte[] salt, int iterations) {
        var salted = salted(password, salt, iterations);
        var storedKey = digest(hmac(salted, "Client Key"));
        var serverKey = hmac(salted, "Server Key");
        Arrays.fill(salted, (byte) 0);
        return new Scram(
                "SCRAM-SHA-256$%d:%s$%s:%s"
                        .formatted(iterations, base64(salt), base64(storedKey), base64(serverKey)));
    }

    /// For whoever has no keys: always the same for that name, and no proof is right.
    ///
    /// @param key the name, as names are compared
    static ScramKeys ofNobody(byte[] secret, String key) {
        var salt = Arrays.copyOf(hmac(secret, "salt " + key), ScramKeys.SALT_BYTES);
        return new ScramKeys(
                Optional.empty(),
                base64(salt),
                ITERATIONS,
                base64(hmac(secret, "stored key " + key)),
                base64(hmac(secret, "server key " + key)));
    }

    /// @throws IllegalStateException when the value is in no such form: somebody has changed the
    ///   file
    ScramKeys keys(Account account) {
        var form = FORM.matcher(value);
        if (!form.matches()) throw new IllegalStateException("scram: not in its form");
        return new ScramKeys(
                Optional.of(account),
                form.group(2),
                Integer.parseInt(form.group(1)),
                form.group(3),
                form.group(4));
    }

    private static byte[] salted(byte[] password, byte[] salt, int iterations) {
        var generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        var prepared = prepared(password);
        generator.init(prepared, salt, iterations);
        var parameters = generator.generateDerivedMacParameters(ScramKeys.KEY_BYTES * Byte.SIZE);
        Arrays.fill(prepared, (byte) 0);
        return ((KeyParameter) parameters).getKey();
    }

    /// What is no UTF-8 stays as it is: nobody can type it at a client of this mechanism.
    private static byte[] prepared(byte[] password) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(password)).toString();
            return Normalizer.normalize(text, Normalizer.Form.NFKC).getBytes(UTF_8);
        } catch (CharacterCodingException _) {
            return password.clone();
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance(DIGEST).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + DIGEST, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Never the keys.
    @Override
    public String toString() {
        return "Scram";
    }
}
