package chat.madang.gate.tcrp;

import chat.madang.gate.Connection;
import chat.madang.gate.DatagramGate;
import chat.madang.gate.DatagramPort;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Gate;
import chat.madang.gate.Reception;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;

/// The gate to rooms with a host: asked for over TCP, talked in over UDP. docs/protocols/tcrp.md.
///
/// One object for both ports, of which UDP has to be open first. Who comes in has a session on the
/// UDP port's loop; the TCP connection only hands over the request and the token.
public final class TcrpGate implements Gate, DatagramGate {
    private static final int TOKEN_BYTES = 16;

    private final TcrpOptions options;
    private final Supplier<String> tokens;

    /// Null until the UDP port is open. Threads: set on that port's loop, read on any.
    private volatile @Nullable TcrpReception reception;

    public TcrpGate(TcrpOptions options) {
        this(options, secretTokens());
    }

    /// @param tokens gives the next token; called on the UDP port's loop
    TcrpGate(TcrpOptions options, Supplier<String> tokens) {
        this.options = options;
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "tcrp";
    }

    @Override
    public Reception receive(DatagramPort port) {
        var receiving = new TcrpReception(port, options, tokens);
        reception = receiving;
        return receiving;
    }

    @Override
    public Dialogue greet(Connection connection) {
        var receiving = Objects.requireNonNull(reception, "the UDP port is open first");
        return new TcrpControl(connection, new TcrpDecoder(options.payloadBytesMax()), receiving);
    }

    private static Supplier<String> secretTokens() {
        var random = new SecureRandom();
        return () -> {
            var bytes = new byte[TOKEN_BYTES];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }
}
