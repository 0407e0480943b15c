package chat.madang.gate.irc;

import chat.madang.core.Answered.Watching;
import chat.madang.core.Command.Watch;
import chat.madang.core.Name;
import chat.madang.core.Person;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// MONITOR: who comes and goes, of those whom a client watches.
final class Monitor {
    /// How many names one client can watch.
    static final int NAMES_MAX = 100;

    static final Map<String, Handler<Monitor>> HANDLERS = Map.of("MONITOR", Monitor::obey);

    private final IrcClient client;

    /// Whom the client watches, by the key under which names are the same. Most watch nobody.
    private Map<String, Name> watched = Map.of();

    Monitor(IrcClient client) {
        this.client = client;
    }

    private void obey(IrcLine line, Reply reply) {
        var what = line.param(0).orElse("").toUpperCase(Locale.ROOT);
        switch (what) {
            case "+" -> watch(line, reply);
            case "-" -> {
                for (var name : names(line)) if (!watched.isEmpty()) watched.remove(name.key());
                watch(List.of(), reply);
            }
            case "C" -> {
                watched = Map.of();
                watch(List.of(), reply);
            }
            case "L" -> {
                var nicks = watched.values().stream().map(IrcText::nick).toList();
                rows("732", nicks, reply);
                reply.line(client.numeric("733", "End of MONITOR list"));
            }
            case "S" -> watch(List.copyOf(watched.values()), reply);
            default -> reply.line(client.needMore("MONITOR"));
        }
    }

    private void watch(IrcLine line, Reply reply) {
        var late = new ArrayList<String>();
        var added = new ArrayList<Name>();
        for (var name : names(line)) {
            if (watched.containsKey(name.key())) {
                added.add(name);
            } else if (watched.size() < NAMES_MAX) {
                if (watched.isEmpty()) watched = new LinkedHashMap<>();
                watched.put(name.key(), name);
                added.add(name);
            } else {
                late.add(IrcText.nick(name));
            }
        }
        watch(added, reply);
        if (!late.isEmpty()) {
            var limit = String.valueOf(NAMES_MAX);
            reply.line(
                    client.numeric("734", limit, String.join(",", late), "Monitor list is full"));
        }
    }

    /// Has the core know whom the client watches, and tells how it is with those names.
    private void watch(List<Name> told, Reply reply) {
        client.ask(
                reply,
                new Watch(client.session(), List.copyOf(watched.values()), IrcText.SPELLING),
                event -> {
                    if (!(event instanceof Watching(_, var here, var missing))) return;
                    var keys = told.stream().map(Name::key).toList();
                    var online =
                            here.stream()
                                    .filter(who -> keys.contains(shownKey(who)))
                                    .map(IrcText::source);
                    var offline =
                            missing.stream()
                                    .filter(name -> keys.contains(name.key()))
                                    .filter(name -> !isNickServ(name));
                    var always = told.stream().filter(Monitor::isNickServ);
                    rows("730", Stream.concat(online, always.map(_ -> nickServ())).toList(), reply);
                    rows("731", offline.map(IrcText::nick).toList(), reply);
                });
    }

    private static String shownKey(Person who) {
        return new Name(IrcText.nick(who)).key();
    }

    private String nickServ() {
        var nick = AccountCommands.NICKSERV;
        return nick + "!" + nick + "@" + client.options().server();
    }

    /// It is always here, and is nobody.
    private static boolean isNickServ(Name name) {
        return name.value().equalsIgnoreCase(AccountCommands.NICKSERV);
    }

    private void rows(String number, List<String> words, Reply reply) {
        for (var row : Rows.of(words, ",", client.numeric(number).room())) {
            reply.line(client.numeric(number, row));
        }
    }

    private static List<Name> names(IrcLine line) {
        var names = new ArrayList<Name>();
        for (var nick : line.param(1).orElse("").split(",", -1))
            IrcText.name(nick).ifPresent(names::add);
        return names;
    }
}
