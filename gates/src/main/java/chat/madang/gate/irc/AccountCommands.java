package chat.madang.gate.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.Answered.OwnerFound;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Email;
import chat.madang.core.Name;
import chat.madang.gate.Asked;

import io.netty.buffer.ByteBufUtil;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Becoming an account: REGISTER, VERIFY ([account
/// registration](https://ircv3.net/specs/extensions/account-registration)), and NickServ, for
/// clients that know nothing newer.
final class AccountCommands {
    /// Whom clients write to that know nothing newer.
    static final String NICKSERV = IrcOptions.SERVICE.value();

    private static final int PASSWORD_MAX = 1_000;
    private static final String OWN = "*";
    private static final String NOT_NOW = "Accounts cannot be registered now";
    private static final String TOO_MANY = "Too many accounts come from your address, try later";
    private static final String TAKEN = "That name is taken";
    private static final String WRONG = "Wrong name or password";

    static final Map<String, Handler<AccountCommands>> HANDLERS =
            Map.of("REGISTER", AccountCommands::register, "VERIFY", AccountCommands::verify);

    private final IrcClient client;
    private final Login login;
    private final Registration registration;

    /// What somebody wants who wants an account.
    ///
    /// @param asked what the account is to be called; `*` for the nick
    /// @param email `*` for none
    private record Wish(String asked, String email, String password) {}

    /// How one is told what has come of it.
    private interface Outcome {
        void fails(String code, String sentence);

        /// The account is there, and the client is of it.
        void succeeds(Account account);
    }

    AccountCommands(IrcClient client, Login login, Registration registration) {
        this.client = client;
        this.login = login;
        this.registration = registration;
    }

    private void register(IrcLine line, Reply reply) {
        if (line.params().size() < 3) {
            reply.line(client.needMore("REGISTER"));
            return;
        }
        var params = line.params();
        var wish = new Wish(params.get(0), params.get(1), params.get(2));
        register(
                wish,
                reply,
                new Outcome() {
                    @Override
                    public void fails(String code, String sentence) {
                        reply.line(
                                client.fail(
                                        "REGISTER", code, IrcText.shown(wish.asked()), sentence));
                    }

                    @Override
                    public void succeeds(Account account) {
                        var name = IrcText.nick(account.name());
                        reply.line(
                                client.fromServer("REGISTER", "SUCCESS", name, "Account created"));
                    }
                });
    }

    private void register(Wish wish, Reply reply, Outcome outcome) {
        var rules = client.options().accounts();
        var nick = login.nick();
        var name = IrcText.name(nick);
        var asked = wish.asked();
        boolean own = asked.equals(OWN) || asked.equalsIgnoreCase(nick);
        if (!rules.open()) {
            outcome.fails("TEMPORARILY_UNAVAILABLE", NOT_NOW);
        } else if (!client.isInside() && !rules.beforeConnect()) {
            outcome.fails("COMPLETE_CONNECTION_REQUIRED", "Come in first");
        } else if (name.isEmpty()) {
            outcome.fails("NEED_NICK", "Send NICK first");
        } else if (rules.reserved().contains(name.get().key())) {
            outcome.fails("BAD_ACCOUNT_NAME", "That name cannot be an account's");
        } else if (login.isOn()) {
            outcome.fails("ALREADY_AUTHENTICATED", "You are logged in already");
        } else if (!own) {
            outcome.fails("ACCOUNT_NAME_MUST_BE_NICK", "The account is named as you are");
        } else if (rules.emailRequired() && Email.of(wish.email()).isEmpty()) {
            outcome.fails("INVALID_EMAIL", "An e-mail address is needed");
        } else if (wish.password().isEmpty()) {
            outcome.fails("WEAK_PASSWORD", "The password is empty");
        } else if (ByteBufUtil.utf8Bytes(wish.password()) > PASSWORD_MAX) {
            outcome.fails("UNACCEPTABLE_PASSWORD", "The password is too long");
        } else if (client.isInside()) {
            store(name.get(), wish, reply, outcome);
        } else if (registration.hasSaidPassword(reply)) {
            storeUnlessSomebodys(name.get(), wish, reply, outcome);
        }
    }

    /// Who is in the yard by a name does not lose it to somebody who is not.
    private void storeUnlessSomebodys(Name name, Wish wish, Reply reply, Outcome outcome) {
        client.ask(
                reply,
                new FindOwner(client.session(), name),
                event -> {
                    if (event instanceof OwnerFound(_, _, var who) && who.isEmpty()) {
                        store(name, wish, reply, outcome);
                    } else {
                        outcome.fails("ACCOUNT_EXISTS", TAKEN);
                    }
                });
    }

    private void store(Name name, Wish wish, Reply reply, Outcome outcome) {
        var rate = client.gate().registrationRate();
        if (!rate.allows(client.connection())) {
            outcome.fails("TEMPORARILY_UNAVAILABLE", TOO_MANY);
            return;
        }
        var password = wish.password().getBytes(UTF_8);
        var email = Email.of(wish.email());
        var made =
                Asked.<Optional<Account>>of(
                        to -> client.gate().registry().register(name, password, email, to));
        client.await(
                reply,
                made.whenComplete((answer, _) -> {
                    boolean isThere = answer != null && answer.flatMap(a -> a).isPresent();
                    if (!isThere) rate.giveBack(client.connection());
                }),
                answer -> {
                    if (answer.isEmpty()) {
                        outcome.fails("TEMPORARILY_UNAVAILABLE", NOT_NOW);
                    } else if (answer.get().isEmpty()) {
                        outcome.fails("ACCOUNT_EXISTS", TAKEN);
                    } else {
                        become(answer.get().get(), reply, outcome);
                    }
                });
    }

    private void become(Account account, Reply reply, Outcome outcome) {
        login.become(
                account,
                reply,
                line -> {
                    outcome.succeeds(account);
                    reply.line(line);
                },
                () -> outcome.fails("TEMPORARILY_UNAVAILABLE", NOT_NOW));
    }

    private void verify(IrcLine line, Reply reply) {
        if (line.params().size() < 2) {
            reply.line(client.needMore("VERIFY"));
            return;
        }
        var asked = IrcText.shown(line.params().getFirst());
        if (login.isOn()) {
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
        var email = words.size() > 2 ? words.get(2) : OWN;
        register(
                new Wish(OWN, email, words.get(1)),
                reply,
                new Outcome() {
                    @Override
                    public void fails(String code, String sentence) {
                        say(sentence, reply);
                    }

                    @Override
                    public void succeeds(Account account) {
                        say("Account created: " + IrcText.nick(account.name()), reply);
                    }
                });
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
                        say(WRONG, reply);
                    } else {
                        identified(account.get(), reply);
                    }
                });
    }

    private void identified(Account account, Reply reply) {
        login.become(
                account,
                reply,
                line -> {
                    say("You are now logged in as " + IrcText.nick(account.name()), reply);
                    reply.line(line);
                },
                () -> say(WRONG, reply));
    }

    private void say(String sentence, Reply reply) {
        var server = client.options().server();
        var source = NICKSERV + "!" + NICKSERV + "@" + server;
        reply.line(IrcMessage.of(source, "NOTICE", client.nick(), sentence));
    }
}
