package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.hold;
import static chat.madang.store.Yard.offer;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Event.Entered;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// How turns share transactions, counted in the write-ahead log itself.
class GroupCommitTest {
    private static final int TURNS = 1_000;

    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("madang.db");
    }

    @Test
    void all_turns_that_wait_are_one_transaction() throws Exception {
        try (var store = Store.open(file, 100)) {
            int before = commits();
            var goOn = hold(store);
            var waiting = new ArrayList<CompletableFuture<Boolean>>();
            for (int i = 1; i <= TURNS; i++) waiting.add(offer(store, yard.said(1, i, "line")));
            goOn.run();

            assertThat(waiting).allMatch(CompletableFuture::join);
            assertThat(commits() - before).isEqualTo(1);
        }
    }

    @Test
    void a_lone_turn_is_a_transaction_of_its_own() throws Exception {
        try (var store = Store.open(file, 100)) {
            int before = commits();
            for (int i = 1; i <= 20; i++) write(store, yard.said(1, i, "line"));

            assertThat(commits() - before).isEqualTo(20);
        }
    }

    @Test
    void turns_of_which_nothing_lasts_are_no_transaction() throws Exception {
        try (var store = Store.open(file, 100)) {
            int before = commits();
            for (int i = 1; i <= 20; i++) write(store, new Entered(KIM));

            assertThat(commits() - before).isZero();
        }
    }

    @Test
    void outcomes_are_told_in_the_order_of_the_turns() throws Exception {
        var told = new ArrayList<Integer>();
        try (var store = Store.open(file, 100)) {
            for (int i = 0; i < TURNS; i++) {
                int turn = i;
                // Turns that need storing and turns that do not keep their order, too.
                if (i % 3 == 0) offer(store, () -> told.add(turn));
                else offer(store, () -> told.add(turn), yard.said(1, i, "line"));
            }
        }
        assertThat(told).isEqualTo(IntStream.range(0, TURNS).boxed().toList());
    }

    @Test
    void who_does_not_take_an_outcome_holds_up_nobody() throws Exception {
        try (var store = Store.open(file, 100)) {
            offer(
                    store,
                    () -> {
                        throw new IllegalStateException("a bug, for the test");
                    });

            assertThat(write(store, yard.said(1, 1, "line"))).isTrue();
        }
    }

    @Test
    void a_thread_that_cannot_go_on_says_so_and_what_was_told_is_kept() throws Exception {
        var failed = new CountDownLatch(1);
        try (var store = Store.open(file, Retention.of(100), failed::countDown)) {
            var goOn = hold(store);
            var told = offer(store, yard.said(1, 1, "told"));
            offer(
                    store,
                    () -> {
                        throw new StackOverflowError("as the test wants it");
                    });
            var untold = offer(store, yard.said(1, 2, "untold"));
            goOn.run();

            assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(told.join()).isTrue();
            assertThat(untold).isNotDone();
        }
        assertThat(History.of(file, 1)).startsWith("1 said kim told");
    }

    @Test
    void everything_that_waits_when_the_store_is_closed_is_written() throws Exception {
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        try (var store = Store.open(file, 100)) {
            var goOn = hold(store);
            for (int i = 1; i <= TURNS; i++) waiting.add(offer(store, yard.said(1, i, "line")));
            goOn.run();
        }
        assertThat(waiting).allMatch(CompletableFuture::isDone).allMatch(CompletableFuture::join);
        assertThat(folder)
                .isDirectoryNotContaining("glob:**-wal")
                .isDirectoryNotContaining("glob:**-shm");
    }

    /// How many transactions the log has ([WAL format](https://www.sqlite.org/fileformat.html),
    /// 4.1): frames that say how large the file is after a commit, of the log's current salt.
    private int commits() throws IOException {
        var log = ByteBuffer.wrap(Files.readAllBytes(file.resolveSibling("madang.db-wal")));
        if (log.remaining() == 0) return 0;
        int pageBytes = log.getInt(8);
        long salt = log.getLong(16);
        int commits = 0;
        for (int frame = 32; frame < log.limit(); frame += 24 + pageBytes) {
            if (log.getInt(frame + 4) != 0 && log.getLong(frame + 8) == salt) commits++;
        }
        return commits;
    }
}
