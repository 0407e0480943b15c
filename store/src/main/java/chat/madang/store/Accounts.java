package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Name;

import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The accounts of a yard: who may come in by a password, and under which name.
///
/// Every call opens the file for itself, and waits some seconds for others who write; so a running
/// server and other processes can use it side by side. All calls block. Threads: any.
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
        try (var connection = database.connect()) {
            long id =
                    connection
                            .createUpdate(
                                    """
                                    INSERT INTO account (name, name_key, hash, created_at)
                                    VALUES (:name, :key, :hash, :now)
                                    """)
                            .bind("name", name.value())
                            .bind("key", name.key())
                            .bind("hash", hash.value())
                            .bind("now", Store.millis(Instant.now()))
                            .executeAndReturnGeneratedKeys("id")
                            .mapTo(Long.class)
                            .one();
            return Optional.of(new Account(new AccountId(id), name));
        } catch (UnableToExecuteStatementException e) {
            if (isTaken(e)) return Optional.empty();
            throw e;
        }
    }

    /// Gives an account another password; says whether there is one of that name.
    public boolean changePassword(Name name, byte[] password) {
        var hash = PasswordHash.of(password);
        try (var connection = database.connect()) {
            return connection
                            .createUpdate("UPDATE account SET hash = :hash WHERE name_key = :key")
                            .bind("key", name.key())
                            .bind("hash", hash.value())
                            .execute()
                    > 0;
        }
    }

    /// Removes an account, and what is kept for it; says whether there was one of that name.
    public boolean remove(Name name) {
        try (var connection = database.connect()) {
            return connection
                            .createUpdate("DELETE FROM account WHERE name_key = :key")
                            .bind("key", name.key())
                            .execute()
                    > 0;
        }
    }

    /// The account of that name, if that is its password. Takes some 65 ms either way.
    public Optional<Account> check(String name, byte[] password) {
        var lock = Name.of(name).flatMap(this::lock);
        boolean right = lock.map(Lock::hash).orElse(NOBODY).isOf(password);
        return right ? lock.map(Lock::account) : Optional.empty();
    }

    /// A number that is another one after accounts were added or removed.
    public long generation() {
        try (var connection = database.connect()) {
            return new Recollection(connection).counter("accounts");
        }
    }

    /// Every account, by number.
    public List<Account> all() {
        try (var connection = database.connect()) {
            return new Recollection(connection).accounts();
        }
    }

    /// What is known of every account, by number.
    public List<AccountRecord> list() {
        try (var connection = database.connect()) {
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
    }

    private Optional<Lock> lock(Name name) {
        try (var connection = database.connect()) {
            return connection
                    .createQuery("SELECT id, name, hash FROM account WHERE name_key = :key")
                    .bind("key", name.key())
                    .map(Accounts::lock)
                    .findOne();
        }
    }

    private static boolean isTaken(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLiteException cause
                && cause.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE;
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
