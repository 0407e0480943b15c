package chat.madang.store;

import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.PeopleListed;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Memory;
import chat.madang.core.Name;
import chat.madang.core.RoomId;
import chat.madang.core.Stamp;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

import java.util.HashMap;
import java.util.Map;

/// Events to rows, within a transaction that is somebody else's affair. One thread.
///
/// Promises and history go to the database with their turn, or not at all; for everything else, see
/// [Standing].
final class TurnWriter {
    /// Of each room, history is cut once for so many events.
    private static final int CUT_EVERY = 256;

    private static final String HISTORY =
            """
            INSERT OR REPLACE INTO history (room, seq, id, at, kind, who, text)
            VALUES (:room, :seq, :id, :at, :kind, :who, :text)
            """;

    private final Handle connection;
    private final int historyMax;
    private final Standing standing;

    /// The rows of the history that were not sent to the database yet.
    private PreparedBatch history;

    /// Rooms whose history has grown so far that it is to be cut, with their last sequence number.
    private final Map<RoomId, Long> grown = new HashMap<>();

    /// @param connection not closed here
    /// @param memory what is in the database
    /// @param historyMax how many events of a room are kept at least
    TurnWriter(Handle connection, Memory memory, int historyMax) {
        this.connection = connection;
        this.historyMax = historyMax;
        this.standing = new Standing(memory);
        this.history = connection.prepareBatch(HISTORY);
    }

    /// Whether an event is anything to write.
    static boolean lasts(Event event) {
        return switch (event) {
            case Entered _,
                    Whispered _,
                    AddresseeCame _,
                    RoomsListed _,
                    PeopleListed _,
                    Refused _ ->
                    false;
            case Renamed renamed -> !renamed.places().isEmpty();
            case LoggedIn _,
                    Exited _,
                    Joined _,
                    Left _,
                    Kicked _,
                    HostChanged _,
                    RoomClosed _,
                    Said _,
                    SaidAsScheduled _,
                    Scheduled _,
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
            case Joined(var room, _, var who, _, var stamp) ->
                    addHistory(room, stamp, "joined", who.name(), "");
            case Left(var room, _, var who, var stamp) ->
                    addHistory(room, stamp, "left", who.name(), "");
            case Kicked(var room, _, var who, var host, var stamp) ->
                    addHistory(room, stamp, "kicked", who.name(), host.name().value());
            case HostChanged(var room, var host, var stamp) ->
                    addHistory(room, stamp, "host", host.name(), "");
            case Said(var room, var who, var text, var stamp) ->
                    addHistory(room, stamp, "said", who.name(), text.value());
            case SaidAsScheduled said -> writeSaid(said);
            case Renamed(var who, var old, var places) -> {
                for (var place : places) {
                    addHistory(place.room(), place.stamp(), "renamed", who.name(), old.value());
                }
            }
            case Exited exited -> writeExited(exited);
            case Scheduled scheduled -> writeScheduled(scheduled);
            case Kept kept -> writeKept(kept);
            case RoomKept _,
                    RoomClosed _,
                    Collected _,
                    LoggedIn _,
                    AddresseeChosen _,
                    AddresseeGone _,
                    Whispered _,
                    Entered _,
                    AddresseeCame _,
                    RoomsListed _,
                    PeopleListed _,
                    Refused _ -> {}
        }
    }

    /// Sends what is left, before the transaction is committed.
    void finish() {
        flushHistory();
        grown.forEach(this::cutHistory);
        standing.write(connection);
    }

    /// The transaction is committed.
    void committed() {
        grown.clear();
        standing.committed();
    }

    /// Forgets what belonged to the transaction, because it is rolled back.
    void rolledBack() {
        history.close();
        history = connection.prepareBatch(HISTORY);
        grown.clear();
        standing.rolledBack();
    }

    /// Says that nobody is here any more, because the server ends.
    ///
    /// @return whether there is anything that one more transaction would write
    boolean end() {
        standing.allGo();
        return standing.isBehind();
    }

    private void addHistory(RoomId room, Stamp stamp, String kind, Name who, String text) {
        history.bind("room", room.value())
                .bind("seq", stamp.sequence())
                .bind("id", stamp.id().value())
                .bind("at", Store.millis(stamp.at()))
                .bind("kind", kind)
                .bind("who", who.value())
                .bind("text", text)
                .add();
        if (stamp.sequence() % CUT_EVERY == 0) grown.put(room, stamp.sequence());
    }

    private void flushHistory() {
        if (history.size() > 0) history.execute();
    }

    private void cutHistory(RoomId room, long sequence) {
        update("DELETE FROM history WHERE room = :room AND seq <= :seq")
                .bind("room", room.value())
                .bind("seq", sequence - historyMax)
                .execute();
    }

    private void writeSaid(SaidAsScheduled said) {
        var message = said.message();
        addHistory(
                message.room(),
                said.stamp(),
                "scheduled",
                message.author(),
                message.text().value());
    }

    private void writeExited(Exited exited) {
        var name = exited.who().name();
        for (var place : exited.places()) {
            addHistory(place.room(), place.stamp(), "exited", name, "");
        }
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
