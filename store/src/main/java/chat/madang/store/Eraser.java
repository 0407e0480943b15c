package chat.madang.store;

import chat.madang.core.AccountId;
import chat.madang.core.Archive.Erasure;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.RoomId;

import org.jdbi.v3.core.Handle;

import java.util.Optional;
import java.util.Set;

/// Takes what was said out of the tables, within a transaction. One thread.
///
/// What is left of a message stands where it stood; that it was erased stands where that was done.
/// That nothing of it is left in the file is up to SQLite (`secure_delete`), and to whoever empties
/// the log afterwards.
final class Eraser {
    private static final Set<String> ERASABLE =
            Set.of(Row.SAID, Row.NOTICE, Row.SCHEDULED, Row.SIGNALLED);

    private final Handle connection;
    private final HistoryTable history;
    private final WhisperTable whispers;

    Eraser(Handle connection, HistoryTable history, WhisperTable whispers) {
        this.connection = connection;
        this.history = history;
        this.whispers = whispers;
    }

    /// Says whether there was anything to erase.
    boolean erase(Erasure erasure) {
        return switch (erasure.of()) {
            case InRoom(var room) -> erase(erasure, room);
            case With(var account, var peer) -> erase(erasure, account, peer);
        };
    }

    private boolean erase(Erasure erasure, RoomId room) {
        history.send();
        var found = find(room, erasure.message()).filter(Eraser::isErasable);
        if (found.isEmpty()) return false;

        history.add(room, RowWriting.erased(found.get(), erasure));
        history.add(room, RowWriting.erasing(erasure));
        return true;
    }

    private boolean erase(Erasure erasure, AccountId account, Name peer) {
        whispers.send();
        var found = find(account, peer, erasure.message()).filter(Eraser::isErasable);
        if (found.isEmpty()) return false;

        var json = found.get().json();
        var from = Json.person(json.path("who"));
        var whom = Json.person(json.path("whom"));
        whispers.add(from, whom, RowWriting.erased(found.get(), erasure));
        whispers.add(from, whom, RowWriting.erasing(erasure));
        return true;
    }

    private static boolean isErasable(Row row) {
        return ERASABLE.contains(row.kind()) && !row.json().has("erased");
    }

    private Optional<Row> find(RoomId room, MessageId id) {
        return connection
                .createQuery(
                        "SELECT seq, %s FROM history WHERE room = :room AND id = :id"
                                .formatted(Row.COLUMNS))
                .bind("room", room.value())
                .bind("id", id.value())
                .map((row, _) -> Row.of(row, row.getLong("seq")))
                .findOne();
    }

    private Optional<Row> find(AccountId account, Name peer, MessageId id) {
        return connection
                .createQuery(
                        "SELECT %s FROM whisper WHERE account = :account AND peer = :peer AND id = :id"
                                .formatted(Row.COLUMNS))
                .bind("account", account.value())
                .bind("peer", peer.key())
                .bind("id", id.value())
                .map((row, _) -> Row.of(row, 0))
                .findOne();
    }
}
