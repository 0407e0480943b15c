package chat.madang.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Command;
import chat.madang.core.Email;
import chat.madang.core.Name;
import chat.madang.core.Registry;
import chat.madang.core.Reply;
import chat.madang.core.ScramKeys;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A [Registry] without a disk, which knows the passwords.
final class MemoryRegistry implements Registry {
    private final Map<String, Known> byKey = new LinkedHashMap<>();
    private final Stage stage;

    /// An account and its password.
    private record Known(Account account, String password) {}

    /// @param list `kim:1234 lee:5678`
    MemoryRegistry(Stage stage, String list) {
        this.stage = stage;
        for (var each : list.split(" ", -1)) {
            int colon = each.indexOf(':');
            if (colon > 0) add(new Name(each.substring(0, colon)), each.substring(colon + 1));
        }
        tellCore();
    }

    /// The account of that name, if that is its password.
    Optional<Account> check(String name, String password) {
        return known(name).filter(known -> known.password().equals(password)).map(Known::account);
    }

    /// The account of that name.
    Optional<AccountId> account(Name name) {
        return Optional.ofNullable(byKey.get(name.key())).map(known -> known.account().id());
    }

    @Override
    public void register(
            Name name, byte[] password, Optional<Email> email, Reply<Optional<Account>> reply) {
        if (stage.isDiskFull()) {
            reply.failed();
            return;
        }
        if (byKey.containsKey(name.key())) {
            reply.given(Optional.empty());
            return;
        }
        var account = add(name, new String(password, UTF_8));
        tellCore();
        reply.given(Optional.of(account));
    }

    @Override
    public void scram(String name, Reply<ScramKeys> reply) {
        var known = known(name);
        var password = known.map(Known::password).orElse("nobody knows");
        reply.given(ScramClient.keys(known.map(Known::account), password));
    }

    private Optional<Known> known(String name) {
        return Name.of(name).map(Name::key).map(byKey::get);
    }

    private Account add(Name name, String password) {
        var account = new Account(new AccountId(byKey.size() + 1), name);
        byKey.put(name.key(), new Known(account, password));
        return account;
    }

    private void tellCore() {
        if (byKey.isEmpty()) return;
        var accounts = byKey.values().stream().map(Known::account).toList();
        if (!stage.offer(new Command.KnowAccounts(accounts))) {
            throw new IllegalStateException("the entrance is full");
        }
    }
}
