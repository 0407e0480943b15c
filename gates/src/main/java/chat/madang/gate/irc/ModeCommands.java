package chat.madang.gate.irc;

import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Event;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Handle;
import chat.madang.core.Listing;
import chat.madang.core.Mask;
import chat.madang.core.Name;
import chat.madang.core.Profile;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Rank;
import chat.madang.core.RoomChange;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RefusedChange;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomState.MaskList;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// MODE, of rooms and of oneself.
final class ModeCommands {
    /// How many changes with a parameter one line may have.
    static final int CHANGES_MAX = 20;

    /// The longest key, in bytes.
    static final int KEY_MAX = 32;

    private static final Map<Character, Trait> TRAITS =
            Map.of(
                    'i', Trait.INVISIBLE,
                    'o', Trait.OPERATOR,
                    'w', Trait.ANNOUNCEMENTS,
                    'B', Trait.BOT,
                    'R', Trait.ACCOUNTS_ONLY);

    static final Map<String, Handler<ModeCommands>> HANDLERS = Map.of("MODE", ModeCommands::mode);

    private final IrcClient client;
    private final Channels channels;

    ModeCommands(IrcClient client) {
        this.client = client;
        this.channels = new Channels(client);
    }

    /// The letters of what holds of a person, after a `+`.
    static String letters(Profile profile) {
        var letters = new StringBuilder("+");
        TRAITS.entrySet().stream()
                .filter(entry -> profile.is(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(letters::append);
        return letters.toString();
    }

    private void mode(IrcLine line, Reply reply) {
        var target = line.param(0);
        if (target.isEmpty()) {
            reply.line(client.needMore("MODE"));
        } else if (target.get().startsWith(IrcText.CHANNEL)) {
            var handle = IrcText.handle(target.get());
            if (handle.isEmpty()) {
                reply.line(channels.noSuchChannel(target.get()));
            } else if (line.param(1).isEmpty()) {
                channels.look(target.get(), reply, room -> state(room, reply));
            } else {
                change(target.get(), handle.get(), line, reply);
            }
        } else {
            ofPerson(target.get(), line, reply);
        }
    }

    private void state(Listing room, Reply reply) {
        var channel = IrcText.channel(room.name());
        var params = new ArrayList<>(List.of(channel));
        params.addAll(RoomModes.of(room.state(), client.isIn(room.room())));
        reply.line(client.numeric("324", params.toArray(String[]::new)));
        var seconds = String.valueOf(room.state().madeAt().getEpochSecond());
        reply.line(client.numeric("329", channel, seconds));
    }

    /// What one MODE asks: changes, and lists to be shown.
    private record Wish(List<RoomChange> changes, Set<MaskList> lists, List<IrcMessage> mistakes) {}

    private void change(String channel, Handle handle, IrcLine line, Reply reply) {
        var wish = wish(channel, line.params());
        wish.mistakes().forEach(reply::line);
        if (!wish.changes().isEmpty()) {
            client.ask(
                    reply,
                    new ChangeRoom(client.session(), handle, wish.changes(), IrcText.SPELLING),
                    event -> changed(event, channel, reply));
        }
        for (var list : wish.lists()) {
            channels.look(channel, reply, room -> list(room, list, reply));
        }
    }

    private Wish wish(String channel, List<String> params) {
        var wish = new Wish(new ArrayList<>(), new LinkedHashSet<>(), new ArrayList<>());
        boolean on = true;
        int next = 2;
        int given = 0;
        for (char letter : params.get(1).toCharArray()) {
            if (letter == '+' || letter == '-') {
                on = letter == '+';
                continue;
            }
            boolean takes = takesParam(letter, on);
            var param = takes && next < params.size() ? params.get(next) : null;
            if (param != null) {
                next++;
                if (++given > CHANGES_MAX) continue;
            }
            add(wish, channel, letter, on, param);
        }
        return wish;
    }

    private static boolean takesParam(char letter, boolean on) {
        boolean always =
                RoomModes.list(letter) != null || RoomModes.rank(letter) != null || letter == 'k';
        return always || (letter == 'l' && on);
    }

    private void add(Wish wish, String channel, char letter, boolean on, @Nullable String param) {
        var list = RoomModes.list(letter);
        var rank = RoomModes.rank(letter);
        var rule = RoomModes.rule(letter);
        if (list != null) {
            addMask(wish, list, on, param);
        } else if (rank != null) {
            addRank(wish, rank, on, param);
        } else if (rule != null) {
            wish.changes().add(new RuleSet(rule, on));
        } else if (letter == 'k') {
            addKey(wish, channel, on, param);
        } else if (letter == 'l') {
            addLimit(wish, channel, on, param);
        } else {
            var shown = String.valueOf(letter);
            wish.mistakes().add(client.numeric("472", shown, "is unknown mode char to me"));
        }
    }

    private static void addMask(Wish wish, MaskList list, boolean on, @Nullable String param) {
        var mask = param == null ? Optional.<Mask>empty() : Mask.of(param);
        if (mask.isEmpty()) {
            wish.lists().add(list);
        } else {
            wish.changes().add(new MaskSet(list, mask.get(), on));
        }
    }

    private void addRank(Wish wish, Rank rank, boolean on, @Nullable String param) {
        if (param == null) return;
        IrcText.name(param)
                .ifPresentOrElse(
                        whom -> wish.changes().add(new RankSet(whom, rank, on)),
                        () ->
                                wish.mistakes()
                                        .add(client.numeric("401", param, "No such nick/channel")));
    }

    private void addKey(Wish wish, String channel, boolean on, @Nullable String param) {
        if (!on) {
            wish.changes().add(new KeySet(Optional.empty()));
            return;
        }
        if (param == null) return;
        boolean plain =
                !param.isEmpty()
                        && !param.startsWith(":")
                        && param.indexOf(' ') < 0
                        && param.indexOf(',') < 0
                        && !IrcCut.isLonger(param, KEY_MAX);
        if (plain) {
            wish.changes().add(new KeySet(Optional.of(param)));
        } else {
            wish.mistakes().add(client.numeric("696", channel, "k", "*", "Invalid key"));
        }
    }

    private void addLimit(Wish wish, String channel, boolean on, @Nullable String param) {
        if (!on) {
            wish.changes().add(new LimitSet(OptionalInt.empty()));
        } else if (param != null && param.matches("0*[1-9][0-9]{0,8}")) {
            wish.changes().add(new LimitSet(OptionalInt.of(Integer.parseInt(param))));
        } else if (param != null) {
            var shown = param.isEmpty() || param.indexOf(' ') >= 0 ? "*" : param;
            wish.mistakes().add(client.numeric("696", channel, "l", shown, "Invalid limit"));
        }
    }

    private void changed(Event event, String channel, Reply reply) {
        switch (event) {
            case RoomChanged changed -> {
                client.lines().roomChanged(changed).forEach(reply::line);
                tellRefused(changed.refused(), channel, reply);
            }
            case Refused _ -> reply.line(channels.noSuchChannel(channel));
            default -> {}
        }
    }

    private void tellRefused(List<RefusedChange> refused, String channel, Reply reply) {
        boolean ranked = true;
        for (var one : refused) {
            switch (one.why()) {
                case NO_SUCH_PERSON ->
                        reply.line(client.numeric("401", whom(one), "No such nick/channel"));
                case WRONG_PLACE ->
                        reply.line(
                                client.numeric(
                                        "441", whom(one), channel, "They aren't on that channel"));
                case LIST_FULL ->
                        reply.line(
                                client.numeric(
                                        "478", channel, listLetter(one), "Channel list is full"));
                default -> ranked = false;
            }
        }
        if (!ranked) {
            reply.line(client.numeric("482", channel, "You're not channel operator"));
        }
    }

    private static String listLetter(RefusedChange refused) {
        return refused.change() instanceof MaskSet(var list, _, _)
                ? String.valueOf(RoomModes.letter(list))
                : "b";
    }

    private static String whom(RefusedChange refused) {
        return refused.change() instanceof RankSet(var whom, _, _) ? IrcText.nick(whom) : "*";
    }

    private void list(Listing room, MaskList which, Reply reply) {
        var channel = IrcText.channel(room.name());
        for (var entry : room.state().list(which)) {
            reply.line(
                    client.numeric(
                            entryNumber(which),
                            channel,
                            entry.mask().value(),
                            IrcText.source(entry.setter()),
                            String.valueOf(entry.at().getEpochSecond())));
        }
        reply.line(
                switch (which) {
                    case BANNED -> client.numeric("368", channel, "End of channel ban list");
                    case EXCEPTED ->
                            client.numeric("349", channel, "End of channel exception list");
                    case INVITED ->
                            client.numeric("347", channel, "End of channel invite exception list");
                });
    }

    private static String entryNumber(MaskList which) {
        return switch (which) {
            case BANNED -> "367";
            case EXCEPTED -> "348";
            case INVITED -> "346";
        };
    }

    private void ofPerson(String nick, IrcLine line, Reply reply) {
        boolean own = Name.of(nick).map(Name::key).equals(Optional.of(client.self().name().key()));
        if (!own) {
            other(nick, reply);
        } else if (line.param(1).isEmpty()) {
            reply.line(client.numeric("221", letters(client.profile())));
        } else {
            ofOneself(line.params().get(1), reply);
        }
    }

    private void other(String nick, Reply reply) {
        var names = IrcText.name(nick).map(List::of).orElse(List.of());
        if (names.isEmpty()) {
            reply.line(client.numeric("401", nick, "No such nick/channel"));
            return;
        }
        client.ask(
                reply,
                new FindPeople(client.session(), names, IrcText.SPELLING),
                event -> {
                    boolean none =
                            event instanceof PeopleFound(_, var people, _) && people.isEmpty();
                    reply.line(
                            none
                                    ? client.numeric("401", nick, "No such nick/channel")
                                    : client.numeric(
                                            "502", "Cannot change or view modes of others"));
                });
    }

    private void ofOneself(String letters, Reply reply) {
        var traits = EnumSet.noneOf(Trait.class);
        traits.addAll(client.profile().traits());
        boolean on = true;
        boolean unknown = false;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '+' || letter == '-') {
                on = letter == '+';
                continue;
            }
            var trait = TRAITS.get(letter);
            if (trait == null) {
                unknown = true;
            } else if (on) {
                // Nobody makes themselves an operator.
                if (trait != Trait.OPERATOR) traits.add(trait);
            } else {
                traits.remove(trait);
            }
        }
        if (unknown) reply.line(client.numeric("501", "Unknown MODE flag"));
        var before = client.profile();
        if (traits.equals(before.traits())) return;
        client.ask(
                reply,
                new Describe(client.session(), before.withTraits(traits)),
                event -> {
                    if (event instanceof Described(var who, _)) {
                        client.setSelf(who);
                        tellOwn(client, before, reply);
                    }
                });
    }

    /// Tells the client which of its modes have changed.
    static void tellOwn(IrcClient client, Profile before, Reply reply) {
        var now = client.profile();
        var added = difference(now, before);
        var removed = difference(before, now);
        var changes =
                (added.isEmpty() ? "" : "+" + added) + (removed.isEmpty() ? "" : "-" + removed);
        if (changes.isEmpty()) return;
        reply.line(IrcMessage.of(client.nick(), "MODE", client.nick(), changes));
    }

    private static String difference(Profile one, Profile other) {
        var letters = new StringBuilder();
        for (char letter : letters(one).substring(1).toCharArray()) {
            if (letters(other).indexOf(letter) < 0) letters.append(letter);
        }
        return letters.toString();
    }
}
