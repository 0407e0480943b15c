package chat.madang.store;

import static chat.madang.store.Yard.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Delivery;
import chat.madang.core.Event;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Letter;
import chat.madang.core.Memory;
import chat.madang.core.Memory.LastingRoom;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Rules;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.SessionId;
import chat.madang.core.Spelling;
import chat.madang.core.Stamp;
import chat.madang.core.Text;
import chat.madang.core.Title;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Random days of a real core, each ended by a restart: what is remembered is what a naive reading
/// of all events says.
class StorePropertyTest {
    private static final int DAYS = 4;
    private static final int TURNS_A_DAY = 60;
    private static final int SESSIONS = 6;

    @TempDir private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void what_is_remembered_is_what_has_happened(long seed) throws Exception {
        var file = folder.resolve("madang.db");
        var day = new Day(new Random(seed));
        var naive = new Naive();
        for (int i = 0; i < DAYS; i++) {
            try (var store = Store.open(file, 5)) {
                assertThat(store.memory()).isEqualTo(naive.memory(store.accounts().all()));
                day.live(store, naive);
            }
            naive.restart();
        }
        try (var store = Store.open(file, 5)) {
            assertThat(store.memory()).isEqualTo(naive.memory(store.accounts().all()));
            assertThat(naive.happened).isGreaterThan(DAYS * TURNS_A_DAY);
        }
    }

    /// What people do while a server runs.
    private static final class Day {
        private static final List<Name> NAMES =
                List.of(new Name("kim"), new Name("lee"), new Name("박"), new Name("choi"));

        private final Random random;
        private Instant now = Instant.parse("2026-01-02T12:00:00Z");
        private long lastSession;

        Day(Random random) {
            this.random = random;
        }

        void live(Store store, Naive naive) {
            var accounts = new LinkedHashMap<Name, Account>();
            for (var account : store.accounts().all()) accounts.put(account.name(), account);
            var chat = new Chat(new Rules(5, 3, java.util.Set.of()), store.memory());
            lastSession += SESSIONS;
            for (int i = 0; i < TURNS_A_DAY; i++) {
                // Now and then the clock is set back.
                now = now.plusMillis(random.nextInt(20) == 0 ? -5_000 : random.nextInt(1_000));
                var turn = new ArrayList<Event>();
                if (random.nextInt(10) == 0) {
                    apply(chat, changeAccounts(store, naive, accounts), turn);
                }
                for (int j = random.nextInt(8); j >= 0; j--) apply(chat, any(accounts), turn);
                turn.forEach(naive::take);
                if (random.nextBoolean()) Yard.write(store, turn.toArray(Event[]::new));
                else Yard.offer(store, turn.toArray(Event[]::new));
            }
        }

        private void apply(Chat chat, Command command, List<Event> turn) {
            Event last = null;
            for (Delivery delivery : chat.apply(command, now)) {
                if (!delivery.event().equals(last)) turn.add(delivery.event());
                last = delivery.event();
            }
        }

        private Command changeAccounts(Store store, Naive naive, Map<Name, Account> accounts) {
            var name = pick(NAMES);
            var known = accounts.remove(name);
            if (known == null) {
                accounts.put(name, store.accounts().add(name, bytes("")).orElseThrow());
            } else {
                assertThat(store.accounts().remove(name)).isTrue();
                naive.forget(known);
            }
            return new Command.KnowAccounts(List.copyOf(accounts.values()));
        }

        private Command any(Map<Name, Account> accounts) {
            var from = new SessionId(lastSession + random.nextInt(SESSIONS));
            var room = new RoomId(1 + random.nextInt(8));
            var text = new Text("text " + random.nextInt(1_000));
            var whom = pick(NAMES);
            return switch (random.nextInt(20)) {
                case 0 -> new Command.Exit(from);
                case 1 -> new Command.Enter(from, new Name("guest " + from.value()));
                case 2, 3 -> {
                    var account = accounts.get(whom);
                    yield account == null
                            ? new Command.ListRooms(from)
                            : new Command.LogIn(from, account, "192.0.2.1");
                }
                case 4 -> new Command.Rename(from, new Name("other " + random.nextInt(9)));
                case 5 -> new Command.CreateRoom(from, title(), policy(), IfTaken.NUMBER);
                case 6, 7 -> new Command.Join(from, chat.madang.core.Handle.of(title()));
                case 8 -> new Command.Join(from, room);
                case 9 -> new Command.Leave(from, room);
                case 10 -> new Command.Kick(from, room, whom, Spelling.EXACT);
                case 11 -> new Command.KeepRoom(title(), lasting());
                case 12 -> new Command.Schedule(from, room, text, due());
                case 13 -> new Command.SayDue();
                case 14, 15 -> new Command.ChooseAddressee(from, whom);
                case 16, 17 -> new Command.Write(from, text);
                case 18 -> new Command.Collect(from, new MessageId(now.toEpochMilli() << 20));
                default -> new Command.Say(from, room, text);
            };
        }

        private Instant due() {
            return now.plusMillis(random.nextInt(20_000));
        }

        private Title title() {
            return new Title("Room " + random.nextInt(4));
        }

        private RoomPolicy policy() {
            return switch (random.nextInt(4)) {
                case 0 -> new RoomPolicy(2, Ends.WITH_LAST_MEMBER, Host.ELDEST);
                case 1 -> new RoomPolicy(3, Ends.WITH_HOST, Host.CREATOR);
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
    }

    /// All events, read as simply as can be.
    private static final class Naive {
        private final Map<RoomId, RoomKept> kept =
                new TreeMap<>(Comparator.comparingInt(RoomId::value));
        private final Map<RoomId, Long> sequences = new LinkedHashMap<>();
        private final Map<AccountId, List<Letter>> mail = new LinkedHashMap<>();
        private final Map<MessageId, ScheduledMessage> scheduled = new TreeMap<>();
        private int lastRoom;
        private long lastMessage;
        private int happened;

        void take(Event event) {
            happened++;
            switch (event) {
                case Joined joined -> stamp(joined.room(), joined.stamp());
                case Left left -> stamp(left.room(), left.stamp());
                case Kicked kicked -> stamp(kicked.room(), kicked.stamp());
                case HostChanged changed -> stamp(changed.room(), changed.stamp());
                case Said said -> stamp(said.room(), said.stamp());
                case SaidAsScheduled said -> {
                    stamp(said.message().room(), said.stamp());
                    scheduled.remove(said.message().id());
                }
                case Renamed renamed ->
                        renamed.places().forEach(place -> stamp(place.room(), place.stamp()));
                case Exited exited ->
                        exited.places().forEach(place -> stamp(place.room(), place.stamp()));
                case RoomClosed closed -> {
                    stamp(closed.room(), closed.stamp());
                    kept.remove(closed.room());
                    scheduled.values().removeIf(each -> each.room().equals(closed.room()));
                }
                case RoomKept room -> kept.put(room.room(), room);
                case Whispered whispered -> id(whispered.id());
                case Scheduled promise -> {
                    id(promise.message().id());
                    scheduled.put(promise.message().id(), promise.message());
                }
                case Kept letter -> {
                    id(letter.letter().id());
                    mail.computeIfAbsent(letter.account(), _ -> new ArrayList<>())
                            .add(letter.letter());
                }
                case Collected collected ->
                        mail.getOrDefault(collected.account(), new ArrayList<>())
                                .removeIf(each -> each.id().compareTo(collected.upTo()) <= 0);
                default -> {}
            }
        }

        void forget(Account account) {
            mail.remove(account.id());
        }

        /// Rooms that may end do, with the server.
        void restart() {
            kept.values().removeIf(room -> room.policy().ends() != Ends.NEVER);
            scheduled.values().removeIf(each -> !kept.containsKey(each.room()));
        }

        Memory memory(List<Account> accounts) {
            mail.values().removeIf(List::isEmpty);
            return new Memory(
                    lastRoom,
                    new MessageId(lastMessage),
                    accounts,
                    mail,
                    List.copyOf(scheduled.values()),
                    kept.values().stream().map(this::lasting).collect(Collectors.toList()));
        }

        private LastingRoom lasting(RoomKept room) {
            long sequence = sequences.getOrDefault(room.room(), 0L);
            return new LastingRoom(
                    room.room(), room.handle(), room.title(), room.policy(), sequence);
        }

        private void stamp(RoomId room, Stamp stamp) {
            lastRoom = Math.max(lastRoom, room.value());
            sequences.put(room, stamp.sequence());
            id(stamp.id());
        }

        private void id(MessageId id) {
            lastMessage = Math.max(lastMessage, id.value());
        }
    }
}
