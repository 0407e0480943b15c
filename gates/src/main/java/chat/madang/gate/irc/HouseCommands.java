package chat.madang.gate.irc;

import chat.madang.core.Answered.Counted;
import chat.madang.core.Command.Count;
import chat.madang.core.Event;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/// What the server says of itself.
final class HouseCommands {
    static final Map<String, Handler<HouseCommands>> HANDLERS =
            Map.ofEntries(
                    Map.entry("MOTD", ofServer(HouseCommands::motd)),
                    Map.entry("LUSERS", (house, _, reply) -> house.count(reply)),
                    Map.entry("VERSION", ofServer(HouseCommands::version)),
                    Map.entry("TIME", ofServer(HouseCommands::time)),
                    Map.entry("INFO", (house, _, reply) -> house.info(reply)),
                    Map.entry("ADMIN", ofServer(HouseCommands::admin)),
                    Map.entry("LINKS", (house, _, reply) -> house.links(reply)),
                    Map.entry("ISUPPORT", (house, _, reply) -> house.isupport(reply)),
                    Map.entry("HELP", HouseCommands::help),
                    Map.entry("HELPOP", HouseCommands::help),
                    Map.entry("STATS", HouseCommands::stats));

    /// What may be said of it before one has come in.
    static final Map<String, Handler<HouseCommands>> HANDLERS_OUTSIDE =
            Map.of("ISUPPORT", HouseCommands::isupportOutside);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final IrcClient client;

    HouseCommands(IrcClient client) {
        this.client = client;
    }

    /// A moment for people.
    static String date(Instant at) {
        return DATE.format(at);
    }

    /// What everybody is told who has come in.
    void welcome(Reply reply, Runnable then) {
        var options = client.options();
        var version = "madang-" + options.version();
        reply.line(
                client.numeric(
                        "001",
                        "Welcome to the %s IRC Network %s"
                                .formatted(options.network(), client.nick())));
        reply.line(
                client.numeric(
                        "002",
                        "Your host is %s, running version %s"
                                .formatted(options.server(), version)));
        reply.line(client.numeric("003", "This server was created " + date(options.startedAt())));
        reply.line(
                client.numeric(
                        "004",
                        options.server(),
                        version,
                        "BRiow",
                        "CRbehiIklmnoqstv",
                        "beIhklovq"));
        isupport(reply);
        client.ask(
                reply,
                new Count(client.session()),
                event -> {
                    counted(event, reply);
                    motd(reply);
                    then.run();
                });
    }

    /// Obeys what may name a server, if that is this one.
    private static Handler<HouseCommands> ofServer(BiConsumer<HouseCommands, Reply> then) {
        return (house, line, reply) -> {
            var target = line.param(0);
            if (target.isEmpty() || house.client.isServer(target.get())) {
                then.accept(house, reply);
            } else {
                reply.line(house.client.numeric("402", target.get(), "No such server"));
            }
        };
    }

    private void isupport(Reply reply) {
        var lines = Isupport.rows(client.options()).stream().map(this::isupport).toList();
        if (client.has(Capability.EXTENDED_ISUPPORT) && client.has(Capability.BATCH)) {
            reply.batch(lines, Isupport.BATCH);
        } else {
            lines.forEach(reply::line);
        }
    }

    private IrcMessage isupport(List<String> row) {
        var params = new ArrayList<>(row);
        params.add("are supported by this server");
        return client.numeric("005", params.toArray(String[]::new));
    }

    private void isupportOutside(IrcLine line, Reply reply) {
        if (client.has(Capability.EXTENDED_ISUPPORT)) {
            isupport(reply);
        } else {
            reply.line(client.numeric("451", "You have not registered"));
        }
    }

    private void motd(Reply reply) {
        var lines = client.options().motd();
        if (lines.isEmpty()) {
            reply.line(client.numeric("422", "There is no message of the day"));
            return;
        }
        var server = client.options().server();
        reply.line(client.numeric("375", "- " + server + " Message of the day - "));
        for (var line : lines) reply.line(client.numeric("372", "- " + line));
        reply.line(client.numeric("376", "End of /MOTD command."));
    }

    private void count(Reply reply) {
        client.ask(reply, new Count(client.session()), event -> counted(event, reply));
    }

    private void counted(Event event, Reply reply) {
        if (!(event instanceof Counted counted)) return;
        int people = counted.people();
        int seen = people - counted.invisible();
        reply.line(
                client.numeric(
                        "251",
                        "There are %d users and %d invisible on 1 servers"
                                .formatted(seen, counted.invisible())));
        reply.line(client.numeric("252", text(counted.operators()), "operator(s) online"));
        int unknown = client.gate().unknown().get();
        reply.line(client.numeric("253", text(unknown), "unknown connection(s)"));
        reply.line(client.numeric("254", text(counted.rooms()), "channels formed"));
        reply.line(client.numeric("255", "I have %d clients and 0 servers".formatted(people)));
        local("265", "local", counted, reply);
        local("266", "global", counted, reply);
    }

    private void local(String number, String what, Counted counted, Reply reply) {
        reply.line(
                client.numeric(
                        number,
                        text(counted.people()),
                        text(counted.peopleMax()),
                        "Current %s users %d, max %d"
                                .formatted(what, counted.people(), counted.peopleMax())));
    }

    private static String text(int number) {
        return String.valueOf(number);
    }

    private void version(Reply reply) {
        var options = client.options();
        reply.line(
                client.numeric(
                        "351",
                        "madang-" + options.version(),
                        options.server(),
                        "Java " + Runtime.version().feature()));
        isupport(reply);
    }

    private void time(Reply reply) {
        var now = client.gate().clock().instant();
        reply.line(
                client.numeric(
                        "391",
                        client.options().server(),
                        String.valueOf(now.getEpochSecond()),
                        date(now)));
    }

    private void info(Reply reply) {
        var options = client.options();
        reply.line(client.numeric("371", "Madang " + options.version() + ": one yard, many gates"));
        reply.line(client.numeric("371", "Running since " + date(options.startedAt())));
        reply.line(client.numeric("374", "End of INFO list"));
    }

    private void admin(Reply reply) {
        var admin = client.options().admin();
        reply.line(client.numeric("256", client.options().server(), "Administrative info"));
        for (int i = 0; i < 3; i++) {
            reply.line(
                    client.numeric(String.valueOf(257 + i), i < admin.size() ? admin.get(i) : ""));
        }
    }

    private void links(Reply reply) {
        reply.line(client.numeric("365", "*", "End of /LINKS list"));
    }

    private void help(IrcLine line, Reply reply) {
        var asked = line.param(0);
        var subject = asked.map(text -> text.toUpperCase(Locale.ROOT)).orElse("");
        var text = Help.of(subject);
        var shown = asked.filter(word -> word.indexOf(' ') < 0).orElse("*");
        if (text.isEmpty()) {
            reply.line(client.numeric("524", shown, "No help available on this topic"));
            return;
        }
        reply.line(client.numeric("704", shown, text.getFirst()));
        for (var more : text.subList(1, text.size()))
            reply.line(client.numeric("705", shown, more));
        reply.line(client.numeric("706", shown, "End of help"));
    }

    private void stats(IrcLine line, Reply reply) {
        var letter = line.param(0);
        if (letter.isEmpty()) {
            reply.line(client.needMore("STATS"));
            return;
        }
        if (letter.get().equals("u")) {
            var since = client.options().startedAt();
            var up = Duration.between(since, client.gate().clock().instant());
            reply.line(
                    client.numeric(
                            "242",
                            "Server Up %d days %d:%02d:%02d"
                                    .formatted(
                                            up.toDays(),
                                            up.toHoursPart(),
                                            up.toMinutesPart(),
                                            up.toSecondsPart())));
        }
        reply.line(client.numeric("219", letter.get(), "End of /STATS report"));
    }
}
