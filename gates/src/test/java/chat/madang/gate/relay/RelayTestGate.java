package chat.madang.gate.relay;

import chat.madang.core.Handle;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Title;
import chat.madang.gate.DatagramPlayer;
import chat.madang.gate.DatagramStand;
import chat.madang.gate.Player;
import chat.madang.gate.Stage;
import chat.madang.gate.TestGate;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Map;

/// `amir is on relay`. The home room is made with the first who comes.
public final class RelayTestGate implements TestGate {
    /// Null until somebody has come.
    private @Nullable DatagramStand stand;

    @Override
    public Player enter(
            Stage stage, String how, InetSocketAddress address, Map<String, String> options) {
        if (stand == null) stand = open(stage, options);
        return new DatagramPlayer(stand, address, new RelayTongue());
    }

    private static DatagramStand open(Stage stage, Map<String, String> options) {
        var home = new Title(options.getOrDefault("relay.home", "lobby"));
        int capacity = number(options, "relay.capacity", 10_000);
        var host = options.containsKey("relay.host") ? Host.ELDEST : Host.NONE;
        stage.keepRoom(home.value(), new RoomPolicy(capacity, Ends.NEVER, host));
        return stage.open(
                new RelayGate(
                        new RelayOptions(
                                Handle.of(home),
                                number(options, "relay.idle", 300),
                                number(options, "relay.rate", 20))));
    }

    private static int number(Map<String, String> options, String key, int otherwise) {
        var value = options.get(key);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
