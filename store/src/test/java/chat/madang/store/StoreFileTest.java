package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.roomKept;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Files that cannot be a store, or not any more: said in one line, and left as they are.
@Isolated("looks at all threads that there are")
class StoreFileTest {
    private static final String NEWER = "PRAGMA user_version = " + (Database.VERSION + 1);

    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("madang.db");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 100, 5_000})
    void what_is_no_database_is_left_alone(int length) throws Exception {
        Files.write(file, Yard.bytes("not a database ".repeat(400).substring(0, length)));

        assertRefused("%s is no database of Madang. ".formatted(file));
    }

    @Test
    void an_empty_file_becomes_a_store() throws Exception {
        Files.createFile(file);

        Store.open(file, 100).close();

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void the_database_of_something_else_is_left_alone() throws Exception {
        History.change(file, "CREATE TABLE song (title TEXT)");

        assertRefused("%s is no database of Madang. ".formatted(file));

        History.change(file, "PRAGMA user_version = 1");
        assertRefused("%s is no database of Madang. ".formatted(file));
    }

    @Test
    void a_newer_store_is_left_alone() throws Exception {
        makeStore();
        History.change(file, NEWER);

        assertRefused(
                "%s was written by a newer Madang (form %d, this one knows %d). "
                        .formatted(file, Database.VERSION + 1, Database.VERSION));
    }

    @Test
    void a_newer_store_that_was_killed_at_once_is_left_alone() throws Exception {
        // Then what is newer is in the log alone, and the file itself still says the old number.
        try (var store = Store.open(file, 100)) {
            Yard.between(store, () -> store.connection().execute(NEWER));
            Yard.between(store, () -> copy(folder, folder.resolve("copy")));
        }
        file = folder.resolve("copy/madang.db");
        var log = folder.resolve("copy/madang.db-wal");
        var before = Files.readAllBytes(file);
        var logBefore = Files.readAllBytes(log);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Store.open(file, 100))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining(
                            "written by a newer Madang (form " + (Database.VERSION + 1));
            assertThat(file).hasBinaryContent(before);
            assertThat(log).hasBinaryContent(logBefore).isNotEmptyFile();
        }
    }

    @Test
    void a_store_of_which_only_the_beginning_was_made_is_finished() throws Exception {
        makeStore();
        History.change(
                file,
                "DROP TABLE counter",
                "DROP TABLE letter",
                "DROP TABLE whisper",
                "DROP TABLE marker",
                "DROP TABLE nonce",
                "DROP TABLE gap",
                "DROP TABLE secret",
                "DROP TABLE account",
                "DROP TABLE presence",
                "DROP TABLE room",
                "DROP TABLE scheduled",
                "DROP TABLE history",
                "DELETE FROM flyway_schema_history",
                "PRAGMA user_version = 0");

        try (var store = Store.open(file, 100)) {
            assertThat(store.accounts().all()).isEmpty();
        }
    }

    @Test
    void a_damaged_page_is_found_wherever_it_is() throws Exception {
        makeStore();
        var whole = Files.readAllBytes(file);
        int pages = whole.length / 4_096;
        assertThat(pages).isGreaterThan(20);
        int refused = 0;
        for (int page = 1; page < pages; page++) {
            var damaged = whole.clone();
            for (int i = 0; i < 200; i++) damaged[page * 4_096 + i] = (byte) 0xA5;
            Files.write(file, damaged);
            if (isRefused()) {
                refused++;
                assertThat(file).hasBinaryContent(damaged);
                assertThat(names()).containsExactly("madang.db");
            }
        }
        // All but those that hold nothing, such as free ones.
        assertThat(refused).isGreaterThan(pages * 8 / 10);
    }

    @Test
    void a_row_that_makes_no_sense_is_refused_and_nothing_is_lost() throws Exception {
        makeStore();
        History.change(file, "UPDATE room SET ends = 'SOMETIMES'");

        assertRefused("cannot open %s: ".formatted(file));
    }

    @Test
    void a_file_that_was_cut_is_refused() throws Exception {
        makeStore();
        var whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertRefused("");
    }

    @Test
    void a_folder_in_place_of_the_file_is_said_so() throws Exception {
        Files.createDirectory(file);

        assertThatThrownBy(() -> Store.open(file, 100))
                .isInstanceOf(StoreFailure.class)
                .hasMessageStartingWith("cannot open %s: Is a directory".formatted(file));
    }

    @Test
    void a_folder_that_is_missing_is_said_so() {
        file = folder.resolve("missing/madang.db");

        assertThatThrownBy(() -> Store.open(file, 100))
                .isInstanceOf(StoreFailure.class)
                .hasMessageStartingWith("cannot make %s: there is no such folder.".formatted(file));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_that_cannot_be_written_is_said_so() throws Exception {
        makeStore();
        assertThat(file.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(file)).as("the superuser can write everything").isFalse();

        assertRefused("cannot write to %s: permission denied. ".formatted(file));
    }

    @Test
    void only_the_owner_can_read_what_is_kept() throws Exception {
        assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix")).isTrue();
        try (var store = Store.open(file, 100)) {
            write(store, yard.said(1, 1, "hi"));
            for (var name : names()) {
                assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                        .as(name)
                        .hasToString("[OWNER_READ, OWNER_WRITE]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"마당 😀", "a?b=c&d#e", "100%25 +;'\"", "file:x"})
    void a_folder_may_be_called_anything(String name) throws Exception {
        var deep = Files.createDirectory(folder.resolve(name));
        file = deep.resolve("madang.db");
        makeStore();

        assertThat(file).isNotEmptyFile();
        assertThat(names()).containsExactly(name);
        try (var store = Store.open(file, 100)) {
            assertThat(store.memory().rooms()).hasSize(1);
        }
    }

    @Test
    void several_may_make_it_at_once() throws Exception {
        var opening = new ArrayList<Callable<Accounts>>();
        for (int i = 0; i < 6; i++) opening.add(() -> Accounts.open(file));
        try (var threads = Executors.newCachedThreadPool()) {
            for (var opened : threads.invokeAll(opening)) {
                assertThat(opened.get().all()).isEmpty();
            }
        }
    }

    @Test
    void a_store_that_does_not_open_leaves_no_thread_and_nothing_open() throws Exception {
        makeStore();
        History.change(file, "UPDATE room SET ends = 'SOMETIMES'");
        for (int i = 0; i < 20; i++) assertThat(isRefused()).isTrue();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("journal");
        var open = Path.of("/proc/self/fd");
        assumeThat(Files.isDirectory(open)).isTrue();
        assertThat(openFiles(open)).noneMatch(path -> path.startsWith(folder));
    }

    private void makeStore() throws StoreFailure {
        try (var store = Store.open(file, 1_000)) {
            var kim = store.accounts().add(KIM.name(), bytes("1234")).orElseThrow();
            write(store, yard.joined(1, 1, KIM), roomKept(1), yard.kept(kim.id(), "hi"));
            for (int i = 2; i < 300; i++) write(store, yard.said(1, i, "line ".repeat(80) + i));
        }
    }

    private void assertRefused(String message) throws Exception {
        var before = Files.readAllBytes(file);

        assertThatThrownBy(() -> Store.open(file, 100))
                .isInstanceOf(StoreFailure.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("choose another")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> Store.open(file, 100)).isInstanceOf(StoreFailure.class);
        assertThat(file).hasBinaryContent(before);
        assertThat(names()).containsExactly("madang.db");
    }

    private boolean isRefused() {
        try {
            Store.open(file, 100).close();
            return false;
        } catch (StoreFailure _) {
            return true;
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Path> openFiles(Path open) throws IOException {
        var paths = new ArrayList<Path>();
        try (var files = Files.list(open)) {
            for (var link : files.toList()) {
                if (Files.isSymbolicLink(link)) paths.add(Files.readSymbolicLink(link));
            }
        }
        return paths;
    }

    /// Copies a store as a crash would leave it: what is in memory (`-shm`) is lost.
    static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (var name : List.of("madang.db", "madang.db-wal")) {
                if (Files.exists(from.resolve(name))) {
                    Files.copy(from.resolve(name), to.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
