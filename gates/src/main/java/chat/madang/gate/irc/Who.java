package chat.madang.gate.irc;

import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Attendee;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Mask;
import chat.madang.core.Member;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Rank;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// WHO, and its form with chosen fields ([WHOX](https://ircv3.net/specs/extensions/whox)).
final class Who {
    /// How many people one mask may find.
    private static final int FOUND_MAX = 500;

    /// The fields in the order in which they are sent.
    private static final String FIELDS = "tcuihsnfdlaor";

    private static final String NO_ADDRESS = "255.255.255.255";

    static final Map<String, Handler<Who>> HANDLERS = Map.of("WHO", Who::obey);

    private final IrcClient client;

    /// What is asked.
    ///
    /// @param mask as it was written
    /// @param operators whether it is about them alone
    /// @param fields those that are wanted; empty for the old form
    /// @param token to be given back
    private record Wish(String mask, boolean operators, String fields, String token, Reply reply) {}

    Who(IrcClient client) {
        this.client = client;
    }

    private void obey(IrcLine line, Reply reply) {
        var wish = wish(line, reply);
        var handle = IrcText.handle(wish.mask());
        if (handle.isPresent()) {
            client.ask(
                    reply,
                    new ListPeople(client.session(), handle.get()),
                    event -> {
                        if (event instanceof PeopleListed(_, var room)) {
                            boolean member = client.isIn(room.room());
                            var channel = IrcText.channel(room.name());
                            for (var one : room.members()) {
                                if (member || isSeen(one)) tell(channel, one, 0, wish);
                            }
                        }
                        end(wish);
                    });
        } else {
            named(wish);
        }
    }

    private static Wish wish(IrcLine line, Reply reply) {
        var mask = line.param(0).orElse("*");
        boolean operators = false;
        var fields = "";
        var token = "";
        if (line.params().size() > 1) {
            var options = line.params().get(1);
            int percent = options.indexOf('%');
            operators = (percent < 0 ? options : options.substring(0, percent)).indexOf('o') >= 0;
            if (percent >= 0) {
                int comma = options.indexOf(',', percent);
                fields = options.substring(percent + 1, comma < 0 ? options.length() : comma);
                var given = comma < 0 ? "" : options.substring(comma + 1);
                token = given.matches("[0-9]{1,3}") ? given : "";
                if (fields.isEmpty()) fields = "n";
            }
        }
        return new Wish(mask, operators, fields, token, reply);
    }

    /// Whoever is called exactly so is found, whether or not others are to see them.
    private void named(Wish wish) {
        boolean pattern = wish.mask().indexOf('*') >= 0 || wish.mask().indexOf('?') >= 0;
        var name = pattern ? Optional.<Name>empty() : Name.of(wish.mask());
        if (name.isEmpty() || wish.mask().equals("0")) {
            fitting(wish);
            return;
        }
        find(
                List.of(name.get()),
                wish,
                people -> {
                    if (people.isEmpty()) {
                        fitting(wish);
                    } else {
                        people.forEach(one -> tell(one, wish));
                        end(wish);
                    }
                });
    }

    /// Everybody who can be seen and fits.
    private void fitting(Wish wish) {
        var pattern = wish.mask().equals("0") ? "*" : wish.mask();
        var mask = new Mask(IrcCut.of(pattern, Mask.BYTES_MAX));
        boolean everybody = mask.fits(client.options().server());
        find(
                List.of(),
                wish,
                people -> {
                    people.stream()
                            .filter(one -> everybody || fits(mask, one.who()))
                            .limit(FOUND_MAX)
                            .forEach(one -> tell(one, wish));
                    end(wish);
                });
    }

    private void find(List<Name> names, Wish wish, Consumer<List<Attendee>> then) {
        client.ask(
                wish.reply(),
                new FindPeople(client.session(), names, IrcText.SPELLING),
                event -> {
                    if (event instanceof PeopleFound(_, var people, _)) then.accept(people);
                });
    }

    private void tell(Attendee one, Wish wish) {
        long idle = Duration.between(one.spoke(), client.gate().clock().instant()).toSeconds();
        tell("*", new Member(one.who(), Set.<Rank>of()), Math.max(0, idle), wish);
    }

    private void tell(String channel, Member one, long idle, Wish wish) {
        var who = one.who();
        if (wish.operators() && !who.profile().is(Trait.OPERATOR)) return;
        var flags = flags(one);
        if (wish.fields().isEmpty()) {
            wish.reply()
                    .line(
                            client.numeric(
                                    "352",
                                    channel,
                                    IrcText.user(who.profile()),
                                    IrcText.host(who.profile()),
                                    client.options().server(),
                                    IrcText.nick(who),
                                    flags,
                                    "0 " + IrcLines.realName(who)));
            return;
        }
        var values = new ArrayList<String>();
        for (int i = 0; i < FIELDS.length(); i++) {
            char field = FIELDS.charAt(i);
            if (wish.fields().indexOf(field) < 0) continue;
            if (field == 't' && wish.token().isEmpty()) continue;
            values.add(value(field, channel, who, flags, idle, wish));
        }
        wish.reply().line(client.numeric("354", values.toArray(String[]::new)));
    }

    private String value(
            char field, String channel, Person who, String flags, long idle, Wish wish) {
        var profile = who.profile();
        return switch (field) {
            case 't' -> wish.token();
            case 'c' -> channel;
            case 'u' -> IrcText.user(profile);
            case 'i' -> seesAddress(who) ? profile.address() : NO_ADDRESS;
            case 'h' -> IrcText.host(profile);
            case 's' -> client.options().server();
            case 'n' -> IrcText.nick(who);
            case 'f' -> flags;
            case 'd' -> "0";
            case 'l' -> String.valueOf(idle);
            case 'a' -> profile.account().map(IrcText::nick).orElse("0");
            case 'o' -> "n/a";
            default -> IrcLines.realName(who);
        };
    }

    private boolean seesAddress(Person who) {
        boolean known = !who.profile().address().isEmpty();
        boolean own = who.session().equals(client.session());
        return known && (own || client.profile().is(Trait.OPERATOR));
    }

    private String flags(Member one) {
        var profile = one.who().profile();
        return (profile.away().isPresent() ? "G" : "H")
                + (profile.is(Trait.OPERATOR) ? "*" : "")
                + RoomModes.prefixes(one.ranks(), client.has(Capability.MULTI_PREFIX))
                + (profile.is(Trait.BOT) ? "B" : "");
    }

    private void end(Wish wish) {
        var shown = wish.mask().indexOf(' ') >= 0 ? "*" : wish.mask();
        wish.reply().line(client.numeric("315", shown, "End of WHO list"));
    }

    private static boolean fits(Mask mask, Person who) {
        var profile = who.profile();
        return mask.fits(IrcText.nick(who))
                || mask.fits(IrcText.user(profile))
                || mask.fits(IrcText.host(profile))
                || mask.fits(IrcLines.realName(who));
    }

    private static boolean isSeen(Member one) {
        return !one.who().profile().is(Trait.INVISIBLE);
    }
}
