package chat.madang.store;

import static chat.madang.store.Yard.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Event;
import chat.madang.core.Handle;
import chat.madang.core.Manner;
import chat.madang.core.Mask;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Nonce;
import chat.madang.core.Profile;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Rank;
import chat.madang.core.RoomChange;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomRule;
import chat.madang.core.RoomState.MaskList;
import chat.madang.core.Rules;
import chat.madang.core.SessionId;
import chat.madang.core.Spelling;
import chat.madang.core.Tags;
import chat.madang.core.Text;
import chat.madang.core.Title;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// What people do at random, in a real core, while a server runs.
final class Day {
    /// Who comes, under these names or others.
    static final List<Name> NAMES =
            List.of(new Name("kim"), new Name("lee"), new Name("박"), new Name("choi"));

    private static final int SESSIONS = 6;
    private static final int SAID_MAX = 20;
    private static final int SCHEDULED_MAX = 3;

    private final Random random;
    private final Consumer<Event> witness;
    private final Consumer<Account> onRemoval;

    /// Those of the store.
    private final Map<Name, Account> accounts = new LinkedHashMap<>();

    /// What may be erased, the latest first.
    private final List<Event.Utterance> said = new ArrayList<>();

    /// What may be unscheduled, the latest first.
    private final List<Event.Scheduled> scheduled = new ArrayList<>();

    private Instant now = Instant.parse("2026-01-02T12:00:00Z");
    private long lastSession;

    /// @param witness sees everything that happens
    /// @param onRemoval hears of accounts that are no more
    Day(Random random, Consumer<Event> witness, Consumer<Account> onRemoval) {
        this.random = random;
        this.witness = witness;
        this.onRemoval = onRemoval;
    }

    /// The account of that name, if there is one now.
    Optional<Account> account(Name name) {
        return Optional.ofNullable(accounts.get(name));
    }

    void live(Store store, int turns) {
        live(store, turns, () -> {});
    }

    /// @param between is done behind each turn
    void live(Store store, int turns, Runnable between) {
        accounts.clear();
        for (var account : store.accounts().all()) accounts.put(account.name(), account);
        var chat = new Chat(new Rules(5, 3, Set.of()), store.memory());
        lastSession += SESSIONS;
        for (int i = 0; i < turns; i++) {
            turn(store, chat);
            between.run();
        }
    }

    private void turn(Store store, Chat chat) {
        // Now and then the clock is set back.
        now = now.plusMillis(random.nextInt(20) == 0 ? -5_000 : random.nextInt(1_000));
        var turn = new ArrayList<Event>();
        if (random.nextInt(20) == 0) apply(chat, changeAccounts(store), turn);
        for (int j = random.nextInt(12); j >= 0; j--) apply(chat, any(), turn);
        turn.forEach(witness);
        if (random.nextBoolean()) Yard.write(store, turn.toArray(Event[]::new));
        else Yard.offer(store, turn.toArray(Event[]::new));
    }

    private void apply(Chat chat, Command command, List<Event> turn) {
        Event last = null;
        for (var delivery : chat.apply(command, now)) {
            if (delivery.event() instanceof Event.Utterance told) said.addFirst(told);
            if (said.size() > SAID_MAX) said.removeLast();
            if (delivery.event() instanceof Event.Scheduled later) scheduled.addFirst(later);
            if (scheduled.size() > SCHEDULED_MAX) scheduled.removeLast();
            if (!delivery.event().equals(last)) turn.add(delivery.event());
            last = delivery.event();
        }
    }

    private Command changeAccounts(Store store) {
        // So that what was whispered before is written for whom it was meant.
        Yard.write(store);
        var name = pick(NAMES);
        var known = accounts.remove(name);
        if (known == null) {
            accounts.put(name, store.accounts().add(name, bytes("")).orElseThrow());
        } else {
            assertThat(store.accounts().remove(name)).isTrue();
            onRemoval.accept(known);
        }
        return new Command.KnowAccounts(List.copyOf(accounts.values()));
    }

    private Command any() {
        var from = new SessionId(lastSession + random.nextInt(SESSIONS));
        var room = new RoomId(1 + random.nextInt(8));
        return switch (random.nextInt(38)) {
            case 0 -> new Command.Exit(from, reason());
            case 1 -> new Command.Enter(from, new Name("guest " + from.value()), profile());
            case 2, 3 -> asAccount(from);
            case 4 -> new Command.Rename(from, new Name("other " + random.nextInt(9)));
            case 5 -> new Command.CreateRoom(from, title(), policy(), IfTaken.NUMBER);
            case 6, 7 -> new Command.Join(from, Handle.of(title()));
            case 8 -> new Command.Join(from, room);
            case 9 -> new Command.Leave(from, room, reason());
            case 10 -> new Command.Kick(from, room, whom(), Spelling.EXACT, reason());
            case 11 -> new Command.KeepRoom(title(), lasting());
            case 12 -> new Command.Schedule(from, room, text(), due());
            case 13 -> new Command.SayDue();
            case 14 -> new Command.ChooseAddressee(from, pick(NAMES));
            case 15 -> new Command.Write(from, text());
            case 16 -> new Command.Collect(from, new MessageId(now.toEpochMilli() << 20));
            case 17, 18 ->
                    new Command.Whisper(
                            from, whom(), Spelling.EXACT, text(), manner(), pick(Answer.values()));
            case 19, 20, 21, 22, 24, 25, 26, 27, 28 -> redact(from);
            case 23 -> unschedule(from);
            default -> inRoom(from, room);
        };
    }

    /// At times what waits, of whoever has it wait.
    private Command unschedule(SessionId from) {
        if (scheduled.isEmpty()) return new Command.ListScheduled(from);
        var what = pick(scheduled);
        return new Command.Unschedule(what.by(), what.message().id());
    }

    /// Mostly by its author.
    private Command redact(SessionId from) {
        if (said.isEmpty()) return new Command.Ping(from);
        // Of whoever is most likely still there.
        var what = said.get(random.nextInt(Math.min(said.size(), 6)));
        said.removeIf(what::equals);
        var author =
                switch (what) {
                    case Event.Said told -> told.who().session();
                    case Event.Signalled told -> told.who().session();
                    case Event.Whispered told -> told.from().session();
                    case Event.SignalledTo told -> told.who().session();
                    case Event.SaidAsScheduled told -> told.author().orElse(from);
                };
        return new Command.Redact(random.nextInt(4) > 0 ? author : from, what, reason());
    }

    private Command inRoom(SessionId from, RoomId room) {
        return switch (random.nextInt(8)) {
            case 0 -> new Command.SetTopic(from, room, reason());
            case 1 -> new Command.ChangeRoom(from, room, changes(), Spelling.EXACT);
            case 2 -> new Command.Retitle(from, room, title(), reason());
            case 3 -> new Command.Signal(from, room, new Tags("+draft/react=👍"), least());
            case 4 -> new Command.SignalTo(from, whom(), Spelling.EXACT, new Tags("+a=b"));
            default -> new Command.Say(from, room, text(), manner(), pick(Answer.values()));
        };
    }

    private Command asAccount(SessionId from) {
        var account = accounts.get(pick(NAMES));
        if (account == null) return new Command.Invite(from, new RoomId(1), whom(), Spelling.EXACT);
        return random.nextBoolean()
                ? new Command.LogIn(from, account, profile())
                : new Command.Identify(from, account);
    }

    private List<RoomChange> changes() {
        var changes = new ArrayList<RoomChange>();
        for (int i = random.nextInt(3); i >= 0; i--) changes.add(change());
        return changes;
    }

    private RoomChange change() {
        boolean on = random.nextInt(3) > 0;
        return switch (random.nextInt(5)) {
            case 0 -> new RoomChange.RuleSet(pick(RoomRule.values()), on && random.nextBoolean());
            case 1 -> new RoomChange.KeySet(on ? Optional.empty() : Optional.of("sesame"));
            case 2 -> new RoomChange.LimitSet(on ? OptionalInt.of(5) : OptionalInt.empty());
            case 3 ->
                    new RoomChange.MaskSet(
                            pick(MaskList.values()),
                            new Mask("nobody" + random.nextInt(3) + "!*@*"),
                            on);
            default -> new RoomChange.RankSet(whom(), pick(Rank.values()), on);
        };
    }

    private Profile profile() {
        var profile = new Profile("irc", "user" + random.nextInt(3), "host.ip", "192.0.2.1");
        return switch (random.nextInt(3)) {
            case 0 -> Profile.UNKNOWN;
            case 1 -> profile.withRealName("Real \"\\\0 name 😀");
            default ->
                    profile.withTraits(Set.of(Trait.BOT, Trait.INVISIBLE))
                            .withAway(Optional.of(new Text("away")));
        };
    }

    private Manner manner() {
        if (random.nextBoolean()) return Manner.PLAIN;
        if (random.nextBoolean()) {
            var nonce = Optional.of(new Nonce("nonce \"" + random.nextInt(4)));
            return new Manner(false, least(), Tags.NONE, List.of(), nonce);
        }
        var tags = random.nextBoolean() ? Tags.NONE : new Tags("+reply=\\s;+é");
        return new Manner(random.nextBoolean(), least(), tags, List.of(1, 3));
    }

    private Optional<Rank> least() {
        return random.nextInt(4) > 0 ? Optional.empty() : Optional.of(pick(Rank.values()));
    }

    private Optional<Text> reason() {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Text(""));
            default -> Optional.of(text());
        };
    }

    private Text text() {
        return new Text("text \0\n안녕 " + random.nextInt(1_000));
    }

    private Name whom() {
        return random.nextInt(4) > 0
                ? pick(NAMES)
                : new Name("guest " + (lastSession + random.nextInt(SESSIONS)));
    }

    private Instant due() {
        return now.plusMillis(random.nextInt(20_000));
    }

    private Title title() {
        return new Title("Room " + random.nextInt(4));
    }

    private RoomPolicy policy() {
        return switch (random.nextInt(5)) {
            case 0 -> new RoomPolicy(2, Ends.WITH_LAST_MEMBER, Host.ELDEST);
            case 1 -> new RoomPolicy(3, Ends.WITH_HOST, Host.CREATOR);
            case 2 -> new RoomPolicy(6, Ends.NEVER, Host.OPERATORS);
            default -> lasting();
        };
    }

    private RoomPolicy lasting() {
        return random.nextBoolean()
                ? new RoomPolicy(4, Ends.NEVER, Host.ELDEST)
                : new RoomPolicy(5, Ends.NEVER, Host.NONE);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
