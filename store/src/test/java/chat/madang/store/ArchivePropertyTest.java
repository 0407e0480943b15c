package chat.madang.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Question;
import chat.madang.core.Archive.Span;
import chat.madang.core.Archive.Stretch;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.MessageId;
import chat.madang.core.RoomId;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/// Random days of a real core, random questions to the archive meanwhile, and restarts: every
/// answer is what a list of all that has happened says.
class ArchivePropertyTest {
    private static final int DAYS = 3;
    private static final int TURNS_A_DAY = 60;

    @TempDir private Path folder;

    /// More with `-Dlaws.seeds=N`.
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("laws.seeds", 4));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_answer_is_what_has_happened(long seed) throws Exception {
        var life = new Life(new Random(seed), folder.resolve("madang.db"));
        for (int i = 0; i < DAYS; i++) life.liveADay();

        assertThat(life.asked).isGreaterThan(DAYS * TURNS_A_DAY);
        assertThat(life.told).isGreaterThan(100);
        assertThat(life.naive.erased()).isGreaterThan(2);
    }

    private static final class Life {
        private final Random random;
        private final Path file;
        private final NaiveArchive naive;
        private final Day day;
        private int asked;
        private int told;

        Life(Random random, Path file) {
            this.random = random;
            this.file = file;
            this.naive = new NaiveArchive(name -> account(name.key()));
            this.day = new Day(random, naive::take, naive::forget);
        }

        private Optional<Account> account(String key) {
            return Day.NAMES.stream()
                    .filter(name -> name.key().equals(key))
                    .flatMap(name -> day.account(name).stream())
                    .findFirst();
        }

        void liveADay() throws Exception {
            try (var store = Store.open(file, 10_000)) {
                naive.restart(store.memory().lastMessage());
                day.live(store, TURNS_A_DAY, () -> look(store));
            }
        }

        private void look(Store store) {
            for (int i = 0; i < 3; i++) read(store);
            follow(store);
            find(store);
            survey(store);
        }

        private void read(Store store) {
            var of = anywhere();
            var filter = new Filter(random.nextBoolean(), random.nextBoolean());
            int limit = random.nextInt(4) == 0 ? 1_000 : 1 + random.nextInt(6);
            var question = new Question(of, span(of), pick(End.values()), limit, filter);
            var answer = Asked.read(store, question);

            assertThat(answer).as("%s", question).isEqualTo(naive.read(question));
            asked++;
            told += answer.size();
        }

        private void follow(Store store) {
            var room = new RoomId(1 + random.nextInt(8));
            if (anywhere() instanceof InRoom(var peopled)) room = peopled;
            var filter = new Filter(random.nextBoolean(), random.nextBoolean());
            int limit = random.nextBoolean() ? 1_000 : 1 + random.nextInt(6);
            long after = random.nextInt(30);
            long before = random.nextBoolean() ? Long.MAX_VALUE : after + random.nextInt(30);
            var stretch = new Stretch(room, after, before, limit, filter);
            assertThat(Asked.follow(store, stretch))
                    .as("%s", stretch)
                    .isEqualTo(naive.follow(stretch));
        }

        private void find(Store store) {
            var of = anywhere();
            var id = anyId(of);
            assertThat(Asked.find(store, of, id)).isEqualTo(naive.find(of, id));
        }

        private void survey(Store store) {
            var rooms = new HashSet<RoomId>();
            for (int i = random.nextInt(8); i > 0; i--) rooms.add(new RoomId(i));
            var account = random.nextBoolean() ? someAccount() : Optional.<AccountId>empty();
            int limit = random.nextBoolean() ? 1_000 : 1 + random.nextInt(4);
            var span = random.nextBoolean() ? Span.ALL : span(anywhere());
            var survey = new Survey(account, rooms, span, pick(End.values()), limit);
            assertThat(Asked.latest(store, survey))
                    .as("%s", survey)
                    .isEqualTo(naive.latest(survey));
        }

        /// Mostly where something is.
        private Conversation anywhere() {
            var all = naive.conversations();
            if (!all.isEmpty() && random.nextInt(8) > 0) return pick(all);
            var account = someAccount();
            return account.isPresent() && random.nextBoolean()
                    ? new With(account.get(), pick(Day.NAMES))
                    : new InRoom(new RoomId(1 + random.nextInt(20)));
        }

        private Optional<AccountId> someAccount() {
            return day.account(pick(Day.NAMES)).map(Account::id);
        }

        private Span span(Conversation of) {
            return switch (random.nextInt(4)) {
                case 0 -> Span.ALL;
                case 1 -> new Span(anyId(of), Span.ALL.before());
                case 2 -> new Span(MessageId.NONE, anyId(of));
                default -> new Span(anyId(of), anyId(of));
            };
        }

        /// Of something there, mostly.
        private MessageId anyId(Conversation of) {
            var ids = new ArrayList<>(naive.ids(of));
            if (ids.isEmpty() || random.nextInt(8) == 0) {
                return new MessageId(Math.max(0, naive.last().value() - random.nextInt(1 << 29)));
            }
            return pick(ids);
        }

        private <T> T pick(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private <T> T pick(T[] values) {
            return values[random.nextInt(values.length)];
        }
    }
}
