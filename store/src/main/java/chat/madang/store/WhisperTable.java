package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Name;
import chat.madang.core.Person;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What people whisper, as it is written: for each of the two who is of an account. One thread.
final class WhisperTable {
    /// Of each account, what it has is cut once for so many whispers, and with its first.
    private static final int CUT_EVERY = 256;

    private static final String INSERT =
            """
            INSERT OR REPLACE INTO whisper
              (account, peer, id, at, name, kind, talk, who, text, more)
            SELECT account.id, :peer, :id, :at, :name, :kind, :talk, :who, :text, :more
            FROM account WHERE name_key = :owner
            """;

    private final Handle connection;
    private final int countMax;

    /// The rows that were not sent to the database yet.
    private PreparedBatch unsent;

    /// How many rows were written of each account, by its key. Bounded by the accounts that there
    /// were since the start.
    private final Map<String, Integer> counts = new HashMap<>();

    private final Set<String> grown = new HashSet<>();

    /// @param countMax how many whispers of an account are kept at least
    WhisperTable(Handle connection, int countMax) {
        this.connection = connection;
        this.countMax = countMax;
        this.unsent = connection.prepareBatch(INSERT);
    }

    /// Whether anything of it is kept.
    static boolean lasts(Person one, Person other) {
        return one.profile().account().isPresent() || other.profile().account().isPresent();
    }

    /// Whether what was shown is anything to keep.
    static boolean lasts(SignalledTo signalled) {
        return !signalled.tags().isFleeting() && lasts(signalled.who(), signalled.whom());
    }

    void add(Whispered whispered) {
        if (!lasts(whispered.from(), whispered.whom())) return;
        add(whispered.from(), whispered.whom(), RowWriting.whispered(whispered));
    }

    void add(SignalledTo signalled) {
        if (!lasts(signalled)) return;
        add(signalled.who(), signalled.whom(), RowWriting.signalled(signalled));
    }

    /// Adds a row for both.
    void add(Person one, Person other, Row row) {
        one.profile().account().ifPresent(owner -> add(owner, peer(other), row));
        other.profile().account().ifPresent(owner -> add(owner, peer(one), row));
    }

    /// By what the others find somebody: their account, else their name.
    static Name peer(Person person) {
        return person.profile().account().orElse(person.name());
    }

    /// Sends what was added.
    void send() {
        if (unsent.size() > 0) unsent.execute();
    }

    /// Deletes what is too much.
    void cut() {
        grown.forEach(this::cut);
    }

    /// Deletes what is before that id.
    void cutBefore(Account account, long id) {
        connection
                .createUpdate(Sql.FORGET_WHISPERS)
                .bind("account", account.id().value())
                .bind("id", id)
                .execute();
    }

    void committed() {
        grown.clear();
    }

    void rolledBack() {
        unsent.close();
        unsent = connection.prepareBatch(INSERT);
        grown.clear();
    }

    private void add(Name owner, Name peer, Row row) {
        var key = owner.key();
        row.bind(unsent)
                .bind("owner", key)
                .bind("peer", peer.key())
                .bind("name", peer.value())
                .add();
        int count = counts.merge(key, 1, Integer::sum);
        if (count % CUT_EVERY == 1) grown.add(key);
    }

    private void cut(String owner) {
        connection
                .createUpdate(Sql.CUT_WHISPERS)
                .bind("owner", owner)
                .bind("count", countMax)
                .execute();
    }
}
