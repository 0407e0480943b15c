package chat.madang.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Event;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.OfRoom;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Letter;
import chat.madang.core.Memory;
import chat.madang.core.Memory.LastingRoom;
import chat.madang.core.MessageId;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.Stamp;
import chat.madang.core.UsedNonce;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Random days of a real core, each ended by a restart: what is remembered is what a naive reading
/// of all events says.
class StorePropertyTest {
    private static final int DAYS = 4;
    private static final int TURNS_A_DAY = 60;

    @TempDir private Path folder;

    /// More with `-Dlaws.seeds=N`.
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("laws.seeds", 4));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_remembered_is_what_has_happened(long seed) throws Exception {
        var file = folder.resolve("madang.db");
        var naive = new Naive();
        var day = new Day(new Random(seed), naive::take, naive::forget);
        for (int i = 0; i < DAYS; i++) {
            try (var store = Store.open(file, 5)) {
                assertThat(store.memory()).isEqualTo(naive.memory(store.accounts().all()));
                day.live(store, TURNS_A_DAY);
            }
            naive.restart();
        }
        try (var store = Store.open(file, 5)) {
            assertThat(store.memory()).isEqualTo(naive.memory(store.accounts().all()));
            assertThat(naive.happened).isGreaterThan(DAYS * TURNS_A_DAY);
        }
    }

    /// All events, read as simply as can be.
    private static final class Naive {
        private final Map<RoomId, RoomKept> kept =
                new TreeMap<>(Comparator.comparingInt(RoomId::value));
        private final Map<RoomId, Long> sequences = new LinkedHashMap<>();
        private final Map<AccountId, List<Letter>> mail = new LinkedHashMap<>();
        private final Map<MessageId, ScheduledMessage> scheduled = new TreeMap<>();
        private final List<UsedNonce> nonces = new ArrayList<>();
        private int lastRoom;
        private long lastMessage;
        private int happened;

        void take(Event event) {
            happened++;
            switch (event) {
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
                    nonces.removeIf(used -> used.use().place().equals(place(closed.room())));
                }
                case RoomChanged changed when changed.changes().isEmpty() -> {}
                case Said said -> {
                    stamp(said.room(), said.stamp());
                    if (said.manner().least().isEmpty()) UsedNonce.of(said).ifPresent(nonces::add);
                }
                case OfRoom happened -> stamp(happened.room(), happened.stamp());
                case RoomKept room -> kept.put(room.room(), room);
                case Whispered whispered -> {
                    id(whispered.id());
                    boolean kept =
                            Stream.of(whispered.from(), whispered.whom())
                                    .anyMatch(who -> who.profile().account().isPresent());
                    if (kept) UsedNonce.of(whispered).ifPresent(nonces::add);
                }
                case SignalledTo signalled -> id(signalled.id());
                case RedactedTo redacted -> id(redacted.id());
                case Invited invited -> id(invited.id());
                case Scheduled promise -> {
                    id(promise.message().id());
                    scheduled.put(promise.message().id(), promise.message());
                }
                case Unscheduled promise -> scheduled.remove(promise.message().id());
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
            var key = account.name().key();
            nonces.removeIf(used ->
                    used.use().author().equals(key) || used.use().place().equals("@" + key));
        }

        private static String place(RoomId room) {
            return "#" + room.value();
        }

        /// Rooms that may end do, with the server.
        void restart() {
            kept.values().removeIf(room -> room.policy().ends() != Ends.NEVER);
            scheduled.values().removeIf(each -> !kept.containsKey(each.room()));
            var places = kept.keySet().stream().map(Naive::place).toList();
            nonces.removeIf(used ->
                    used.use().place().startsWith("#") && !places.contains(used.use().place()));
        }

        Memory memory(List<Account> accounts) {
            mail.values().removeIf(List::isEmpty);
            return new Memory(
                    lastRoom,
                    new MessageId(lastMessage),
                    accounts,
                    mail,
                    List.copyOf(scheduled.values()),
                    kept.values().stream().map(this::lasting).collect(Collectors.toList()),
                    nonces);
        }

        private LastingRoom lasting(RoomKept room) {
            long sequence = sequences.getOrDefault(room.room(), 0L);
            return new LastingRoom(
                    room.room(), room.name(), room.policy(), Plain.of(room.state()), sequence);
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
