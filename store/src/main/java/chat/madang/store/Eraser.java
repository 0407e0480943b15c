package chat.madang.store;

import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.RoomId;
import chat.madang.core.Stamp;

import org.jdbi.v3.core.Handle;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    boolean erase(Redacted redacted) {
        history.send();
        var room = redacted.room();
        var found = find(room, redacted.message()).filter(Eraser::isErasable);
        if (found.isEmpty()) return false;

        history.add(room, RowWriting.erased(found.get(), redacted, redacted.stamp()));
        history.add(room, RowWriting.erasing(redacted, redacted.stamp()));
        return true;
    }

    /// Says whether there was anything to erase.
    boolean erase(RedactedTo redacted) {
        whispers.send();
        var found =
                Stream.of(redacted.from(), redacted.whom())
                        .flatMap(person -> person.profile().account().stream())
                        .flatMap(owner -> find(owner, redacted.message()).stream())
                        .findFirst()
                        .filter(Eraser::isErasable);
        if (found.isEmpty()) return false;

        var json = found.get().json();
        var from = Json.person(json.path("who"));
        var whom = Json.person(json.path("whom"));
        var stamp = new Stamp(redacted.id(), 0, redacted.at());
        whispers.add(from, whom, RowWriting.erased(found.get(), redacted, stamp));
        whispers.add(from, whom, RowWriting.erasing(redacted, stamp));
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

    /// What an account has of it, with whomever it was.
    private Optional<Row> find(Name owner, MessageId id) {
        return connection
                .createQuery(Sql.WHISPER.formatted(Row.COLUMNS))
                .bind("owner", owner.key())
                .bind("id", id.value())
                .map((row, _) -> Row.of(row, 0))
                .findFirst();
    }
}
