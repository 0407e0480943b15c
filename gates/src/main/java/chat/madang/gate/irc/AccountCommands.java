package chat.madang.gate.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.Name;
import chat.madang.gate.irc.IrcDialogue.Handler;

import io.netty.buffer.ByteBufUtil;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Becoming an account: REGISTER, VERIFY ([account
/// registration](https://ircv3.net/specs/extensions/account-registration)), and NickServ, for
/// clients that know nothing newer.
final class AccountCommands {
    /// Whom clients write to that know nothing newer.
    static final String NICKSERV = "NickServ";

    private static final int PASSWORD_MAX = 1_000;
    private static final String OWN = "*";

    private final IrcClient client;
    private final Registration registration;

    /// How one is told that it cannot be.
    private interface Fails {
        void tell(String code, String sentence);
    }

    AccountCommands(IrcClient client, Registration registration) {
        this.client = client;
        this.registration = registration;
    }

    Map<String, Handler> handlers() {
        return Map.of("REGISTER", this::register, "VERIFY", this::verify);
    }

    private void register(IrcLine line, Reply reply) {
        if (line.params().size() < 3) {
            reply.line(client.needMore("REGISTER"));
            return;
        }
        var asked = line.params().getFirst();
        Fails fails =
                (code, sentence) ->
                        reply.line(client.fail("REGISTER", code, shown(asked), sentence));
        register(
                asked,
                line.params().get(2),
                reply,
                fails,
                account ->
                        reply.line(
                                client.fromServer(
                                        "REGISTER",
                                        "SUCCESS",
                                        IrcText.nick(account.name()),
                                        "Account created")));
    }

    private void register(
            String asked, String password, Reply reply, Fails fails, Consumer<Account> done) {
        var nick = client.isInside() ? client.nick() : registration.nickAskedFor();
        var name = IrcText.name(nick);
        boolean own = asked.equals(OWN) || asked.equalsIgnoreCase(nick);
        if (!client.options().registration()) {
            fails.tell("TEMPORARILY_UNAVAILABLE", "Accounts cannot be registered now");
        } else if (!client.isInside()) {
            fails.tell("COMPLETE_CONNECTION_REQUIRED", "Come in first");
        } else if (name.isEmpty()) {
            fails.tell("NEED_NICK", "Send NICK first");
        } else if (client.options().reserved().contains(name.get().key())) {
            fails.tell("BAD_ACCOUNT_NAME", "That name cannot be an account's");
        } else if (registration.isLoggedIn()) {
            fails.tell("ALREADY_AUTHENTICATED", "You are logged in already");
        } else if (!own) {
            fails.tell("ACCOUNT_NAME_MUST_BE_NICK", "The account is named as you are");
        } else if (password.isEmpty()) {
            fails.tell("WEAK_PASSWORD", "The password is empty");
        } else if (ByteBufUtil.utf8Bytes(password) > PASSWORD_MAX) {
            fails.tell("UNACCEPTABLE_PASSWORD", "The password is too long");
        } else {
            store(name.get(), password, reply, fails, done);
        }
    }

    private void store(
            Name name, String password, Reply reply, Fails fails, Consumer<Account> done) {
        var bytes = password.getBytes(UTF_8);
        client.await(
                reply,
                Asked.<Optional<Account>>of(
                        to -> client.gate().registry().register(name, bytes, to)),
                answer -> {
                    if (answer.isEmpty()) {
                        fails.tell("TEMPORARILY_UNAVAILABLE", "Accounts cannot be registered now");
                    } else if (answer.get().isEmpty()) {
                        fails.tell("ACCOUNT_EXISTS", "That name is taken");
                    } else {
                        var account = answer.get().get();
                        done.accept(account);
                        registration.becomes(account, reply);
                    }
                });
    }

    private void verify(IrcLine line, Reply reply) {
        if (line.params().size() < 2) {
            reply.line(client.needMore("VERIFY"));
            return;
        }
        var asked = shown(line.params().getFirst());
        if (registration.isLoggedIn()) {
            reply.line(
                    client.fail(
                            "VERIFY", "ALREADY_AUTHENTICATED", asked, "You are logged in already"));
        } else {
            reply.line(client.fail("VERIFY", "INVALID_CODE", asked, "There is nothing to verify"));
        }
    }

    /// Answers what was written to [#NICKSERV].
    void nickServ(String text, Reply reply) {
        var words = List.of(text.strip().split(" +", -1));
        switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "REGISTER" -> registerByNickServ(words, reply);
            case "IDENTIFY" -> identify(words, reply);
            case "HELP", "" -> {
                say("REGISTER PASSWORD [EMAIL]: makes an account of your nick", reply);
                say("IDENTIFY [ACCOUNT] PASSWORD: logs in", reply);
            }
            default -> say("Unknown command: %s. Try HELP".formatted(words.getFirst()), reply);
        }
    }

    private void registerByNickServ(List<String> words, Reply reply) {
        if (words.size() < 2) {
            say("REGISTER PASSWORD [EMAIL]", reply);
            return;
        }
        register(
                OWN,
                words.get(1),
                reply,
                (_, sentence) -> say(sentence, reply),
                account -> say("Account created: " + IrcText.nick(account.name()), reply));
    }

    private void identify(List<String> words, Reply reply) {
        if (words.size() < 2) {
            say("IDENTIFY [ACCOUNT] PASSWORD", reply);
            return;
        }
        var name = words.size() > 2 ? words.get(1) : client.nick();
        var password = words.getLast().getBytes(UTF_8);
        var address = client.connection().peer().getAddress();
        client.await(
                reply,
                client.gate().doorkeeper().admit(address, name, password),
                account -> {
                    if (account.isEmpty()) {
                        say("Wrong name or password", reply);
                    } else {
                        var shown = IrcText.nick(account.get().name());
                        say("You are now logged in as " + shown, reply);
                        registration.becomes(account.get(), reply);
                    }
                });
    }

    private void say(String sentence, Reply reply) {
        var server = client.options().server();
        var source = NICKSERV + "!" + NICKSERV + "@" + server;
        reply.line(IrcMessage.of(source, "NOTICE", client.nick(), sentence));
    }

    private static String shown(String param) {
        return param.isEmpty() || param.indexOf(' ') >= 0 ? OWN : param;
    }
}
