package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.offer;
import static chat.madang.store.Yard.roomKept;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.Event.Kept;
import chat.madang.core.Letter;
import chat.madang.core.MessageId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What is left when the process, or the machine, has ended from one moment to the next.
class CrashTest {
    private static final int LETTERS = 40;

    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("madang.db");
    }

    @Test
    void whatever_was_said_to_be_kept_is_there_after_a_crash_at_that_moment() throws Exception {
        var letters = new ArrayList<Letter>();
        Account lee;
        try (var store = Store.open(file, 100)) {
            lee = store.accounts().add(Yard.LEE.name(), bytes("1234")).orElseThrow();
            write(store, yard.joined(1, 1, KIM), roomKept(1));
            for (int i = 0; i < LETTERS; i++) {
                var kept = yard.kept(lee.id(), "letter " + i);
                letters.add(kept.letter());
                var copy = folder.resolve("copy" + i);
                // By the journal's own thread, so that nothing is written meanwhile.
                assertThat(offer(store, () -> StoreFileTest.copy(folder, copy), kept).join())
                        .isTrue();
            }
        }
        for (int i = 0; i < LETTERS; i++) {
            try (var store = Store.open(folder.resolve("copy" + i).resolve("madang.db"), 100)) {
                assertThat(store.memory().mail())
                        .isEqualTo(Map.of(lee.id(), letters.subList(0, i + 1)));
                assertThat(store.memory().lastMessage()).isEqualTo(letters.get(i).id());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void a_log_that_was_cut_loses_its_end_and_nothing_else(long seed) throws Exception {
        var letters = new ArrayList<Letter>();
        var logBytes = new ArrayList<Long>();
        var crashed = folder.resolve("crashed");
        Account lee;
        try (var store = Store.open(file, 100)) {
            lee = store.accounts().add(Yard.LEE.name(), bytes("1234")).orElseThrow();
            for (int i = 0; i < LETTERS; i++) {
                var kept = yard.kept(lee.id(), "letter " + i);
                letters.add(kept.letter());
                Yard.offer(store, () -> logBytes.add(logBytes(file)), kept).join();
            }
            Yard.between(store, () -> StoreFileTest.copy(folder, crashed));
        }
        var random = new Random(seed);
        long first = logBytes.getFirst();
        long cut = first + random.nextLong(logBytes.getLast() - first + 1);
        cutOrSpoil(crashed.resolve("madang.db-wal"), cut, random.nextBoolean());

        long whole = logBytes.stream().filter(bytes -> bytes <= cut).count();
        try (var store = Store.open(crashed.resolve("madang.db"), 100)) {
            assertThat(store.memory().mail())
                    .isEqualTo(Map.of(lee.id(), letters.subList(0, (int) whole)));
            // And it goes on from there.
            Kept another = yard.kept(lee.id(), "another");
            assertThat(write(store, another)).isTrue();
        }
        try (var store = Store.open(crashed.resolve("madang.db"), 100)) {
            assertThat(store.memory().mail().getOrDefault(lee.id(), List.of()))
                    .hasSize((int) whole + 1);
        }
    }

    @Test
    void a_log_that_is_lost_altogether_loses_what_was_not_in_the_file_yet() throws Exception {
        var crashed = folder.resolve("crashed");
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1));
        }
        try (var store = Store.open(file, 100)) {
            write(store, yard.said(1, 2, "hi"));
            Yard.between(store, () -> StoreFileTest.copy(folder, crashed));
        }
        Files.delete(crashed.resolve("madang.db-wal"));

        try (var store = Store.open(crashed.resolve("madang.db"), 100)) {
            assertThat(store.memory().rooms()).hasSize(1);
            assertThat(store.memory().lastMessage()).isEqualTo(new MessageId(1));
        }
    }

    /// What a crash of the machine leaves of the end: nothing, or anything.
    private static void cutOrSpoil(Path log, long cut, boolean cutOff) throws Exception {
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            if (cutOff) {
                channel.truncate(cut);
            } else if (cut < channel.size()) {
                channel.write(
                        java.nio.ByteBuffer.wrap(new byte[(int) (channel.size() - cut)]), cut);
            }
        }
    }

    private static long logBytes(Path file) {
        try {
            return Files.size(file.resolveSibling("madang.db-wal"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
