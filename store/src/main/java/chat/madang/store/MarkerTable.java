package chat.madang.store;

import chat.madang.core.AccountId;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Markers;
import chat.madang.core.Markers.Marker;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Optional;

/// How far accounts have read. Within a transaction, or to read alone.
final class MarkerTable {
    private final Handle connection;

    MarkerTable(Handle connection) {
        this.connection = connection;
    }

    Marker set(AccountId reader, Conversation conversation, Instant upTo) {
        var wished = Instant.ofEpochMilli(Store.millis(upTo));
        var before = get(reader, conversation);
        connection
                .createUpdate(Sql.MARK)
                .bind("account", reader.value())
                .bind("place", place(conversation))
                .bind("upTo", wished.toEpochMilli())
                .execute();
        connection
                .createUpdate(Sql.CUT_MARKERS)
                .bind("account", reader.value())
                .bind("max", Markers.COUNT_MAX)
                .execute();
        boolean moved = before.isEmpty() || before.get().isBefore(wished);
        return new Marker(moved ? wished : before.get(), moved);
    }

    Optional<Instant> get(AccountId reader, Conversation conversation) {
        return connection
                .createQuery(Sql.MARKER)
                .bind("account", reader.value())
                .bind("place", place(conversation))
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /// A number, or a name behind a sign that no number has.
    private static String place(Conversation conversation) {
        return switch (conversation) {
            case InRoom(var room) -> String.valueOf(room.value());
            case With(_, var peer) -> "@" + peer.key();
        };
    }
}
