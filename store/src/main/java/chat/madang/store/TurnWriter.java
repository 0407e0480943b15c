package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Answered;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.OfRoom;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Markers.Marker;
import chat.madang.core.Markers.Where;
import chat.madang.core.Memory;
import chat.madang.core.Sighting;
import chat.madang.core.UsedNonce;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

import java.time.Instant;

/// Events to rows, within a transaction that is somebody else's affair. One thread.
///
/// Promises and history go to the database with their turn, or not at all; for everything else, see
/// [Standing].
final class TurnWriter {
    private final Handle connection;
    private final Retention retention;
    private final Standing standing;
    private final HistoryTable history;
    private final WhisperTable whispers;
    private final NonceTable nonces;
    private final Eraser eraser;
    private final MarkerTable markers;

    /// Whether something was erased, or too old, that may still be in the log.
    private boolean leavesTraces;

    /// @param connection not closed here
    /// @param memory what is in the database
    TurnWriter(Handle connection, Memory memory, Retention retention) {
        this.connection = connection;
        this.retention = retention;
        this.standing = new Standing(memory);
        this.history = new HistoryTable(connection, retention.count());
        this.whispers = new WhisperTable(connection, retention.count());
        this.nonces = new NonceTable(connection);
        this.eraser = new Eraser(connection, history, whispers);
        this.markers = new MarkerTable(connection);
    }

    /// Whether an event is anything to write.
    static boolean lasts(Event event) {
        return switch (event) {
            case Entered _,
                    AddresseeCame _,
                    Described _,
                    Expelled _,
                    Announced _,
                    // Of these nothing lasts but that their id is used.
                    Invited _,
                    // What was said lasts by itself.
                    Noted _,
                    // Is on disk already.
                    Marked _,
                    Sighting _,
                    Answered _,
                    Refused _ ->
                    false;
            case Renamed renamed -> !renamed.places().isEmpty();
            case Whispered whispered -> WhisperTable.lasts(whispered.from(), whispered.whom());
            case SignalledTo signalled -> WhisperTable.lasts(signalled);
            case RedactedTo redacted -> WhisperTable.lasts(redacted.from(), redacted.whom());
            case RoomChanged changed -> !changed.changes().isEmpty();
            case LoggedIn _,
                    Identified _,
                    Exited _,
                    OfRoom _,
                    Scheduled _,
                    Unscheduled _,
                    Kept _,
                    Collected _,
                    AddresseeChosen _,
                    AddresseeGone _,
                    RoomKept _ ->
                    true;
        };
    }

    /// Takes note of an event, in its order, whether or not it can be written. Needs no
    /// transaction.
    void see(Event event) {
        standing.see(event);
    }

    /// Writes what may be lost when it cannot be written now: history, or a promise.
    void write(Event event) {
        switch (event) {
            case Redacted redacted -> {
                history.count(redacted.room(), redacted.stamp().sequence());
                leavesTraces |= eraser.erase(redacted);
            }
            case RedactedTo redacted -> leavesTraces |= eraser.erase(redacted);
            case OfRoom happened -> {
                if (happened instanceof Retitled retitled) markers.copy(retitled);
                history.count(happened.room(), happened.stamp().sequence());
                RowWriting.of(happened).ifPresent(row -> add(happened, row));
            }
            case Renamed(var who, var old, var places) -> {
                for (var place : places) {
                    history.add(place.room(), RowWriting.renamed(who, old, place));
                }
            }
            case Exited(var who, var places, var reason) -> {
                for (var place : places) {
                    history.add(place.room(), RowWriting.exited(who, reason, place));
                }
            }
            case Whispered whispered -> {
                whispers.add(whispered);
                if (lasts(whispered)) UsedNonce.of(whispered).ifPresent(nonces::add);
            }
            case SignalledTo signalled -> whispers.add(signalled);
            case Scheduled scheduled -> writeScheduled(scheduled);
            case Unscheduled(_, var message) ->
                    connection.execute("DELETE FROM scheduled WHERE id = ?", message.id().value());
            case Kept kept -> writeKept(kept);
            case RoomKept _,
                    Collected _,
                    LoggedIn _,
                    Identified _,
                    AddresseeChosen _,
                    AddresseeGone _,
                    Entered _,
                    AddresseeCame _,
                    Described _,
                    Expelled _,
                    Announced _,
                    Invited _,
                    Noted _,
                    Marked _,
                    Sighting _,
                    Answered _,
                    Refused _ -> {}
        }
    }

    private void add(OfRoom happened, Row row) {
        history.add(happened.room(), row);
        if (happened instanceof Said said) UsedNonce.of(said).ifPresent(nonces::add);
    }

    /// Says how far somebody has read.
    Marker mark(AccountId reader, Where where, Instant upTo) {
        return markers.set(reader, where, upTo);
    }

    /// Deletes what is too old.
    void forget(Instant now) {
        long first = retention.firstId(now);
        for (var room : standing.rooms()) history.cutBefore(room, first);
        for (Account account : new Recollection(connection).accounts()) {
            whispers.cutBefore(account, first);
        }
        nonces.cutBefore(first);
        leavesTraces = true;
    }

    /// Sends what is left, before the transaction is committed.
    void finish() {
        history.send();
        history.cut();
        whispers.send();
        whispers.cut();
        nonces.send();
        standing.write(connection);
    }

    /// The transaction is committed.
    void committed() {
        history.committed();
        whispers.committed();
        standing.committed();
    }

    /// Forgets what belonged to the transaction, because it is rolled back.
    void rolledBack() {
        history.rolledBack();
        whispers.rolledBack();
        nonces.rolledBack();
        standing.rolledBack();
    }

    /// Moves what was committed from the log into the file and empties the log, if something was
    /// erased that it may still hold. Needs no transaction, and may not be in one. Tried again when
    /// somebody is reading.
    void sweep() {
        if (!leavesTraces) return;
        int busy =
                connection
                        .createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                        .map((row, _) -> row.getInt(1))
                        .one();
        leavesTraces = busy != 0;
    }

    /// Says that nobody is here any more, because the server ends.
    ///
    /// @return whether there is anything that one more transaction would write
    boolean end() {
        standing.allGo();
        return standing.isBehind();
    }

    private void writeScheduled(Scheduled scheduled) {
        var message = scheduled.message();
        update(
                        """
                        INSERT INTO scheduled (id, room, author, text, due)
                        VALUES (:id, :room, :author, :text, :due)
                        """)
                .bind("id", message.id().value())
                .bind("room", message.room().value())
                .bind("author", message.author().value())
                .bind("text", message.text().value())
                .bind("due", Store.millis(message.due()))
                .execute();
    }

    private void writeKept(Kept kept) {
        var letter = kept.letter();
        update(
                        """
                        INSERT INTO letter (account, id, sender, text, at)
                        SELECT :account, :id, :sender, :text, :at
                        WHERE EXISTS (SELECT 1 FROM account WHERE id = :account)
                        """)
                .bind("account", kept.account().value())
                .bind("id", letter.id().value())
                .bind("sender", letter.from().value())
                .bind("text", letter.text().value())
                .bind("at", Store.millis(letter.at()))
                .execute();
    }

    private Update update(String sql) {
        return connection.createUpdate(sql);
    }
}
