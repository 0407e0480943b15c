package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Name;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The accounts of a yard: who may come in by a password, and under which name.
///
/// Every call opens the file for itself, and waits some seconds for others who write; so a running
/// server and other processes can use it side by side. All calls block, and throw an
/// [UncheckedIOException] when the file cannot be read or written. Threads: any.
public final class Accounts {
    /// What a wrong name is checked against, so that it takes as long as a right one.
    private static final PasswordHash NOBODY = PasswordHash.ofNothing();

    private final Database database;

    private record Lock(Account account, PasswordHash hash) {}

    Accounts(Database database) {
        this.database = database;
    }

    /// Opens the accounts in a store's file, and makes the file when it is missing. For a process
    /// that has not opened the store: one that has, has [Store#accounts].
    ///
    /// @throws StoreFailure when the file cannot be used; then it was not changed
    public static Accounts open(Path file) throws StoreFailure {
        return new Accounts(Database.open(file));
    }

    /// Adds an account; nothing when one of that name is there.
    public Optional<Account> add(Name name, byte[] password) {
        var hash = PasswordHash.of(password);
        return ask(connection -> add(connection, name, hash));
    }

    /// Gives an account another password; says whether there is one of that name.
    public boolean changePassword(Name name, byte[] password) {
        var hash = PasswordHash.of(password);
        return ask(connection ->
                update(
                        connection,
                        "UPDATE account SET hash = :hash WHERE name_key = :key",
                        Map.of("key", name.key(), "hash", hash.value())));
    }

    /// Removes an account, and what is kept for it; says whether there was one of that name.
    public boolean remove(Name name) {
        return ask(connection ->
                update(
                        connection,
                        "DELETE FROM account WHERE name_key = :key",
                        Map.of("key", name.key())));
    }

    /// The account of that name, if that is its password. Takes some 65 ms either way.
    public Optional<Account> check(String name, byte[] password) {
        var lock = Name.of(name).flatMap(this::lock);
        boolean right = lock.map(Lock::hash).orElse(NOBODY).isOf(password);
        return right ? lock.map(Lock::account) : Optional.empty();
    }

    /// A number that is another one after accounts were added or removed.
    public long generation() {
        return ask(connection -> new Recollection(connection).counter("accounts"));
    }

    /// Every account, by number.
    public List<Account> all() {
        return ask(connection -> new Recollection(connection).accounts());
    }

    /// What is known of every account, by number.
    public List<AccountRecord> list() {
        return ask(Accounts::list);
    }

    private <T> T ask(Function<Handle, T> question) {
        try (var connection = database.connect()) {
            return question.apply(connection);
        } catch (JdbiException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            var reason = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
            throw new UncheckedIOException(reason, new IOException(e));
        }
    }

    private static Optional<Account> add(Handle connection, Name name, PasswordHash hash) {
        return connection
                .createQuery(
                        """
                        INSERT INTO account (name, name_key, hash, created_at)
                        VALUES (:name, :key, :hash, :now)
                        ON CONFLICT (name_key) DO NOTHING
                        RETURNING id, name
                        """)
                .bind("name", name.value())
                .bind("key", name.key())
                .bind("hash", hash.value())
                .bind("now", Store.millis(Instant.now()))
                .map((row, _) -> account(row))
                .findOne();
    }

    private static boolean update(Handle connection, String sql, Map<String, String> values) {
        return connection.createUpdate(sql).bindMap(values).execute() > 0;
    }

    private static List<AccountRecord> list(Handle connection) {
        return connection
                .createQuery(
                        """
                        SELECT account.id, name, created_at, session, origin, addressee,
                               (SELECT count(*) FROM letter WHERE account = account.id) AS kept
                        FROM account LEFT JOIN presence ON presence.account = account.id
                        ORDER BY account.id
                        """)
                .map(Accounts::accountRecord)
                .list();
    }

    private Optional<Lock> lock(Name name) {
        return ask(connection ->
                connection
                        .createQuery("SELECT id, name, hash FROM account WHERE name_key = :key")
                        .bind("key", name.key())
                        .map(Accounts::lock)
                        .findOne());
    }

    private static Lock lock(ResultSet row, StatementContext context) throws SQLException {
        return new Lock(account(row), new PasswordHash(row.getString("hash")));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(new AccountId(row.getLong("id")), new Name(row.getString("name")));
    }

    private static AccountRecord accountRecord(ResultSet row, StatementContext context)
            throws SQLException {
        row.getLong("session");
        boolean here = !row.wasNull();
        return new AccountRecord(
                account(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                here,
                here ? row.getString("origin") : "",
                here ? row.getString("addressee") : "",
                row.getInt("kept"));
    }
}
