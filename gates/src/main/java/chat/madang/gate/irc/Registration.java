package chat.madang.gate.irc;

import chat.madang.core.Account;
import chat.madang.core.Answered.OwnerFound;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Rename;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Name;
import chat.madang.core.Profile;
import chat.madang.core.Text;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// Coming in: capabilities, password, nick, user, account. And going.
final class Registration {
    /// What may be said at any time.
    static final Map<String, Handler<Registration>> HANDLERS =
            Map.of(
                    "CAP", (own, line, reply) -> own.capabilities.hear(line, reply),
                    "AUTHENTICATE", (own, line, reply) -> own.sasl.hear(line, reply),
                    "PONG", (_, _, _) -> {},
                    "ERROR", (_, _, _) -> {},
                    "QUIT", Registration::quit);

    /// What may be said before one has come in.
    static final Map<String, Handler<Registration>> HANDLERS_OUTSIDE =
            Map.of(
                    "PASS", Registration::pass,
                    "NICK", Registration::nick,
                    "USER", Registration::user,
                    "AWAY", Registration::away,
                    "PING", Registration::pingOutside);

    /// What may be said after that.
    static final Map<String, Handler<Registration>> HANDLERS_INSIDE =
            Map.of(
                    "PASS", Registration::again,
                    "USER", Registration::again,
                    "NICK", Registration::rename,
                    "PING", Registration::ping);

    /// The longest of what a person says of themselves, in bytes.
    static final int REAL_NAME_MAX = 150;

    /// The longest word of somebody's absence, in bytes.
    static final int AWAY_MAX = 300;

    private static final int USER_MAX = 19;

    /// The highest number that a nick gets because its owner is here already.
    private static final int NUMBER_MAX = 100;

    private final IrcClient client;
    private final HouseCommands house;
    private final Login login;
    private final MarkerCommands markers;
    private final Sasl sasl;
    private final CapNegotiation capabilities;
    private String pass = "";
    private @Nullable Name name;

    private String user = "";
    private String realName = "";
    private Optional<Text> away = Optional.empty();
    private boolean entering;

    /// Whether nobody knows who it is, and that is counted.
    private boolean counted = true;

    Registration(IrcClient client, Login login, HouseCommands house, MarkerCommands markers) {
        this.client = client;
        this.login = login;
        this.house = house;
        this.markers = markers;
        this.sasl = new Sasl(client, this::proved);
        this.capabilities = new CapNegotiation(client, login::nick, this::negotiated);
        client.gate().unknown().incrementAndGet();
        client.connection().whenClosed(this::known);
    }

    // Coming in

    private void negotiated(Reply reply) {
        sasl.abort(reply);
        enterWhenReady(reply);
    }

    private void pass(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty()) {
            reply.line(client.needMore("PASS"));
        } else {
            pass = line.params().getFirst();
        }
    }

    private void nick(IrcLine line, Reply reply) {
        var wished = wished(line, reply);
        if (wished.isEmpty()) return;
        name = wished.get();
        login.setNick(line.params().getFirst());
        enterWhenReady(reply);
    }

    /// The name that NICK asks for; nothing when it has been refused.
    private Optional<Name> wished(IrcLine line, Reply reply) {
        var written = line.param(0);
        if (written.isEmpty()) {
            reply.line(client.numeric("431", "No nickname given"));
            return Optional.empty();
        }
        var spelled = IrcText.name(written.get());
        if (spelled.isEmpty()) {
            reply.line(client.numeric("432", IrcText.shown(written.get()), "Erroneous nickname"));
        }
        return spelled;
    }

    private void user(IrcLine line, Reply reply) {
        if (line.params().size() < 4 || line.param(0).isEmpty() || line.param(3).isEmpty()) {
            reply.line(client.needMore("USER"));
            return;
        }
        user = IrcCut.of(userName(line.params().getFirst()), USER_MAX);
        realName = IrcCut.of(line.params().get(3), REAL_NAME_MAX);
        enterWhenReady(reply);
    }

    private void away(IrcLine line, Reply reply) {
        if (!client.has(Capability.PRE_AWAY)) {
            reply.line(client.numeric("451", "You have not registered"));
            return;
        }
        away = awayText(line);
    }

    private void enterWhenReady(Reply reply) {
        if (capabilities.isNegotiating()
                || entering
                || name == null
                || user.isEmpty()
                || client.isInside()) return;
        if (!hasSaidPassword(reply)) return;
        entering = true;
        enter(name, reply);
    }

    /// Whether the client has said what everybody has to say; closes it if not.
    boolean hasSaidPassword(Reply reply) {
        var password = client.options().password();
        if (password.isEmpty() || Passwords.same(password.get(), pass)) return true;
        reply.line(client.numeric("464", "Password incorrect"));
        client.close("Bad password");
        return false;
    }

    private void enter(Name wished, Reply reply) {
        var as = login.account();
        if (as.isEmpty()) {
            var enter = new Enter(client.session(), wished, profile());
            client.ask(reply, enter, event -> entered(event, reply));
            return;
        }
        client.ask(
                reply,
                logIn(as.get(), wished),
                event -> {
                    if (event instanceof LoggedIn) {
                        entered(event, reply);
                    } else {
                        enterBesideOneself(as.get(), wished, event, reply);
                    }
                });
    }

    /// The name is somebody's: if that is another client of the same account, this one is numbered;
    /// if it is the account's own name, whoever has it has to go.
    private void enterBesideOneself(Account as, Name wished, Event refused, Reply reply) {
        client.ask(
                reply,
                new FindOwner(client.session(), wished),
                event -> {
                    boolean own =
                            event instanceof OwnerFound(_, _, var who)
                                    && who.flatMap(person -> person.profile().account())
                                            .filter(account -> isSame(account, as.name()))
                                            .isPresent();
                    if (own) {
                        enterNumbered(as, wished, 2, reply);
                    } else if (isSame(wished, as.name())) {
                        var logIn = new LogIn(client.session(), as, profile());
                        client.ask(reply, logIn, answer -> entered(answer, reply));
                    } else {
                        entered(refused, reply);
                    }
                });
    }

    private void enterNumbered(Account as, Name wished, int number, Reply reply) {
        client.ask(
                reply,
                logIn(as, numbered(wished, number)),
                event -> {
                    if (event instanceof LoggedIn || number >= NUMBER_MAX) {
                        entered(event, reply);
                    } else {
                        enterNumbered(as, wished, number + 1, reply);
                    }
                });
    }

    /// The name with a number behind it, as long as a name may be.
    private static Name numbered(Name name, int number) {
        var end = "-" + number;
        var value = name.value();
        int kept = Name.CODE_POINTS_MAX - end.length();
        if (value.codePointCount(0, value.length()) > kept) {
            value = value.substring(0, value.offsetByCodePoints(0, kept));
        }
        return new Name(value.strip() + end);
    }

    private static boolean isSame(Name one, Name other) {
        return one.key().equals(other.key());
    }

    private LogIn logIn(Account as, Name wished) {
        return new LogIn(client.session(), as, Optional.of(wished), profile());
    }

    private Profile profile() {
        var known = client.connection().profile();
        return new Profile(known.gate(), user, known.host(), known.address())
                .withRealName(realName);
    }

    private void entered(Event event, Reply reply) {
        entering = false;
        switch (event) {
            case Entered entered -> client.setSelf(entered.who());
            case LoggedIn loggedIn -> {
                client.setSelf(loggedIn.who());
                client.setAccount(loggedIn.account());
            }
            default -> {
                reply.line(client.numeric("433", login.nick(), "Nickname is already in use"));
                name = null;
                return;
            }
        }
        known();
        house.welcome(reply, () -> markers.tellLatest(reply));
        if (away.isPresent()) {
            var profile = client.profile().withAway(away);
            client.ask(
                    reply,
                    new Describe(client.session(), profile),
                    answer -> {
                        if (answer instanceof Event.Described(var who, _)) client.setSelf(who);
                        reply.line(client.numeric("306", "You have been marked as being away"));
                    });
        }
    }

    // The account

    private void proved(Account as, Reply reply) {
        login.become(
                as,
                reply,
                line -> {
                    reply.line(line);
                    reply.line(client.numeric("903", "SASL authentication successful"));
                },
                () -> reply.line(client.numeric("904", "SASL authentication failed")));
    }

    /// Is not counted any more among those of whom nobody knows who they are.
    private void known() {
        if (counted) client.gate().unknown().decrementAndGet();
        counted = false;
    }

    // Inside

    private void again(IrcLine line, Reply reply) {
        reply.line(client.numeric("462", "You may not reregister"));
    }

    private void rename(IrcLine line, Reply reply) {
        var wished = wished(line, reply);
        if (wished.isEmpty() || wished.get().equals(client.self().name())) return;
        var given = line.params().getFirst();
        client.ask(
                reply,
                new Rename(client.session(), wished.get()),
                event -> {
                    if (event instanceof Renamed renamed) {
                        reply.line(client.lines().renamed(renamed));
                        client.setSelf(renamed.who());
                    } else {
                        reply.line(client.numeric("433", given, "Nickname is already in use"));
                    }
                });
    }

    private void ping(IrcLine line, Reply reply) {
        if (line.params().isEmpty()) {
            reply.line(client.needMore("PING"));
        } else if (line.param(0).isEmpty()) {
            reply.line(client.numeric("409", "No origin specified"));
        } else {
            // Behind everything that has happened until now.
            client.ask(
                    reply,
                    new Ping(client.session()),
                    _ -> reply.line(pong(line.params().getFirst())));
        }
    }

    private void pingOutside(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty()) {
            reply.line(client.needMore("PING"));
        } else {
            reply.line(pong(line.params().getFirst()));
        }
    }

    private IrcMessage pong(String token) {
        return client.fromServer("PONG", client.options().server(), token);
    }

    private void quit(IrcLine line, Reply reply) {
        var reason = line.param(0).map(text -> "Quit: " + text).orElse("Quit");
        if (client.isInside()) {
            client.connection().setFarewell(new Text(IrcCut.of(reason, AWAY_MAX)));
        }
        client.close(reason);
    }

    static Optional<Text> awayText(IrcLine line) {
        return line.param(0).map(text -> new Text(IrcCut.of(text, AWAY_MAX)));
    }

    private static String userName(String written) {
        var kept = new StringBuilder();
        written.codePoints()
                .map(c ->
                        c < 0x80 && (Character.isLetterOrDigit(c) || ".-_[]{}|^".indexOf(c) >= 0)
                                ? c
                                : '_')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
