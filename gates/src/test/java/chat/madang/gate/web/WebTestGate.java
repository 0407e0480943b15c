package chat.madang.gate.web;

import chat.madang.core.Handle;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Title;
import chat.madang.gate.MemoryStore;
import chat.madang.gate.NewAccounts;
import chat.madang.gate.Pace;
import chat.madang.gate.Player;
import chat.madang.gate.RegistrationRate;
import chat.madang.gate.Stage;
import chat.madang.gate.StreamPlayer;
import chat.madang.gate.TestGate;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `amir is on web`; `amir is on web as amir`, who has said hello already, and read the welcome.
public final class WebTestGate implements TestGate {
    private static final String PREFIX = "web.";
    private static final int SECRET_BYTES = 32;
    private static final int CAPACITY = 10_000;

    /// Null until somebody has come.
    private @Nullable WebGate gate;

    private final MemoryStore store;

    /// Those that were given, in order.
    private final List<String> tokens = new ArrayList<>();

    /// @param store what is kept there is also of before anybody has come in here
    public WebTestGate(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Player enter(
            Stage stage, String how, InetSocketAddress address, Map<String, String> options) {
        if (gate == null) gate = open(stage, options);
        var player = new StreamPlayer(stage.connect(gate, address), new WebTongue(tokens));
        if (!how.isEmpty()) comeIn(stage, player, how);
        return player;
    }

    private WebGate open(Stage stage, Map<String, String> options) {
        var how = options.getOrDefault(PREFIX + "registration", "on");
        stage.keepRoom("lobby", new RoomPolicy(CAPACITY, Ends.NEVER, Host.NONE));
        return new WebGate(
                new WebOptions(
                        Handle.of(new Title("lobby")),
                        Set.of(),
                        new NewAccounts(
                                !how.equals("off"),
                                false,
                                how.contains("email-required"),
                                Set.of("server")),
                        new Pace(10, 40, options.containsKey(PREFIX + "rate-loopback")),
                        Integer.parseInt(options.getOrDefault(PREFIX + "linger", "30")),
                        Integer.parseInt(options.getOrDefault(PREFIX + "capacity", "1000")),
                        Integer.parseInt(options.getOrDefault(PREFIX + "rooms", "100")),
                        "0.0.0"),
                store.doorkeeper(),
                store.registry(options.getOrDefault(PREFIX + "accounts", "")),
                new RegistrationRate(
                        Integer.parseInt(options.getOrDefault(PREFIX + "per-address", "10"))),
                store.archive(),
                store.markers(),
                new byte[SECRET_BYTES],
                stage::now);
    }

    private static void comeIn(Stage stage, Player player, String how) {
        if (!how.startsWith("as ")) throw new IllegalArgumentException(how);
        player.send("{\"type\":\"hello\",\"name\":\"" + how.substring(3) + "\"}");
        stage.settle();
        player.received();
    }
}
