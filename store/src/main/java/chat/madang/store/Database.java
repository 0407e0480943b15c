package chat.madang.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// One SQLite file, looked at before it is touched, and brought to the form that this version has.
///
/// Of the file's header ([file format](https://www.sqlite.org/fileformat.html), 1.3) is read:
///
/// ```
/// | 0: "SQLite format 3\0" (16) | … | 60: user version (4), the number of our last migration |
/// ```
final class Database {
    /// The number of the last migration.
    static final int VERSION = 1;

    private static final int BUSY_MILLIS = 5_000;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION_OFFSET = 60;
    private static final int HEADER_BYTES = 100;

    private final Jdbi jdbi;

    private Database(SQLiteDataSource source) {
        this.jdbi = Jdbi.create(source);
    }

    /// Opens the file; makes it when it is missing.
    ///
    /// @throws StoreFailure when it is no database, damaged, of a newer version, or cannot be
    ///   written; then it was not changed
    static Database open(Path file) throws StoreFailure {
        try {
            checkHeader(file);
            var source = source(file);
            var database = new Database(source);
            int version = database.checkedVersion(file);
            if (version < VERSION) migrate(source);
            return database;
        } catch (IOException | JdbiException | FlywayException e) {
            throw cannotOpen(file, e);
        }
    }

    /// A connection of one's own, to be closed.
    Handle connect() {
        return jdbi.open();
    }

    /// What to tell the operator when the file cannot be used.
    static StoreFailure cannotOpen(Path file, Exception e) {
        var reason = reason(e);
        return new StoreFailure(
                "cannot open %s: %s. Nothing was changed; move the file away or put a copy in its place, or choose another folder with --data DIR"
                        .formatted(file, reason),
                e);
    }

    private static void checkHeader(Path file) throws IOException, StoreFailure {
        if (!Files.exists(file) || (Files.isRegularFile(file) && Files.size(file) == 0)) return;
        var header = ByteBuffer.wrap(start(file));
        boolean isDatabase =
                header.remaining() == HEADER_BYTES
                        && header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
        if (!isDatabase) {
            throw new StoreFailure(
                    "%s is no database of Madang. Nothing was changed; move it away, or choose another folder with --data DIR"
                            .formatted(file));
        }
        checkVersion(file, header.getInt(VERSION_OFFSET));
    }

    private static byte[] start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEADER_BYTES);
        }
    }

    private static void checkVersion(Path file, int version) throws StoreFailure {
        if (version <= VERSION) return;
        throw new StoreFailure(
                "%s was written by a newer Madang (form %d, this one knows %d). Nothing was changed; use that version, or choose another folder with --data DIR"
                        .formatted(file, version, VERSION));
    }

    /// The version as the database itself has it, once every page was looked at.
    private int checkedVersion(Path file) throws StoreFailure {
        try (var handle = connect()) {
            int version = number(handle, "PRAGMA user_version");
            checkVersion(file, version);
            var check = handle.createQuery("PRAGMA quick_check(1)").mapTo(String.class).one();
            if (!check.equals("ok")) {
                throw new StoreFailure(
                        "%s is damaged: %s. Nothing was changed; put a copy in its place, or choose another folder with --data DIR"
                                .formatted(file, check.replaceAll("\\s+", " ")));
            }
            return version;
        }
    }

    private static int number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Integer.class).one();
    }

    private static void migrate(SQLiteDataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:chat/madang/store/migration")
                .load()
                .migrate();
    }

    private static SQLiteDataSource source(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static String reason(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null) innermost = innermost.getCause();
        return String.valueOf(innermost.getMessage()).replaceAll("\\s+", " ");
    }
}
