package chat.madang.gate.irc;

import chat.madang.core.Account;
import chat.madang.core.Command.Announce;
import chat.madang.core.Command.Expel;
import chat.madang.core.Command.Operate;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Refused;
import chat.madang.core.Name;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Refusal;
import chat.madang.core.Text;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Becoming an operator of the server, and what operators may do.
final class OperatorCommands {
    static final Map<String, Handler<OperatorCommands>> HANDLERS =
            Map.of(
                    "OPER", OperatorCommands::oper,
                    "KILL", OperatorCommands::kill,
                    "WALLOPS", OperatorCommands::wallops,
                    "REHASH", OperatorCommands::rehash);

    private final IrcClient client;

    OperatorCommands(IrcClient client) {
        this.client = client;
    }

    private void oper(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty() || line.param(1).isEmpty()) {
            reply.line(client.needMore("OPER"));
            return;
        }
        var name = line.params().get(0);
        var password = line.params().get(1).getBytes(StandardCharsets.UTF_8);
        var address = client.connection().peer().getAddress();
        client.await(
                reply,
                client.gate().doorkeeper().admit(address, name, password),
                account -> {
                    if (account.filter(this::mayOperate).isPresent()) {
                        operate(reply);
                    } else {
                        reply.line(client.numeric("464", "Password incorrect"));
                    }
                });
    }

    private boolean mayOperate(Account account) {
        return client.options().operators().contains(account.name().key());
    }

    private void operate(Reply reply) {
        client.ask(
                reply,
                new Operate(client.session()),
                event -> {
                    if (!(event instanceof Described(var who, var before))) return;
                    client.setSelf(who);
                    reply.line(client.numeric("381", "You are now an IRC operator"));
                    ModeCommands.tellOwn(client, before, reply);
                });
    }

    private void kill(IrcLine line, Reply reply) {
        if (!client.profile().is(Trait.OPERATOR)) {
            reply.line(notAnOperator());
            return;
        }
        if (line.param(0).isEmpty()) {
            reply.line(client.needMore("KILL"));
            return;
        }
        var nick = line.params().getFirst();
        if (nick.equalsIgnoreCase(client.options().server())) {
            reply.line(client.numeric("483", "You cannot kill a server"));
            return;
        }
        var whom = Name.of(nick);
        var why = line.param(1).orElse("Killed");
        if (whom.isEmpty()) {
            reply.line(client.numeric("401", nick, "No such nick/channel"));
            return;
        }
        var told = "Killed (%s (%s))".formatted(client.nick(), why);
        var reason = new Text(IrcCut.of(told, Channels.REASON_MAX));
        client.ask(
                reply,
                new Expel(client.session(), whom.get(), IrcText.SPELLING, reason),
                event -> {
                    if (event instanceof Refused(_, var refusal)) {
                        reply.line(
                                refusal == Refusal.NO_SUCH_PERSON
                                        ? client.numeric("401", nick, "No such nick/channel")
                                        : notAnOperator());
                    }
                });
    }

    private void wallops(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty()) {
            reply.line(client.needMore("WALLOPS"));
            return;
        }
        client.ask(
                reply,
                new Announce(client.session(), new Text(line.params().getFirst())),
                event -> {
                    switch (event) {
                        case Announced announced -> {
                            if (client.profile().is(Trait.ANNOUNCEMENTS)) {
                                reply.line(client.lines().announced(announced));
                            }
                        }
                        case Refused _ -> reply.line(notAnOperator());
                        default -> {}
                    }
                });
    }

    private IrcMessage notAnOperator() {
        return client.numeric("481", "Permission denied: you are not an operator");
    }

    private void rehash(IrcLine line, Reply reply) {
        if (!client.profile().is(Trait.OPERATOR)) {
            reply.line(notAnOperator());
            return;
        }
        var gate = client.gate();
        reply.line(client.numeric("382", gate.source().file(), "Rehashing"));
        client.await(
                reply,
                gate.reread(),
                failure -> failure.ifPresent(why -> reply.line(notRead(why))));
    }

    private IrcMessage notRead(String why) {
        var shown = why.replaceAll("[\\r\\n\\x00]+", " ");
        return client.fromServer("NOTICE", client.nick(), "Nothing has changed: " + shown);
    }
}
