package chat.madang.gate.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Name;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What people come back with as who they were. Nothing is kept of them: whoever has the secret can
/// tell which are genuine, also after a restart. Threads: any.
///
/// ```
/// v1.base64url(issued \n key \n account's id or - \n account's name or - \n name).base64url(HMAC)
/// ```
final class Tokens {
    /// How long one is good.
    static final Duration LIFE = Duration.ofDays(30);

    /// The longest that is looked at, in characters.
    static final int CHARS_MAX = 1_024;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1";
    private static final String GUEST = "-";
    private static final int KEY_BYTES = 16;
    private static final int PARTS = 3;
    private static final int LINES = 5;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKeySpec secret;
    private final InstantSource clock;

    /// Who somebody was.
    ///
    /// @param key of the stay: the same in each token of it
    /// @param account nothing for a guest
    /// @param name what the person was called
    record Identity(String key, Optional<Account> account, Name name) {}

    Tokens(byte[] secret, InstantSource clock) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    /// A key that no stay has had.
    static String newKey() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return ENCODER.encodeToString(bytes);
    }

    /// A token for somebody, good from now on.
    String of(Identity who) {
        var account = who.account();
        var lines =
                List.of(
                        String.valueOf(clock.millis()),
                        who.key(),
                        account.map(known -> String.valueOf(known.id().value())).orElse(GUEST),
                        account.map(known -> known.name().value()).orElse(GUEST),
                        who.name().value());
        var body = ENCODER.encodeToString(String.join("\n", lines).getBytes(UTF_8));
        var signed = VERSION + "." + body;
        return signed + "." + ENCODER.encodeToString(sign(signed));
    }

    /// Who has that token; nothing when it is none of this server's, or too old.
    Optional<Identity> read(String token) {
        var parts = token.split("\\.", -1);
        if (token.length() > CHARS_MAX || parts.length != PARTS || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        var given = decode(parts[2]);
        var right = sign(parts[0] + "." + parts[1]);
        if (!MessageDigest.isEqual(given, right)) return Optional.empty();
        // Written here, and so in order.
        var lines = new String(decode(parts[1]), UTF_8).split("\n", LINES);
        var issued = Instant.ofEpochMilli(Long.parseLong(lines[0]));
        if (issued.plus(LIFE).isBefore(clock.instant())) return Optional.empty();
        return Optional.of(new Identity(lines[1], account(lines[2], lines[3]), new Name(lines[4])));
    }

    private static Optional<Account> account(String id, String name) {
        return id.equals(GUEST)
                ? Optional.empty()
                : Optional.of(new Account(new AccountId(Long.parseLong(id)), new Name(name)));
    }

    private static byte[] decode(String text) {
        try {
            return DECODER.decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private byte[] sign(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(text.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
