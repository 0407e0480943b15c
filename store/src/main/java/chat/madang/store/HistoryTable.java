package chat.madang.store;

import chat.madang.core.RoomId;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.util.HashMap;
import java.util.Map;

/// The histories of rooms, as they are written. One thread.
final class HistoryTable {
    /// Of each room, history is cut once for so many events.
    private static final int CUT_EVERY = 256;

    private static final String INSERT =
            """
            INSERT OR REPLACE INTO history (room, id, seq, at, kind, talk, who, text, more)
            VALUES (:room, :id, :seq, :at, :kind, :talk, :who, :text, :more)
            """;

    private final Handle connection;
    private final int countMax;

    /// The rows that were not sent to the database yet.
    private PreparedBatch unsent;

    /// Rooms whose history has grown so far that it is to be cut, with their last sequence number.
    private final Map<RoomId, Long> grown = new HashMap<>();

    /// @param countMax how many events of a room are kept at least
    HistoryTable(Handle connection, int countMax) {
        this.connection = connection;
        this.countMax = countMax;
        this.unsent = connection.prepareBatch(INSERT);
    }

    void add(RoomId room, Row row) {
        row.bind(unsent).bind("room", room.value()).bind("seq", row.sequence()).add();
        count(room, row.sequence());
    }

    /// Takes note that a room has come so far, whether or not anything of it is kept.
    ///
    /// @param sequence 0 for what does not count
    void count(RoomId room, long sequence) {
        if (sequence > 0 && sequence % CUT_EVERY == 0) grown.merge(room, sequence, Math::max);
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
    void cutBefore(RoomId room, long id) {
        connection.createUpdate(Sql.MARK_GAP).bind("room", room.value()).bind("id", id).execute();
        connection
                .createUpdate(Sql.FORGET_OF_ROOM)
                .bind("room", room.value())
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

    private void cut(RoomId room, long sequence) {
        long last = sequence - countMax;
        if (last <= 0) return;
        connection
                .createUpdate(Sql.CUT_ROOM)
                .bind("room", room.value())
                .bind("seq", last)
                .execute();
        markGap(connection, room, last);
    }

    /// Takes note that something of a room may be lost, up to that sequence number.
    static void markGap(Handle connection, RoomId room, long sequence) {
        connection
                .createUpdate(Sql.MARK_GAP_UP_TO)
                .bind("room", room.value())
                .bind("seq", sequence)
                .execute();
    }
}
