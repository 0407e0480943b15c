package chat.madang.gate.tcrp;

import chat.madang.gate.DatagramStand;
import chat.madang.gate.Player;
import chat.madang.gate.Stage;
import chat.madang.gate.TestGate;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// `amir is on tcrp`; with `digits`, sizes are written so, with `json`, payloads. The first token
/// that is given is 1, in 32 hexadecimal digits.
public final class TcrpTestGate implements TestGate {
    /// Null until somebody has come.
    private @Nullable Opened opened;

    private record Opened(TcrpGate gate, DatagramStand stand) {}

    @Override
    public Player enter(
            Stage stage, String how, InetSocketAddress address, Map<String, String> options) {
        if (opened == null) {
            var gate = numberingGate(tcrpOptions(options));
            opened = new Opened(gate, stage.open(gate));
        }
        return new TcrpPlayer(stage, opened.gate(), opened.stand(), address, how);
    }

    /// A gate whose tokens are 1, 2, 3 …
    static TcrpGate numberingGate(TcrpOptions options) {
        var lastToken = new AtomicInteger();
        return new TcrpGate(options, () -> TcrpFrames.token(lastToken.incrementAndGet()));
    }

    private static TcrpOptions tcrpOptions(Map<String, String> options) {
        return new TcrpOptions(
                number(options, "tcrp.payload", 65_536),
                number(options, "tcrp.idle", 300),
                number(options, "tcrp.capacity", 10_000));
    }

    private static int number(Map<String, String> options, String key, int otherwise) {
        var value = options.get(key);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
