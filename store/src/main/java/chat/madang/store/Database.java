package chat.madang.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// One SQLite file, looked at before it is touched, and brought to the form that this version has.
///
/// Of the file's header ([file format](https://www.sqlite.org/fileformat.html), 1.3) is read:
///
/// ```
/// | 0: "SQLite format 3\0" (16) | … | 60: user version (4), the number of our last migration | …
/// | 68: application id (4), "Madn" |
/// ```
///
/// Opened once in a process, and by nobody else there: whoever closes a file on Linux lets go of
/// all locks that the process has on it, SQLite's among them.
final class Database {
    /// The number of the last migration.
    static final int VERSION = 7;

    private static final int BUSY_MILLIS = 5_000;

    /// So many pages of the file the journal's connection keeps in memory, if they are used: those
    /// that a thousand rooms write to. 4 KiB each.
    private static final int CACHE_PAGES = 4_096;

    /// So many pages the log may have before it is moved into the file. A page that was written to
    /// many times is moved once.
    private static final int LOG_PAGES = 8_192;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION_OFFSET = 60;
    private static final int HEADER_BYTES = 100;

    /// How often a migration is tried that somebody else may be doing at the same time.
    private static final int MIGRATIONS_MAX = 20;

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int APPLICATION = 0x4D61646E;

    private final SQLiteDataSource source;
    private final Jdbi jdbi;

    private Database(SQLiteDataSource source) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
    }

    /// Opens the file; makes it when it is missing.
    ///
    /// @throws StoreFailure when it is no database, damaged, of a newer version, or cannot be
    ///   written; then it was not changed
    static Database open(Path file) throws StoreFailure {
        try {
            checkPlace(file);
            checkHeader(file);
            boolean isThere = Files.exists(file);
            int version =
                    isThere ? new Database(source(file, looking(file))).checkedVersion(file) : 0;
            if (!isThere) make(file);
            var config = config();
            config.setJournalMode(JournalMode.WAL);
            var database = new Database(source(file, config));
            if (version < VERSION) database.migrate(file);
            return database;
        } catch (IOException | JdbiException | FlywayException e) {
            throw cannotOpen(file, e);
        }
    }

    /// A connection of one's own, to be closed.
    Handle connect() {
        return jdbi.open();
    }

    /// The connection of who writes most, to be closed.
    Handle connectToWrite() {
        var connection = connect();
        connection.execute("PRAGMA cache_size = " + CACHE_PAGES);
        return connection;
    }

    /// What to tell the operator when the file cannot be used.
    static StoreFailure cannotOpen(Path file, Exception e) {
        var reason = reason(e);
        return new StoreFailure(
                "cannot open %s: %s. Nothing was changed; move the file away or put a copy in its place, or choose another folder with --data DIR"
                        .formatted(file, reason),
                e);
    }

    private static void checkPlace(Path file) throws StoreFailure {
        var folder = folder(file);
        if (!Files.isDirectory(folder)) {
            throw new StoreFailure(
                    "cannot make %s: there is no such folder. Make it, or choose another with --data DIR"
                            .formatted(file));
        }
        boolean canWrite = !Files.exists(file) || Files.isWritable(file);
        if (!canWrite || !Files.isWritable(folder)) {
            throw new StoreFailure(
                    "cannot write to %s: permission denied. Let this user write to it and its folder, or choose another with --data DIR"
                            .formatted(file));
        }
    }

    private static void checkHeader(Path file) throws IOException, StoreFailure {
        if (!Files.exists(file) || (Files.isRegularFile(file) && Files.size(file) == 0)) return;
        var header = ByteBuffer.wrap(start(file));
        boolean isDatabase =
                header.remaining() == HEADER_BYTES
                        && header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
        if (!isDatabase) throw notOurs(file);
        checkVersion(file, header.getInt(VERSION_OFFSET));
    }

    /// Makes an empty file that nobody else can read, because of the letters and hashes in it. What
    /// SQLite puts beside it is as the file is.
    private static void make(Path file) throws IOException {
        boolean posix = Files.getFileStore(folder(file)).supportsFileAttributeView("posix");
        try {
            if (posix) Files.createFile(file, OWNER_ONLY);
            else Files.createFile(file);
        } catch (FileAlreadyExistsException _) {
            // By another process, a moment ago.
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file's folder");
    }

    private static StoreFailure notOurs(Path file) {
        return new StoreFailure(
                "%s is no database of Madang. Nothing was changed; move it away, or choose another folder with --data DIR"
                        .formatted(file));
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
            if (!isOurs(handle, version)) throw notOurs(file);
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

    /// Whether we have made it, or begun to.
    private static boolean isOurs(Handle handle, int version) {
        if (version > 0) return number(handle, "PRAGMA application_id") == APPLICATION;
        return number(
                        handle,
                        "SELECT count(*) FROM sqlite_schema WHERE tbl_name <>"
                                + " 'flyway_schema_history' AND tbl_name NOT LIKE 'sqlite_%'")
                == 0;
    }

    private static int number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Integer.class).one();
    }

    private void migrate(Path file) throws StoreFailure {
        int tried = 0;
        while (true) {
            try {
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:chat/madang/store/migration")
                        .load()
                        .migrate();
                return;
            } catch (FlywayException e) {
                // Another process may be at it as well: then it is done sooner or later.
                if (checkedVersion(file) == VERSION) return;
                boolean isFull = reason(e).contains("SQLITE_FULL");
                if (isFull || ++tried == MIGRATIONS_MAX) throw e;
            }
        }
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        // What is deleted shall be gone: letters, hashes, what somebody wishes they had not said.
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(LOG_PAGES));
        return config;
    }

    /// How to look at a file that may not be ours to change. A log that somebody left behind would
    /// be moved into the file by whoever may write; without one, who may not write would leave one.
    private static SQLiteConfig looking(Path file) {
        var config = config();
        config.setReadOnly(Files.exists(Path.of(file + "-wal")));
        return config;
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        // As a URI, so that a question mark in the path begins no options.
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath().toUri());
        return source;
    }

    private static String reason(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null) innermost = innermost.getCause();
        return String.valueOf(innermost.getMessage()).replaceAll("\\s+", " ");
    }
}
