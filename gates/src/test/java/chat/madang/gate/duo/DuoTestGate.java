package chat.madang.gate.duo;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Name;
import chat.madang.gate.Doorkeeper;
import chat.madang.gate.Player;
import chat.madang.gate.Stage;
import chat.madang.gate.StreamPlayer;
import chat.madang.gate.TestGate;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `kim is on duo`; `kim is on duo lines`, whose messages end with line ends, or `chunks`, whose
/// messages have none. The option `duo.accounts` lists who has an account: `kim:1234 lee:5678`.
public final class DuoTestGate implements TestGate {
    private final Map<String, Known> accounts = new HashMap<>();
    private String listed = "";

    /// Null until somebody has come.
    private @Nullable DuoGate gate;

    /// An account and its password.
    private record Known(Account account, String password) {}

    @Override
    public Player enter(
            Stage stage, String how, InetSocketAddress address, Map<String, String> options) {
        if (gate == null) gate = new DuoGate(doorkeeper(stage));
        var accountsNow = options.getOrDefault("duo.accounts", "");
        if (!accountsNow.equals(listed)) {
            listed = accountsNow;
            stage.knowAccounts(known(listed));
        }
        return new StreamPlayer(stage.connect(gate, address), new DuoTongue(end(how)));
    }

    private Doorkeeper doorkeeper(Stage stage) {
        return new Doorkeeper(
                this::check,
                Runnable::run,
                () -> Duration.between(Stage.START, stage.now()).toNanos());
    }

    private Optional<Account> check(String name, byte[] password) {
        return Optional.ofNullable(accounts.get(name))
                .filter(known -> known.password().equals(new String(password, UTF_8)))
                .map(Known::account);
    }

    /// An account keeps its number for as long as it is listed.
    private List<Account> known(String list) {
        var before = Map.copyOf(accounts);
        long last =
                before.values().stream().mapToLong(each -> number(each.account())).max().orElse(0);
        accounts.clear();
        for (var each : list.split(" ", -1)) {
            var name = each.substring(0, each.indexOf(':'));
            var old = before.get(name);
            var account =
                    old == null
                            ? new Account(new AccountId(++last), new Name(name))
                            : old.account();
            accounts.put(name, new Known(account, each.substring(name.length() + 1)));
        }
        var all = new ArrayList<Account>();
        for (var known : accounts.values()) all.add(known.account());
        return all;
    }

    private static long number(Account account) {
        return account.id().value();
    }

    private static String end(String how) {
        return switch (how) {
            case "" -> "\0";
            case "lines" -> "\n";
            case "chunks" -> "";
            default -> throw new IllegalArgumentException(how);
        };
    }
}
