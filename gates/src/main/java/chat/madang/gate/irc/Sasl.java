package chat.madang.gate.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.Name;
import chat.madang.core.ScramKeys;
import chat.madang.gate.Asked;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Logging in by AUTHENTICATE ([SASL](https://ircv3.net/specs/extensions/sasl-3.2)).
///
/// ```
/// C: AUTHENTICATE PLAIN
/// S: AUTHENTICATE +
/// C: AUTHENTICATE base64 of [authzid] NUL name NUL password, in pieces of 400 bytes
/// ```
final class Sasl {
    /// What can be asked for.
    static final String MECHANISMS = "PLAIN,SCRAM-SHA-256";

    private static final String PLAIN = "PLAIN";
    private static final String SCRAM = "SCRAM-SHA-256";
    private static final int PIECE_BYTES = 400;
    private static final int MESSAGE_BYTES_MAX = 4_096;

    private final IrcClient client;
    private final BiConsumer<Account, Reply> loggedIn;

    /// What gets the next whole message; null while nothing is under way.
    private @Nullable BiConsumer<String, Reply> next;

    private String message = "";

    /// @param loggedIn what to do with an account that somebody has proved to be
    Sasl(IrcClient client, BiConsumer<Account, Reply> loggedIn) {
        this.client = client;
        this.loggedIn = loggedIn;
    }

    void hear(IrcLine line, Reply reply) {
        var param = line.param(0);
        var under = next;
        if (param.isEmpty()) {
            reply.line(client.needMore("AUTHENTICATE"));
        } else if (!client.has(Capability.SASL)) {
            fail(reply);
        } else if (param.get().equals("*")) {
            end();
            reply.line(client.numeric("906", "SASL authentication aborted"));
        } else if (under == null) {
            begin(param.get(), reply);
        } else {
            goOn(under, param.get(), reply);
        }
    }

    /// Ends what is under way.
    void abort(Reply reply) {
        if (next == null) return;
        end();
        reply.line(client.numeric("906", "SASL authentication aborted"));
    }

    private void begin(String mechanism, Reply reply) {
        switch (mechanism.toUpperCase(Locale.ROOT)) {
            case PLAIN -> expect(this::plain, "", reply);
            case SCRAM -> expect(this::scram, "", reply);
            default -> {
                reply.line(client.numeric("908", MECHANISMS, "are available SASL mechanisms"));
                fail(reply);
            }
        }
    }

    private void goOn(BiConsumer<String, Reply> under, String piece, Reply reply) {
        if (piece.length() > PIECE_BYTES) {
            end();
            reply.line(client.numeric("905", "SASL message too long"));
            return;
        }
        if (!piece.equals("+")) message += piece;
        if (message.length() > MESSAGE_BYTES_MAX) {
            fail(reply);
        } else if (piece.length() < PIECE_BYTES) {
            var decoded = decoded(message);
            message = "";
            if (decoded.isPresent()) {
                under.accept(decoded.get(), reply);
            } else {
                fail(reply);
            }
        }
    }

    /// Says something, in pieces, and waits for the client's next message.
    private void expect(BiConsumer<String, Reply> then, String said, Reply reply) {
        next = then;
        var encoded = Base64.getEncoder().encodeToString(said.getBytes(UTF_8));
        int at = 0;
        while (encoded.length() - at >= PIECE_BYTES) {
            reply.line(authenticate(encoded.substring(at, at + PIECE_BYTES)));
            at += PIECE_BYTES;
        }
        var rest = encoded.substring(at);
        reply.line(authenticate(rest.isEmpty() ? "+" : rest));
    }

    private static IrcMessage authenticate(String piece) {
        return IrcMessage.of("", "AUTHENTICATE", piece);
    }

    private void plain(String said, Reply reply) {
        var parts = said.split("\0", -1);
        boolean sane = parts.length == 3 && (parts[0].isEmpty() || isSame(parts[0], parts[1]));
        if (!sane) {
            fail(reply);
            return;
        }
        end();
        var password = parts[2].getBytes(UTF_8);
        client.await(
                reply,
                client.gate().doorkeeper().admit(address(), parts[1], password),
                account ->
                        account.ifPresentOrElse(
                                as -> loggedIn.accept(as, reply), () -> fail(reply)));
    }

    private void scram(String first, Reply reply) {
        var exchange = Scram.begin(first);
        if (exchange.isEmpty() || client.gate().doorkeeper().isBarred(address())) {
            fail(reply);
            return;
        }
        var scram = exchange.get();
        client.await(
                reply,
                Asked.<ScramKeys>of(to -> client.gate().registry().scram(scram.name(), to)),
                keys ->
                        keys.ifPresentOrElse(
                                known -> challenge(scram, known, reply), () -> fail(reply)));
    }

    private void challenge(Scram scram, ScramKeys keys, Reply reply) {
        expect((last, then) -> verify(scram, keys, last, then), scram.challenge(keys), reply);
    }

    private void verify(Scram scram, ScramKeys keys, String last, Reply reply) {
        var signature = scram.verify(last, keys);
        var account = keys.account();
        if (signature.isEmpty() || account.isEmpty()) {
            client.gate().doorkeeper().countWrong(address());
            fail(reply);
            return;
        }
        expect(
                (_, then) -> {
                    end();
                    loggedIn.accept(account.get(), then);
                },
                signature.get(),
                reply);
    }

    private InetAddress address() {
        return client.connection().peer().getAddress();
    }

    private static Optional<String> decoded(String encoded) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(encoded), UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isSame(String one, String other) {
        var name = Name.of(one).map(Name::key);
        return name.isPresent() && name.equals(Name.of(other).map(Name::key));
    }

    private void fail(Reply reply) {
        end();
        reply.line(client.numeric("904", "SASL authentication failed"));
    }

    private void end() {
        next = null;
        message = "";
    }
}
