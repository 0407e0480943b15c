package chat.madang.store;

import static java.util.stream.Collectors.joining;

import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;

import java.util.List;

/// What SQLite is asked, where there may be many rows: each is answered from an index.
final class Sql {
    /// Every value of `talk`: a room's history is so many stretches of the table, each by id.
    private static final List<Integer> TALKS = List.of(0, Row.TALK, Row.REDACTING);

    /// Of whatever value.
    private static final String ANY_TALK =
            TALKS.stream().map(String::valueOf).collect(joining(", ", "talk IN (", ")"));

    /// The last thing that was said in a room.
    static final String LAST_OF_ROOM =
            """
            SELECT id FROM history WHERE room = :room AND talk = 1 ORDER BY id DESC LIMIT 1
            """;

    /// The same of each pair of an account. Goes from one peer to the next, however much there is
    /// between.
    static final String LAST_OF_PAIRS =
            """
            WITH RECURSIVE pair (peer) AS (
              SELECT min(peer) FROM whisper WHERE account = :account
              UNION ALL
              SELECT (SELECT min(peer) FROM whisper WHERE account = :account AND peer > pair.peer)
              FROM pair WHERE pair.peer IS NOT NULL
            ), latest (peer, id) AS (
              SELECT peer,
                     (SELECT id FROM whisper
                      WHERE account = :account AND peer = pair.peer AND talk = 1
                      ORDER BY id DESC LIMIT 1)
              FROM pair WHERE peer IS NOT NULL
            )
            SELECT name, whisper.id
            FROM latest JOIN whisper
              ON whisper.account = :account AND whisper.peer = latest.peer
                AND whisper.talk = 1 AND whisper.id = latest.id
            """;

    /// That something of a room may be lost up to the last of its events before an id.
    static final String MARK_GAP =
            """
            INSERT INTO gap (room, seq)
            SELECT room, seq FROM (%s) WHERE true
            ON CONFLICT (room) DO UPDATE SET seq = max(seq, excluded.seq)
            """
                    .formatted(
                            merged(
                                    TALKS,
                                    "SELECT room, seq, id FROM history"
                                            + " WHERE room = :room AND talk = %d AND id < :id",
                                    " ORDER BY id DESC LIMIT 1"));

    /// Up to where something of a room may be lost.
    static final String GAP = "SELECT seq FROM gap WHERE room = :room";

    /// That something of a room may be lost up to a sequence number.
    static final String MARK_GAP_UP_TO =
            """
            INSERT INTO gap (room, seq) VALUES (:room, :seq)
            ON CONFLICT (room) DO UPDATE SET seq = max(seq, excluded.seq)
            """;

    /// Where a stretch begins: numbers grow with ids, and most who ask have missed little. So this
    /// goes back from the end.
    private static final String IN_STRETCH =
            """
             FROM history WHERE room = :room AND talk = %1$d AND seq > :after AND seq < :before
             AND id > coalesce((SELECT id FROM history
                                WHERE room = :room AND talk = %1$d AND seq BETWEEN 1 AND :after
                                ORDER BY id DESC LIMIT 1), 0)
            """;

    /// The eldest of a stretch.
    static final String FIRST_OF_STRETCH =
            merged(TALKS, "SELECT id" + IN_STRETCH, " ORDER BY id LIMIT 1");

    /// Of a room with so many events, the eldest that are too many.
    static final String CUT_ROOM =
            """
            DELETE FROM history WHERE room = :room AND %s AND id < (%s)
            """
                    .formatted(
                            ANY_TALK,
                            merged(
                                    TALKS,
                                    "SELECT id FROM history"
                                            + " WHERE room = :room AND talk = %d AND seq > :seq",
                                    " ORDER BY id LIMIT 1"));

    /// What is too old of a room.
    static final String FORGET_OF_ROOM =
            "DELETE FROM history WHERE room = :room AND %s AND id < :id".formatted(ANY_TALK);

    /// Of an account's whispers, the eldest that are too many.
    static final String CUT_WHISPERS =
            """
            DELETE FROM whisper
            WHERE account = (SELECT id FROM account WHERE name_key = :owner)
              AND id <= (SELECT id FROM whisper
                         WHERE account = (SELECT id FROM account WHERE name_key = :owner)
                         ORDER BY id DESC LIMIT 1 OFFSET :count)
            """;

    /// One message of a room, if it is of these kinds.
    static final String ERASE_OF_ROOM =
            """
            DELETE FROM history
            WHERE room = :room AND %s AND id = :id AND kind IN (<kinds>)
            """
                    .formatted(ANY_TALK);

    /// What an account has of one whisper.
    static final String ERASE_WHISPER =
            """
            DELETE FROM whisper
            WHERE account = (SELECT id FROM account WHERE name_key = :owner) AND id = :id
              AND kind IN (<kinds>)
            """;

    /// What is too old of an account's whispers.
    static final String FORGET_WHISPERS =
            "DELETE FROM whisper WHERE account = :account AND id < :id";

    /// How far an account has read somewhere.
    static final String MARKER =
            "SELECT up_to FROM marker WHERE account = :account AND place = :place";

    /// That an account has read so far, and never back.
    static final String MARK =
            """
            INSERT INTO marker (account, place, name, up_to, turn)
            SELECT :account, :place, :name, :upTo,
                   1 + coalesce((SELECT max(turn) FROM marker WHERE account = :account), 0)
            WHERE EXISTS (SELECT 1 FROM account WHERE id = :account)
            ON CONFLICT (account, place) DO UPDATE
            SET up_to = max(up_to, excluded.up_to), turn = excluded.turn
            """;

    /// The markers of an account that were set last.
    static final String LATEST_MARKERS =
            """
            SELECT place, name, up_to FROM marker WHERE account = :account
            ORDER BY turn DESC LIMIT :limit
            """;

    /// That whoever has read so far in one place has in another, too.
    static final String COPY_MARKERS =
            """
            INSERT INTO marker (account, place, name, up_to, turn)
            SELECT account, :to, :name, up_to, turn FROM marker WHERE place = :from
            ON CONFLICT (account, place) DO UPDATE SET up_to = max(up_to, excluded.up_to)
            """;

    /// Of an account's markers, those that are too many.
    static final String CUT_MARKERS =
            """
            DELETE FROM marker WHERE account = :account AND turn <=
              (SELECT turn FROM marker WHERE account = :account
               ORDER BY turn DESC LIMIT 1 OFFSET :max)
            """;

    /// Of all nonces, those that are too many.
    static final String CUT_NONCES =
            """
            DELETE FROM nonce WHERE id <=
              (SELECT id FROM nonce WHERE id > 0 ORDER BY id DESC LIMIT 1 OFFSET :count)
            """;

    /// The nonces that were used last, the latest first.
    static final String LATEST_NONCES =
            """
            SELECT id, author, place, nonce, seq, at FROM nonce WHERE id > 0
            ORDER BY id DESC LIMIT :limit
            """;

    private Sql() {}

    /// What has happened in a room within a span.
    static String ofRoom(Filter filter, End end) {
        return within(
                "SELECT seq, %s FROM history WHERE room = :room".formatted(Row.COLUMNS),
                filter,
                end);
    }

    /// What has happened in a room between two of its sequence numbers.
    static String ofStretch(Filter filter) {
        return merged(
                talks(filter),
                "SELECT seq, %s".formatted(Row.COLUMNS) + IN_STRETCH + " AND id >= :first",
                " ORDER BY id LIMIT :limit");
    }

    /// The same of a pair.
    static String ofPair(Filter filter, End end) {
        return within(
                "SELECT %s FROM whisper WHERE account = :account AND peer = :peer"
                        .formatted(Row.COLUMNS),
                filter,
                end);
    }

    private static String within(String select, Filter filter, End end) {
        var order =
                switch (end) {
                    case FIRST -> " ORDER BY id LIMIT :limit";
                    case LAST -> " ORDER BY id DESC LIMIT :limit";
                };
        return merged(
                talks(filter), select + " AND talk = %d AND id > :after AND id < :before", order);
    }

    private static List<Integer> talks(Filter filter) {
        return TALKS.stream()
                .filter(talk -> talk != 0 || !filter.talkAlone())
                .filter(talk -> talk != Row.REDACTING || filter.redactions())
                .toList();
    }

    /// What is found for each value of `talk`, in an order that all of them have: SQLite merges
    /// them as it goes.
    private static String merged(List<Integer> talks, String select, String order) {
        return talks.stream().map(select::formatted).collect(joining(" UNION ALL ")) + order;
    }
}
