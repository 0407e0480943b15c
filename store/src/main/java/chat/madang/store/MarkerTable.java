package chat.madang.store;

import chat.madang.core.AccountId;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Handle;
import chat.madang.core.Markers;
import chat.madang.core.Markers.Mark;
import chat.madang.core.Markers.Marker;
import chat.madang.core.Markers.Where;
import chat.madang.core.Name;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far accounts have read. Within a transaction, or to read alone.
final class MarkerTable {
    /// What the place of a room begins with, and what that of a person does.
    private static final String ROOM = "#";

    private static final String PERSON = "@";

    private final org.jdbi.v3.core.Handle connection;

    MarkerTable(org.jdbi.v3.core.Handle connection) {
        this.connection = connection;
    }

    Marker set(AccountId reader, Where where, Instant upTo) {
        var wished = Instant.ofEpochMilli(Store.millis(upTo));
        var before = get(reader, where);
        connection
                .createUpdate(Sql.MARK)
                .bind("account", reader.value())
                .bind("place", place(where))
                .bind("name", name(where))
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

    Optional<Instant> get(AccountId reader, Where where) {
        return connection
                .createQuery(Sql.MARKER)
                .bind("account", reader.value())
                .bind("place", place(where))
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /// Those that were set last, the latest first.
    List<Mark> latest(AccountId reader, int limit) {
        return connection
                .createQuery(Sql.LATEST_MARKERS)
                .bind("account", reader.value())
                .bind("limit", limit)
                .map((row, _) ->
                        new Mark(
                                where(row.getString("place"), row.getString("name")),
                                Instant.ofEpochMilli(row.getLong("up_to"))))
                .list();
    }

    /// A room is called otherwise; whoever has read there has read it under that name. What it was
    /// called before keeps its markers: it may have been another room's.
    void copy(Retitled retitled) {
        var from = retitled.before().handle();
        var to = retitled.name().handle();
        if (from.equals(to)) return;
        connection
                .createUpdate(Sql.COPY_MARKERS)
                .bind("from", place(new Where.InRoom(from)))
                .bind("to", place(new Where.InRoom(to)))
                .bind("name", to.value())
                .execute();
    }

    private static String place(Where where) {
        return switch (where) {
            case Where.InRoom(var room) -> ROOM + room.value();
            case Where.With(var peer) -> PERSON + peer.key();
        };
    }

    /// What it is called, as it was written.
    private static String name(Where where) {
        return switch (where) {
            case Where.InRoom(var room) -> room.value();
            case Where.With(var peer) -> peer.value();
        };
    }

    private static Where where(String place, String name) {
        return place.startsWith(ROOM)
                ? new Where.InRoom(new Handle(name))
                : new Where.With(new Name(name));
    }
}
