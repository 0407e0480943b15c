package chat.madang.gate.irc;

import chat.madang.core.Account;
import chat.madang.core.Command;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Identify;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Rename;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Name;
import chat.madang.core.Profile;
import chat.madang.core.Text;
import chat.madang.gate.irc.IrcDialogue.Handler;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// Coming in: capabilities, password, nick, user, account. And going.
final class Registration {
    /// The longest of what a person says of themselves, in bytes.
    static final int REAL_NAME_MAX = 150;

    /// The longest word of somebody's absence, in bytes.
    static final int AWAY_MAX = 300;

    private static final int USER_MAX = 19;
    private static final String NONE = "*";

    private final IrcClient client;
    private final HouseCommands house;
    private final MarkerCommands markers;
    private final Sasl sasl;
    private final CapNegotiation capabilities;
    private String pass = "";
    private @Nullable Name name;

    /// What the nick was as it was written; `*` while there is none.
    private String given = NONE;

    private String user = "";
    private String realName = "";
    private Optional<Text> away = Optional.empty();
    private Optional<Account> account = Optional.empty();
    private boolean entering;

    /// Whether nobody knows who it is, and that is counted.
    private boolean counted = true;

    Registration(IrcClient client, HouseCommands house, MarkerCommands markers) {
        this.client = client;
        this.house = house;
        this.markers = markers;
        this.sasl = new Sasl(client, this::loggedIn);
        this.capabilities = new CapNegotiation(client, this::nickAskedFor, this::negotiated);
        client.gate().unknown().incrementAndGet();
        client.connection().whenClosed(this::known);
    }

    /// What may be said before one has come in.
    Map<String, Handler> handlersOutside() {
        return Map.ofEntries(
                Map.entry("CAP", capabilities::hear),
                Map.entry("PASS", this::pass),
                Map.entry("NICK", this::nick),
                Map.entry("USER", this::user),
                Map.entry("AUTHENTICATE", this::authenticate),
                Map.entry("AWAY", this::away),
                Map.entry("PING", this::pingOutside),
                Map.entry("PONG", (_, _) -> {}),
                Map.entry("ERROR", (_, _) -> {}),
                Map.entry("QUIT", this::quit));
    }

    /// What may be said after that.
    Map<String, Handler> handlersInside() {
        return Map.ofEntries(
                Map.entry("CAP", capabilities::hear),
                Map.entry("PASS", this::again),
                Map.entry("USER", this::again),
                Map.entry("NICK", this::rename),
                Map.entry("AUTHENTICATE", this::authenticate),
                Map.entry("PING", this::ping),
                Map.entry("PONG", (_, _) -> {}),
                Map.entry("ERROR", (_, _) -> {}),
                Map.entry("QUIT", this::quit));
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
        var wished = line.param(0);
        if (wished.isEmpty()) {
            reply.line(client.numeric("431", "No nickname given"));
            return;
        }
        var spelled = IrcText.name(wished.get());
        if (spelled.isEmpty()) {
            reply.line(client.numeric("432", shown(wished.get()), "Erroneous nickname"));
            return;
        }
        name = spelled.get();
        given = wished.get();
        enterWhenReady(reply);
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
        var password = client.options().password();
        if (password.isPresent() && !Passwords.same(password.get(), pass)) {
            reply.line(client.numeric("464", "Password incorrect"));
            client.close("Bad password");
            return;
        }
        entering = true;
        client.ask(reply, entry(name), event -> entered(event, reply));
    }

    private Command entry(Name wished) {
        var known = client.connection().profile();
        var profile =
                new Profile(known.gate(), user, known.host(), known.address())
                        .withRealName(realName);
        return account.<Command>map(
                        as -> new LogIn(client.session(), as, Optional.of(wished), profile))
                .orElseGet(() -> new Enter(client.session(), wished, profile));
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
                reply.line(client.numeric("433", given, "Nickname is already in use"));
                name = null;
                return;
            }
        }
        known();
        house.welcome(reply);
        markers.tellLatest(reply);
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

    private void authenticate(IrcLine line, Reply reply) {
        sasl.hear(line, reply);
    }

    private void loggedIn(Account as, Reply reply) {
        if (!client.isInside()) {
            account = Optional.of(as);
            reply.line(loggedInLine(as));
            reply.line(client.numeric("903", "SASL authentication successful"));
            return;
        }
        client.ask(
                reply,
                new Identify(client.session(), as),
                event -> {
                    if (event instanceof Identified(var who, var before, var id, _)) {
                        client.setSelf(who);
                        client.setAccount(id);
                        reply.line(loggedInLine(as));
                        reply.line(client.numeric("903", "SASL authentication successful"));
                        client.lines().changed(who, before, true).forEach(client::write);
                    } else {
                        reply.line(client.numeric("904", "SASL authentication failed"));
                    }
                });
    }

    private IrcMessage loggedInLine(Account as) {
        var shown = IrcText.nick(as.name());
        var source = client.isInside() ? IrcText.source(client.self()) : given + "!*@*";
        return client.numeric("900", source, shown, "You are now logged in as " + shown);
    }

    /// Whether the client is of an account, or will be.
    boolean isLoggedIn() {
        return client.isInside() ? client.profile().account().isPresent() : account.isPresent();
    }

    /// What the client wants to be called; `*` when it has not said.
    String nickAskedFor() {
        return given;
    }

    /// The client is of that account from now on; its password has been said.
    void becomes(Account as, Reply reply) {
        if (!client.isInside()) {
            account = Optional.of(as);
            reply.line(loggedInLine(as));
            return;
        }
        client.ask(
                reply,
                new Identify(client.session(), as),
                event -> {
                    if (event instanceof Identified(var who, var before, var id, _)) {
                        client.setSelf(who);
                        client.setAccount(id);
                        reply.line(loggedInLine(as));
                        client.lines().changed(who, before, true).forEach(client::write);
                    }
                });
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
        var wished = line.param(0);
        if (wished.isEmpty()) {
            reply.line(client.numeric("431", "No nickname given"));
            return;
        }
        var spelled = IrcText.name(wished.get());
        if (spelled.isEmpty()) {
            reply.line(client.numeric("432", shown(wished.get()), "Erroneous nickname"));
            return;
        }
        if (spelled.get().equals(client.self().name())) return;
        client.ask(
                reply,
                new Rename(client.session(), spelled.get()),
                event -> {
                    if (event instanceof Renamed renamed) {
                        reply.line(client.lines().renamed(renamed));
                        client.setSelf(renamed.who());
                    } else {
                        reply.line(
                                client.numeric("433", wished.get(), "Nickname is already in use"));
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

    /// A parameter as it can be shown in the midst of a line.
    private static String shown(String param) {
        return param.isEmpty() || param.startsWith(":") || param.indexOf(' ') >= 0 ? NONE : param;
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
