package chat.madang.store;

import static java.util.Comparator.comparing;

import chat.madang.core.AccountId;
import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Latest;
import chat.madang.core.Archive.Question;
import chat.madang.core.Archive.Sequel;
import chat.madang.core.Archive.Span;
import chat.madang.core.Archive.Stretch;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Event;
import chat.madang.core.Event.Utterance;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.RoomId;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Questions to the archive, by one connection; each is answered from an index.
final class ArchiveReading {
    private final Handle connection;
    private final MessageId started;

    /// @param started the last id before the server was started
    ArchiveReading(Handle connection, MessageId started) {
        this.connection = connection;
        this.started = started;
    }

    /// From the eldest to the latest.
    List<Event> read(Question question) {
        var reading = new RowReading(question.of(), started);
        var found =
                rows(question.of(), question.filter(), question.end())
                        .bind("after", question.span().after().value())
                        .bind("before", question.span().before().value())
                        .bind("limit", question.limit())
                        .map((row, _) -> reading.read(row(question.of(), row)))
                        .list();
        return question.end() == End.LAST ? found.reversed() : found;
    }

    /// @param first the first id that is not too old
    Sequel follow(Stretch stretch, long first) {
        boolean isWhole = stretch.after() >= gap(stretch.room()) && isYoung(stretch, first);
        var reading = new RowReading(new InRoom(stretch.room()), started);
        var found =
                bind(connection.createQuery(Sql.ofStretch(stretch.filter())), stretch)
                        .bind("first", first)
                        // One more than is told says whether there are more.
                        .bind("limit", stretch.limit() + 1)
                        .map((row, _) -> reading.read(Row.of(row, row.getLong("seq"))))
                        .list();
        boolean isMore = found.size() > stretch.limit();
        return new Sequel(isMore ? found.subList(0, stretch.limit()) : found, isWhole, isMore);
    }

    private long gap(RoomId room) {
        return connection
                .createQuery(Sql.GAP)
                .bind("room", room.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private boolean isYoung(Stretch stretch, long first) {
        return bind(connection.createQuery(Sql.FIRST_OF_STRETCH), stretch)
                .mapTo(Long.class)
                .findOne()
                .filter(id -> id < first)
                .isEmpty();
    }

    private static Query bind(Query query, Stretch stretch) {
        return query.bind("room", stretch.room().value())
                .bind("after", stretch.after())
                .bind("before", stretch.before());
    }

    Optional<Utterance> find(Conversation conversation, MessageId id) {
        var reading = new RowReading(conversation, started);
        return rows(conversation, new Filter(false, false), End.FIRST)
                .bind("after", id.value() - 1)
                .bind("before", id.value() + 1)
                .bind("limit", 1)
                .map((row, _) -> reading.read(row(conversation, row)))
                .findOne()
                .filter(Utterance.class::isInstance)
                .map(Utterance.class::cast);
    }

    /// From the eldest to the latest.
    List<Latest> latest(Survey survey) {
        var all = new ArrayList<Latest>();
        for (var room : survey.rooms()) {
            last(room).ifPresent(id -> all.add(new Latest(new InRoom(room), id)));
        }
        survey.account().ifPresent(account -> all.addAll(lastWhispers(account)));
        all.removeIf(latest -> !isIn(survey.span(), latest.id()));
        all.sort(comparing(Latest::id));
        int tooMany = Math.max(0, all.size() - survey.limit());
        return switch (survey.end()) {
            case FIRST -> List.copyOf(all.subList(0, all.size() - tooMany));
            case LAST -> List.copyOf(all.subList(tooMany, all.size()));
        };
    }

    private static boolean isIn(Span span, MessageId id) {
        return id.compareTo(span.after()) > 0 && id.compareTo(span.before()) < 0;
    }

    private Query rows(Conversation conversation, Filter filter, End end) {
        return switch (conversation) {
            case InRoom(var room) ->
                    connection.createQuery(Sql.ofRoom(filter, end)).bind("room", room.value());
            case With(var account, var peer) ->
                    connection
                            .createQuery(Sql.ofPair(filter, end))
                            .bind("account", account.value())
                            .bind("peer", peer.key());
        };
    }

    private static Row row(Conversation conversation, ResultSet row) throws SQLException {
        return switch (conversation) {
            case InRoom _ -> Row.of(row, row.getLong("seq"));
            case With _ -> Row.of(row, 0);
        };
    }

    private Optional<MessageId> last(RoomId room) {
        return connection
                .createQuery(Sql.LAST_OF_ROOM)
                .bind("room", room.value())
                .mapTo(Long.class)
                .findOne()
                .map(MessageId::new);
    }

    private List<Latest> lastWhispers(AccountId account) {
        return connection
                .createQuery(Sql.LAST_OF_PAIRS)
                .bind("account", account.value())
                .map((row, _) ->
                        new Latest(
                                new With(account, new Name(row.getString("name"))),
                                new MessageId(row.getLong("id"))))
                .list();
    }
}
