package chat.madang.gate.irc;

import chat.madang.core.Answered.GoneListed;
import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Attendee;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.ListGone;
import chat.madang.core.Event;
import chat.madang.core.Event.Described;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.Profile.Trait;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/// Who is there: what one asks of others, and says of oneself.
final class PeopleCommands {
    static final Map<String, Handler<PeopleCommands>> HANDLERS =
            Map.of(
                    "AWAY", PeopleCommands::away,
                    "SETNAME", PeopleCommands::setName,
                    "WHOIS", PeopleCommands::whois,
                    "WHOWAS", PeopleCommands::whowas,
                    "USERHOST", PeopleCommands::userhost,
                    "ISON", PeopleCommands::ison);

    private final IrcClient client;

    PeopleCommands(IrcClient client) {
        this.client = client;
    }

    private void away(IrcLine line, Reply reply) {
        var text = Registration.awayText(line);
        var answer =
                text.isPresent()
                        ? client.numeric("306", "You have been marked as being away")
                        : client.numeric("305", "You are no longer marked as being away");
        describe(client.profile().withAway(text), reply, _ -> reply.line(answer));
    }

    private void setName(IrcLine line, Reply reply) {
        if (line.params().isEmpty()) {
            reply.line(client.needMore("SETNAME"));
            return;
        }
        var name = line.params().getFirst();
        if (name.isEmpty() || IrcCut.isLonger(name, Registration.REAL_NAME_MAX)) {
            reply.line(client.fail("SETNAME", "INVALID_REALNAME", "Realname is not valid"));
            return;
        }
        describe(
                client.profile().withRealName(name),
                reply,
                described ->
                        client.lines()
                                .changed(described.who(), described.before(), true)
                                .forEach(reply::line));
    }

    private void describe(Profile profile, Reply reply, Consumer<Described> then) {
        client.ask(
                reply,
                new Describe(client.session(), profile),
                event -> {
                    if (event instanceof Described described) {
                        client.setSelf(described.who());
                        then.accept(described);
                    }
                });
    }

    private void whois(IrcLine line, Reply reply) {
        int at = line.params().size() > 1 ? 1 : 0;
        var asked = line.param(at);
        if (asked.isEmpty()) {
            reply.line(client.numeric("431", "No nickname given"));
            return;
        }
        var server = line.params().getFirst();
        boolean here = server.isEmpty() || client.isServer(server);
        if (at > 0 && !here && !server.equalsIgnoreCase(asked.get())) {
            reply.line(client.numeric("402", server, "No such server"));
            return;
        }
        var nicks = Targets.of(asked.get(), Targets.WHOIS_MAX, client, reply);
        if (nicks.isEmpty()) return;
        var end = client.numeric("318", asked.get(), "End of /WHOIS list");
        whoisNext(new ArrayDeque<>(nicks.get()), end, reply);
    }

    /// One after the other, so that they are answered in that order.
    private void whoisNext(Queue<String> nicks, IrcMessage end, Reply reply) {
        var nick = nicks.poll();
        if (nick == null) {
            reply.line(end);
            return;
        }
        find(
                List.of(nick),
                reply,
                people -> {
                    whois(nick, people, reply);
                    whoisNext(nicks, end, reply);
                });
    }

    private void whois(String nick, List<Attendee> people, Reply reply) {
        if (nick.equalsIgnoreCase(AccountCommands.NICKSERV)) {
            nickServ(reply);
        } else if (people.isEmpty()) {
            reply.line(client.numeric("401", nick, "No such nick/channel"));
        }
        for (var one : people) whois(one, reply);
    }

    private void nickServ(Reply reply) {
        var nick = AccountCommands.NICKSERV;
        var server = client.options().server();
        reply.line(client.numeric("311", nick, nick, server, "*", "Accounts"));
        reply.line(client.numeric("312", nick, server, client.options().info()));
    }

    private void whois(Attendee one, Reply reply) {
        var who = one.who();
        var profile = who.profile();
        var nick = IrcText.nick(who);
        var server = client.options().server();
        reply.line(
                client.numeric(
                        "311",
                        nick,
                        IrcText.user(profile),
                        IrcText.host(profile),
                        "*",
                        IrcLines.realName(who)));
        channels(one, nick, reply);
        reply.line(client.numeric("312", nick, server, info(profile)));
        if (profile.is(Trait.OPERATOR)) {
            reply.line(client.numeric("313", nick, "is an operator"));
        }
        profile.away()
                .ifPresent(text -> reply.line(client.numeric("301", nick, IrcLines.line(text))));
        profile.account()
                .ifPresent(account ->
                        reply.line(
                                client.numeric(
                                        "330", nick, IrcText.nick(account), "is logged in as")));
        if (profile.is(Trait.BOT)) reply.line(client.numeric("335", nick, "is a bot"));
        if (seesAll(who)) {
            var shown =
                    profile.address().startsWith(":") ? "0" + profile.address() : profile.address();
            reply.line(
                    client.numeric(
                            "338",
                            nick,
                            IrcText.user(profile) + "@" + IrcText.host(profile),
                            shown,
                            "is actually using host"));
            reply.line(
                    client.numeric("379", nick, "is using modes " + ModeCommands.letters(profile)));
        }
        long idle = Duration.between(one.spoke(), client.gate().clock().instant()).toSeconds();
        reply.line(
                client.numeric(
                        "317",
                        nick,
                        String.valueOf(Math.max(0, idle)),
                        String.valueOf(one.since().getEpochSecond()),
                        "seconds idle, signon time"));
    }

    private void channels(Attendee one, String nick, Reply reply) {
        boolean all = client.has(Capability.MULTI_PREFIX);
        var words =
                one.rooms().stream()
                        .map(where ->
                                RoomModes.prefixes(where.ranks(), all)
                                        + IrcText.channel(where.name()))
                        .toList();
        for (var row : Rows.of(words, " ", client.numeric("319", nick).room())) {
            reply.line(client.numeric("319", nick, row));
        }
    }

    private String info(Profile profile) {
        boolean here = profile.gate().equals(client.gate().name());
        return here ? client.options().info() : "at the gate " + profile.gate();
    }

    private boolean seesAll(Person who) {
        return who.session().equals(client.session()) || client.profile().is(Trait.OPERATOR);
    }

    private void whowas(IrcLine line, Reply reply) {
        var nick = line.param(0);
        if (nick.isEmpty()) {
            reply.line(client.numeric("431", "No nickname given"));
            return;
        }
        int count = line.param(1).map(PeopleCommands::count).orElse(Integer.MAX_VALUE);
        var name = IrcText.name(nick.get());
        if (name.isEmpty()) {
            wasNobody(nick.get(), reply);
            return;
        }
        client.ask(
                reply,
                new ListGone(client.session(), name.get(), IrcText.SPELLING),
                event -> {
                    if (event instanceof GoneListed(_, _, var gone) && !gone.isEmpty()) {
                        for (var past : gone.subList(0, Math.min(count, gone.size()))) {
                            was(past, reply);
                        }
                        reply.line(client.numeric("369", nick.get(), "End of WHOWAS"));
                    } else {
                        wasNobody(nick.get(), reply);
                    }
                });
    }

    private void was(GoneListed.Gone past, Reply reply) {
        var who = past.who();
        var nick = IrcText.nick(who);
        reply.line(
                client.numeric(
                        "314",
                        nick,
                        IrcText.user(who.profile()),
                        IrcText.host(who.profile()),
                        "*",
                        IrcLines.realName(who)));
        reply.line(
                client.numeric(
                        "312", nick, client.options().server(), HouseCommands.date(past.at())));
    }

    private void wasNobody(String nick, Reply reply) {
        reply.line(client.numeric("406", nick, "There was no such nickname"));
        reply.line(client.numeric("369", nick, "End of WHOWAS"));
    }

    private static int count(String written) {
        int count = written.matches("[0-9]{1,9}") ? Integer.parseInt(written) : 0;
        return count == 0 ? Integer.MAX_VALUE : count;
    }

    private void userhost(IrcLine line, Reply reply) {
        if (line.params().isEmpty()) {
            reply.line(client.needMore("USERHOST"));
            return;
        }
        var asked = line.params().subList(0, Math.min(Targets.USERHOST_MAX, line.params().size()));
        find(
                asked,
                reply,
                people -> {
                    var words = people.stream().map(one -> userhost(one.who())).toList();
                    reply.line(client.numeric("302", String.join(" ", words)));
                });
    }

    private static String userhost(Person who) {
        var profile = who.profile();
        return IrcText.nick(who)
                + (profile.is(Trait.OPERATOR) ? "*" : "")
                + "="
                + (profile.away().isPresent() ? "-" : "+")
                + IrcText.user(profile)
                + "@"
                + IrcText.host(profile);
    }

    private void ison(IrcLine line, Reply reply) {
        if (line.params().isEmpty()) {
            reply.line(client.needMore("ISON"));
            return;
        }
        var asked = new ArrayList<String>();
        for (var param : line.params()) asked.addAll(List.of(param.split(" +", -1)));
        find(
                asked,
                reply,
                people -> {
                    var words = people.stream().map(one -> IrcText.nick(one.who())).toList();
                    reply.line(client.numeric("303", String.join(" ", words)));
                });
    }

    private void find(List<String> nicks, Reply reply, Consumer<List<Attendee>> then) {
        var names = nicks.stream().map(IrcText::name).flatMap(Optional::stream).toList();
        if (names.isEmpty()) {
            then.accept(List.of());
            return;
        }
        client.ask(
                reply,
                new FindPeople(client.session(), names, IrcText.SPELLING),
                event -> then.accept(found(event)));
    }

    private static List<Attendee> found(Event event) {
        return event instanceof PeopleFound(_, var people, _) ? people : List.of();
    }
}
