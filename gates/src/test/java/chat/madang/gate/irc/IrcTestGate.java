package chat.madang.gate.irc;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// `amir is on irc`; `amir is on irc as amir`, who has said NICK and USER already, and read what
/// that was answered with; `amir is on irc as amir with CAPABILITY CAPABILITY`, who has asked for
/// those before.
public final class IrcTestGate implements TestGate {
    /// What the server is called in transcripts.
    static final String SERVER = "irc.example";

    private static final String PREFIX = "irc.";
    private static final List<String> ADMIN = List.of("Madang", "The yard", "admin@irc.example");

    /// Null until somebody has come.
    private @Nullable IrcGate gate;

    private final MemoryStore store;

    /// @param store what is kept there is also of before anybody has come in here
    public IrcTestGate(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Player enter(
            Stage stage, String how, InetSocketAddress address, Map<String, String> options) {
        if (gate == null) gate = open(stage, options);
        var player = new StreamPlayer(stage.connect(gate, address), new IrcTongue());
        if (!how.isEmpty()) comeIn(stage, player, how);
        return player;
    }

    private IrcGate open(Stage stage, Map<String, String> options) {
        return new IrcGate(
                ircOptions(options),
                source(options),
                store.doorkeeper(),
                store.registry(options.getOrDefault(PREFIX + "accounts", "")),
                new RegistrationRate(
                        Integer.parseInt(options.getOrDefault(PREFIX + "per-address", "10"))),
                store.archive(),
                store.markers(),
                stage::now);
    }

    /// The options as they are noted by then; `irc.broken` is why they cannot be used.
    private static IrcOptions.Source source(Map<String, String> options) {
        return new IrcOptions.Source() {
            @Override
            public String file() {
                return "madang.toml";
            }

            @Override
            public CompletionStage<IrcOptions> read() {
                var broken = options.get(PREFIX + "broken");
                return broken == null
                        ? CompletableFuture.completedFuture(ircOptions(options))
                        : CompletableFuture.failedFuture(new IllegalStateException(broken));
            }
        };
    }

    private static IrcOptions ircOptions(Map<String, String> options) {
        var motd = options.getOrDefault(PREFIX + "motd", "");
        var operators = options.getOrDefault(PREFIX + "operators", "");
        return new IrcOptions(
                SERVER,
                "Madang",
                "One yard, many gates",
                motd.isEmpty() ? List.of() : List.of(motd.split("\\|", -1)),
                ADMIN,
                Optional.ofNullable(options.get(PREFIX + "password")),
                operators.isEmpty() ? Set.of() : Set.of(operators.split(" ", -1)),
                newAccounts(options),
                pace(options),
                Integer.parseInt(options.getOrDefault(PREFIX + "rooms", "20")),
                Integer.parseInt(options.getOrDefault(PREFIX + "capacity", "1000")),
                "0.0.0",
                Stage.START);
    }

    private static Pace pace(Map<String, String> options) {
        return new Pace(
                Integer.parseInt(options.getOrDefault(PREFIX + "rate", "10")),
                Integer.parseInt(options.getOrDefault(PREFIX + "burst", "40")),
                options.containsKey(PREFIX + "rate-loopback"));
    }

    private static NewAccounts newAccounts(Map<String, String> options) {
        var how = options.getOrDefault(PREFIX + "registration", "on");
        return new NewAccounts(
                !how.equals("off"),
                how.contains("before-connect"),
                how.contains("email-required"),
                Set.of("server"));
    }

    /// `as amir with echo-message`
    private static void comeIn(Stage stage, Player player, String how) {
        var words = List.of(how.split(" ", -1));
        if (!words.getFirst().equals("as")) throw new IllegalArgumentException(how);
        var nick = words.get(1);
        if (words.size() > 3) {
            player.send("CAP REQ :" + String.join(" ", words.subList(3, words.size())));
        }
        player.send("NICK " + nick);
        player.send("USER " + nick + " 0 * :" + nick);
        if (words.size() > 3) player.send("CAP END");
        stage.settle();
        player.received();
    }
}
