package chat.madang.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Handle;
import chat.madang.core.Letter;
import chat.madang.core.Memory;
import chat.madang.core.Memory.LastingRoom;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Nonce;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.Stamp;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.core.UsedNonce;
import chat.madang.core.UsedNonce.Use;

import org.jdbi.v3.core.statement.StatementContext;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Reads what the yard knew when it was last running.
final class Recollection {
    private final org.jdbi.v3.core.Handle connection;

    /// @param connection not closed here
    Recollection(org.jdbi.v3.core.Handle connection) {
        this.connection = connection;
    }

    private record KeptLetter(AccountId account, Letter letter) {}

    /// Everything that a core starts with.
    Memory read() {
        return new Memory(
                Math.toIntExact(counter("room")),
                new MessageId(counter("message")),
                accounts(),
                mail(),
                scheduled(),
                rooms(),
                nonces());
    }

    /// The accounts, by number.
    List<Account> accounts() {
        return connection
                .createQuery("SELECT id, name FROM account ORDER BY id")
                .map(Recollection::account)
                .list();
    }

    /// One of the counters.
    long counter(String name) {
        return connection
                .createQuery("SELECT value FROM counter WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }

    private Map<AccountId, List<Letter>> mail() {
        return connection
                .createQuery(
                        "SELECT account, id, sender, text, at FROM letter ORDER BY account, id")
                .map(Recollection::keptLetter)
                .collect(groupingBy(KeptLetter::account, mapping(KeptLetter::letter, toList())));
    }

    private List<ScheduledMessage> scheduled() {
        return connection
                .createQuery("SELECT id, room, author, text, due FROM scheduled ORDER BY id")
                .map(Recollection::scheduledMessage)
                .list();
    }

    private List<LastingRoom> rooms() {
        return connection
                .createQuery(
                        "SELECT id, handle, title, capacity, ends, host, state, seq FROM room ORDER"
                                + " BY id")
                .map(Recollection::lastingRoom)
                .list();
    }

    private List<UsedNonce> nonces() {
        return connection
                .createQuery(Sql.LATEST_NONCES)
                .bind("limit", UsedNonce.REMEMBERED_MAX)
                .map(Recollection::usedNonce)
                .list()
                .reversed();
    }

    private static UsedNonce usedNonce(ResultSet row, StatementContext context)
            throws SQLException {
        var use =
                new Use(
                        row.getString("author"),
                        row.getString("place"),
                        new Nonce(row.getString("nonce")));
        var stamp =
                new Stamp(
                        new MessageId(row.getLong("id")),
                        row.getLong("seq"),
                        Instant.ofEpochMilli(row.getLong("at")));
        return new UsedNonce(use, stamp);
    }

    private static Account account(ResultSet row, StatementContext context) throws SQLException {
        return new Account(new AccountId(row.getLong("id")), new Name(row.getString("name")));
    }

    private static KeptLetter keptLetter(ResultSet row, StatementContext context)
            throws SQLException {
        return new KeptLetter(
                new AccountId(row.getLong("account")),
                new Letter(
                        new MessageId(row.getLong("id")),
                        new Name(row.getString("sender")),
                        new Text(row.getString("text")),
                        Instant.ofEpochMilli(row.getLong("at"))));
    }

    private static ScheduledMessage scheduledMessage(ResultSet row, StatementContext context)
            throws SQLException {
        return new ScheduledMessage(
                new MessageId(row.getLong("id")),
                new RoomId(row.getInt("room")),
                new Name(row.getString("author")),
                new Text(row.getString("text")),
                Instant.ofEpochMilli(row.getLong("due")));
    }

    private static LastingRoom lastingRoom(ResultSet row, StatementContext context)
            throws SQLException {
        var policy =
                new RoomPolicy(
                        row.getInt("capacity"),
                        Ends.valueOf(row.getString("ends")),
                        Host.valueOf(row.getString("host")));
        return new LastingRoom(
                new RoomId(row.getInt("id")),
                new RoomName(
                        new Title(row.getString("title")), new Handle(row.getString("handle"))),
                policy,
                RoomJson.state(row.getString("state")),
                row.getLong("seq"));
    }
}
