package chat.madang.store;

import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.MessageId;
import chat.madang.core.Name;

import org.jdbi.v3.core.Handle;

import java.util.List;

/// Takes what was said out of the tables, within a transaction. One thread.
///
/// That it was erased stands where that was done. That nothing of it is left in the file is up to
/// SQLite (`secure_delete`), and to whoever empties the log afterwards.
final class Eraser {
    private static final List<String> ERASABLE =
            List.of(Row.SAID, Row.NOTICE, Row.SCHEDULED, Row.SIGNALLED);

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
        int erased =
                connection
                        .createUpdate(Sql.ERASE_OF_ROOM)
                        .bind("room", redacted.room().value())
                        .bind("id", redacted.message().value())
                        .bindList("kinds", ERASABLE)
                        .execute();
        if (erased > 0) history.add(redacted.room(), RowWriting.redacted(redacted));
        return erased > 0;
    }

    /// Says whether there was anything to erase: at either end.
    boolean erase(RedactedTo redacted) {
        whispers.send();
        int erased = 0;
        for (var person : List.of(redacted.from(), redacted.whom())) {
            var owner = person.profile().account();
            if (owner.isPresent()) erased += erase(owner.get(), redacted.message());
        }
        if (erased > 0) {
            whispers.add(redacted.from(), redacted.whom(), RowWriting.redacted(redacted));
        }
        return erased > 0;
    }

    /// What an account has of it, with whomever it was.
    private int erase(Name owner, MessageId message) {
        return connection
                .createUpdate(Sql.ERASE_WHISPER)
                .bind("owner", owner.key())
                .bind("id", message.value())
                .bindList("kinds", ERASABLE)
                .execute();
    }
}
