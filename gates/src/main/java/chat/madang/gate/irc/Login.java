package chat.madang.gate.irc;

import chat.madang.core.Account;
import chat.madang.core.Command.Identify;
import chat.madang.core.Event.Identified;

import java.util.Optional;
import java.util.function.Consumer;

/// The account that a client is of; or, before it is in the yard, will be.
final class Login {
    /// What stands for a nick while there is none.
    static final String NONE = "*";

    private final IrcClient client;

    /// Of who is not in the yard.
    private Optional<Account> account = Optional.empty();

    /// What the nick was as it was written last.
    private String nick = NONE;

    Login(IrcClient client) {
        this.client = client;
    }

    /// What the client is called, or has asked to be called last, whether it can be or not; `*`
    /// when it has not said.
    String nick() {
        return client.isInside() ? client.nick() : nick;
    }

    void setNick(String written) {
        nick = written;
    }

    /// The account as which the client is to come in.
    Optional<Account> account() {
        return account;
    }

    boolean isOn() {
        return client.isInside() ? client.profile().account().isPresent() : account.isPresent();
    }

    /// The client is of that account from now on; it has shown that it is.
    ///
    /// @param done what else to say; given the line that tells of it
    /// @param refused when the account is no more
    void become(Account as, Reply reply, Consumer<IrcMessage> done, Runnable refused) {
        if (!client.isInside()) {
            account = Optional.of(as);
            done.accept(line(as));
            return;
        }
        client.ask(
                reply,
                new Identify(client.session(), as),
                event -> {
                    if (event instanceof Identified(var who, var before, var id, _)) {
                        client.setSelf(who);
                        client.setAccount(id);
                        done.accept(line(as));
                        client.lines().changed(who, before, true).forEach(reply::line);
                    } else {
                        refused.run();
                    }
                });
    }

    private IrcMessage line(Account as) {
        var shown = IrcText.nick(as.name());
        var source = client.isInside() ? IrcText.source(client.self()) : nick + "!*@*";
        return client.numeric("900", source, shown, "You are now logged in as " + shown);
    }
}
