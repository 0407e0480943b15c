package chat.madang.store;

import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;

/// What SQLite is asked, where there may be many rows: each is answered from an index.
final class Sql {
    /// The last thing that was said in a room.
    static final String LAST_OF_ROOM =
            """
            SELECT id FROM history INDEXED BY history_talk
            WHERE room = :room AND talk > 0 AND talk = 1 ORDER BY id DESC LIMIT 1
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
                     (SELECT id FROM whisper INDEXED BY whisper_talk
                      WHERE account = :account AND peer = pair.peer AND talk > 0 AND talk = 1
                      ORDER BY id DESC LIMIT 1)
              FROM pair WHERE peer IS NOT NULL
            )
            SELECT name, whisper.id
            FROM latest JOIN whisper
              ON whisper.account = :account AND whisper.peer = latest.peer
                AND whisper.id = latest.id
            """;

    /// That something of a room may be lost up to the last of its events before an id.
    static final String MARK_GAP =
            """
            INSERT INTO gap (room, seq)
            SELECT room, seq FROM history
            WHERE room = :room AND id < :id ORDER BY id DESC LIMIT 1
            ON CONFLICT (room) DO UPDATE SET seq = max(seq, excluded.seq)
            """;

    /// Up to where something of a room may be lost.
    static final String GAP = "SELECT seq FROM gap WHERE room = :room";

    /// That something of a room may be lost up to a sequence number.
    static final String MARK_GAP_UP_TO =
            """
            INSERT INTO gap (room, seq) VALUES (:room, :seq)
            ON CONFLICT (room) DO UPDATE SET seq = max(seq, excluded.seq)
            """;

    /// The eldest of a stretch.
    static final String FIRST_OF_STRETCH =
            """
            SELECT id FROM history INDEXED BY history_seq
            WHERE room = :room AND seq > :after AND seq < :before ORDER BY seq LIMIT 1
            """;

    /// Of a room with so many events, the eldest that are too many.
    static final String CUT_ROOM =
            """
            DELETE FROM history WHERE room = :room AND id <
              (SELECT id FROM history WHERE room = :room AND seq > :seq ORDER BY seq LIMIT 1)
            """;

    /// What is too old of a room.
    static final String FORGET_OF_ROOM = "DELETE FROM history WHERE room = :room AND id < :id";

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
            "DELETE FROM history WHERE room = :room AND id = :id AND kind IN (<kinds>)";

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
        return "SELECT seq, %s FROM history".formatted(Row.COLUMNS)
                + (filter.talkAlone() ? " INDEXED BY history_talk" : "")
                + " WHERE room = :room"
                + within(filter, end);
    }

    /// What has happened in a room between two of its sequence numbers.
    static String ofStretch(Filter filter) {
        return "SELECT seq, %s FROM history INDEXED BY history_seq".formatted(Row.COLUMNS)
                + " WHERE room = :room AND seq > :after AND seq < :before AND id >= :first"
                + kinds(filter)
                + " ORDER BY seq LIMIT :limit";
    }

    /// The same of a pair.
    static String ofPair(Filter filter, End end) {
        return "SELECT %s FROM whisper".formatted(Row.COLUMNS)
                + (filter.talkAlone() ? " INDEXED BY whisper_talk" : "")
                + " WHERE account = :account AND peer = :peer"
                + within(filter, end);
    }

    private static String within(Filter filter, End end) {
        return kinds(filter)
                + " AND id > :after AND id < :before ORDER BY id"
                + switch (end) {
                    case FIRST -> "";
                    case LAST -> " DESC";
                }
                + " LIMIT :limit";
    }

    private static String kinds(Filter filter) {
        return (filter.talkAlone() ? " AND talk > 0" : "")
                + (filter.redactions() ? "" : " AND talk <> " + Row.REDACTING);
    }
}
