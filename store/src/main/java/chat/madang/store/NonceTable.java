package chat.madang.store;

import chat.madang.core.UsedNonce;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Under which nonces something was said, as it is written. One thread.
final class NonceTable {
    /// What is too much is deleted once for so many, and with the first.
    private static final int CUT_EVERY = 256;

    private static final String INSERT =
            """
            INSERT OR REPLACE INTO nonce (id, author, place, nonce, seq, at)
            VALUES (:id, :author, :place, :nonce, :seq, :at)
            """;

    private final Handle connection;

    /// The rows that were not sent to the database yet.
    private PreparedBatch unsent;

    /// How many were added since what was too much was deleted.
    private int added = CUT_EVERY;

    NonceTable(Handle connection) {
        this.connection = connection;
        this.unsent = connection.prepareBatch(INSERT);
    }

    void add(UsedNonce used) {
        var stamp = used.stamp();
        unsent.bind("id", stamp.id().value())
                .bind("author", used.use().author())
                .bind("place", used.use().place())
                .bind("nonce", used.use().nonce().value())
                .bind("seq", stamp.sequence())
                .bind("at", Store.millis(stamp.at()))
                .add();
        added++;
    }

    /// Sends what was added, and deletes what is too much.
    void send() {
        if (unsent.size() > 0) unsent.execute();
        if (added < CUT_EVERY) return;
        connection.createUpdate(Sql.CUT_NONCES).bind("count", UsedNonce.REMEMBERED_MAX).execute();
        added = 0;
    }

    /// Deletes what is before that id.
    void cutBefore(long id) {
        connection.execute("DELETE FROM nonce WHERE id < ?", id);
    }

    void rolledBack() {
        unsent.close();
        unsent = connection.prepareBatch(INSERT);
        added = CUT_EVERY;
    }
}
