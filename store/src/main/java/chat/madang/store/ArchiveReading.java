package chat.madang.store;

import static java.util.Comparator.comparing;

import chat.madang.core.AccountId;
import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Entry;
import chat.madang.core.Archive.Erasure;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Happened;
import chat.madang.core.Archive.Latest;
import chat.madang.core.Archive.Question;
import chat.madang.core.Archive.Span;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Event.Utterance;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.RoomId;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Questions to the archive, by one connection; each is answered from an index.
final class ArchiveReading {
    /// The most that an answer has of erasings alone, which do not count.
    static final int ERASURES_MAX = 1_000;

    private final Handle connection;
    private final MessageId started;

    /// @param started the last id before the server was started
    ArchiveReading(Handle connection, MessageId started) {
        this.connection = connection;
        this.started = started;
    }

    /// From the eldest to the latest.
    List<Entry> read(Question question) {
        var reading = new RowReading(question.of(), started);
        var query = rows(question.of(), question.filter().talkAlone(), question.end());
        query.bind("after", question.span().after().value())
                .bind("before", question.span().before().value());
        var found = new Found(reading, question.filter(), question.limit());
        try (var rows = query.map((row, _) -> row(question.of(), row)).iterator()) {
            while (!found.isEnough() && rows.hasNext()) found.take(rows.next());
        } finally {
            query.close();
        }
        return found.entries(question.end());
    }

    Optional<Utterance> find(Conversation conversation, MessageId id) {
        var reading = new RowReading(conversation, started);
        var query = rows(conversation, false, End.FIRST);
        return query.bind("after", id.value() - 1)
                .bind("before", id.value() + 1)
                .map((row, _) -> reading.read(row(conversation, row)))
                .findOne()
                .flatMap(entry ->
                        switch (entry) {
                            case Happened(_, Utterance said, var erased) when !erased ->
                                    Optional.of(said);
                            case Happened _, Erasure _ -> Optional.empty();
                        });
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

    private Query rows(Conversation conversation, boolean talkAlone, End end) {
        return switch (conversation) {
            case InRoom(var room) ->
                    connection.createQuery(Sql.ofRoom(talkAlone, end)).bind("room", room.value());
            case With(var account, var peer) ->
                    connection
                            .createQuery(Sql.ofPair(talkAlone, end))
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

    /// What was found so far, in the order in which it was read.
    private static final class Found {
        private final RowReading reading;
        private final Filter filter;
        private final int limit;
        private final List<Entry> entries = new ArrayList<>();

        /// How that was erased which is left among them, by what it is left of.
        private final Map<MessageId, Erasure> erasures = new HashMap<>();

        private int counted;
        private int alone;

        Found(RowReading reading, Filter filter, int limit) {
            this.reading = reading;
            this.filter = filter;
            this.limit = limit;
        }

        /// So much was asked for; or so many erasings came that the answer would have no bound.
        boolean isEnough() {
            return counted == limit || alone == ERASURES_MAX;
        }

        void take(Row row) {
            var entry = reading.read(row);
            switch (entry) {
                case Happened happened when happened.erased() && !filter.erasures() -> {}
                case Happened happened -> {
                    entries.add(happened);
                    counted++;
                    reading.erasure(row).ifPresent(how -> erasures.put(happened.id(), how));
                }
                case Erasure erasure when filter.erasures() -> {
                    entries.add(erasure);
                    alone++;
                }
                case Erasure _ -> {}
            }
        }

        /// From the eldest to the latest, each erasing behind what was erased, and nowhere else.
        List<Entry> entries(End end) {
            if (end == End.LAST) Collections.reverse(entries);
            var told = new ArrayList<Entry>();
            for (var entry : entries) {
                switch (entry) {
                    case Erasure erasure when erasures.containsKey(erasure.message()) -> {}
                    case Erasure erasure -> told.add(erasure);
                    case Happened happened -> {
                        told.add(happened);
                        Optional.ofNullable(erasures.get(happened.id())).ifPresent(told::add);
                    }
                }
            }
            return told;
        }
    }
}
