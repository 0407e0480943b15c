package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Email;
import chat.madang.core.Name;
import chat.madang.core.ScramKeys;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
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

    /// How long a secret is.
    private static final int SECRET_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);

    private final Database database;

    private record Lock(Account account, PasswordHash hash, String scram) {}

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
        return add(name, password, Optional.empty());
    }

    /// Adds an account of somebody who may have said where letters reach them; nothing when one of
    /// that name is there.
    public Optional<Account> add(Name name, byte[] password, Optional<Email> email) {
        // Before the hashing: who asks for a name that is taken again and again costs next to
        // nothing.
        if (ask(connection -> lock(connection, name)).isPresent()) return Optional.empty();

        var values =
                Map.of(
                        "name",
                        name.value(),
                        "key",
                        name.key(),
                        "hash",
                        PasswordHash.of(password).value(),
                        "scram",
                        Scram.of(password).value(),
                        "email",
                        email.map(Email::value).orElse(""));
        return ask(connection -> add(connection, values));
    }

    /// Gives an account another password; says whether there is one of that name.
    public boolean changePassword(Name name, byte[] password) {
        var values =
                Map.of(
                        "key",
                        name.key(),
                        "hash",
                        PasswordHash.of(password).value(),
                        "scram",
                        Scram.of(password).value());
        return ask(connection ->
                update(
                        connection,
                        "UPDATE account SET hash = :hash, scram = :scram WHERE name_key = :key",
                        values));
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
        var lock = Name.of(name).flatMap(known -> ask(connection -> lock(connection, known)));
        boolean right = lock.map(Lock::hash).orElse(NOBODY).isOf(password);
        if (!right) return Optional.empty();

        lock.filter(old -> old.scram().isEmpty()).ifPresent(old -> makeScram(old, password));
        return lock.map(Lock::account);
    }

    /// Random bytes that are made once and stay the same, one lot for each purpose.
    public byte[] secret(String purpose) {
        return ask(connection ->
                find(connection, purpose).orElseGet(() -> secret(connection, purpose)));
    }

    /// With what somebody proves to be that account.
    ///
    /// @param secret for a name that is nobody's
    static ScramKeys scram(Handle connection, String name, byte[] secret) {
        var known = Name.of(name);
        var nobody = Scram.ofNobody(secret, known.map(Name::key).orElse(name));
        return known.flatMap(right -> lock(connection, right))
                .filter(lock -> !lock.scram().isEmpty())
                .map(lock -> new Scram(lock.scram()).keys(lock.account()))
                .orElse(nobody);
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

    private static Optional<Account> add(Handle connection, Map<String, String> values) {
        return connection
                .createQuery(
                        """
                        INSERT INTO account (name, name_key, hash, scram, email, created_at)
                        VALUES (:name, :key, :hash, :scram, :email, :now)
                        ON CONFLICT (name_key) DO NOTHING
                        RETURNING id, name
                        """)
                .bindMap(values)
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
                        SELECT account.id, name, email, created_at, session, origin, addressee,
                               (SELECT count(*) FROM letter WHERE account = account.id) AS kept
                        FROM account LEFT JOIN presence ON presence.account = account.id
                        ORDER BY account.id
                        """)
                .map(Accounts::accountRecord)
                .list();
    }

    private static Optional<Lock> lock(Handle connection, Name name) {
        return connection
                .createQuery("SELECT id, name, hash, scram FROM account WHERE name_key = :key")
                .bind("key", name.key())
                .map(Accounts::lock)
                .findOne();
    }

    private static Lock lock(ResultSet row, StatementContext context) throws SQLException {
        return new Lock(
                account(row), new PasswordHash(row.getString("hash")), row.getString("scram"));
    }

    /// Makes what an account has not that is older than that kind of proof. Who has the right
    /// password may come in also when it cannot be written.
    private void makeScram(Lock lock, byte[] password) {
        var values = Map.of("scram", Scram.of(password).value(), "hash", lock.hash().value());
        try {
            ask(connection ->
                    update(
                            connection,
                            "UPDATE account SET scram = :scram WHERE hash = :hash",
                            values));
        } catch (UncheckedIOException e) {
            log.warn("an account goes without SCRAM keys for now", e);
        }
    }

    private static byte[] secret(Handle connection, String purpose) {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        connection.execute(
                "INSERT INTO secret (purpose, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
                purpose,
                bytes);
        return find(connection, purpose).orElseThrow();
    }

    private static Optional<byte[]> find(Handle connection, String purpose) {
        return connection
                .createQuery("SELECT bytes FROM secret WHERE purpose = :purpose")
                .bind("purpose", purpose)
                .map((row, _) -> row.getBytes("bytes"))
                .findOne();
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
                Email.of(row.getString("email")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                here,
                here ? row.getString("origin") : "",
                here ? row.getString("addressee") : "",
                row.getInt("kept"));
    }
}
