package chat.madang.store;

import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Stamp;

import org.jdbi.v3.core.statement.SqlStatement;

import tools.jackson.databind.JsonNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// What has happened, as it stands in the tables `history` and `whisper`.
///
/// @param sequence of a whisper 0
/// @param talk [#TALK], [#REDACTING] or 0
/// @param who the name of whoever did it
/// @param text what was said; of other kinds, what they have as their text
/// @param more a JSON object, or nothing
record Row(
        MessageId id,
        long sequence,
        Instant at,
        String kind,
        int talk,
        String who,
        String text,
        String more) {
    /// Of what was said.
    static final int TALK = 1;

    /// Of that something was erased.
    static final int REDACTING = 2;

    // The kinds:
    static final String JOINED = "joined";
    static final String LEFT = "left";
    static final String KICKED = "kicked";
    static final String HOST = "host";
    static final String RENAMED = "renamed";
    static final String EXITED = "exited";
    static final String TOPIC = "topic";
    static final String CHANGED = "changed";
    static final String RETITLED = "retitled";
    static final String SAID = "said";
    static final String NOTICE = "notice";
    static final String SIGNALLED = "signalled";
    static final String SCHEDULED = "scheduled";
    static final String REDACTED = "redacted";

    /// What a row is read from, but for the sequence, which whispers have not.
    static final String COLUMNS = "id, at, kind, talk, who, text, more";

    Row(Stamp stamp, String kind, int talk, Name who, String text, String more) {
        this(stamp.id(), stamp.sequence(), stamp.at(), kind, talk, who.value(), text, more);
    }

    /// Reads [#COLUMNS].
    static Row of(ResultSet row, long sequence) throws SQLException {
        return new Row(
                new MessageId(row.getLong("id")),
                sequence,
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("kind"),
                row.getInt("talk"),
                row.getString("who"),
                row.getString("text"),
                row.getString("more"));
    }

    /// Binds everything but the sequence.
    <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bind("id", id.value())
                .bind("at", Store.millis(at))
                .bind("kind", kind)
                .bind("talk", talk)
                .bind("who", who)
                .bind("text", text)
                .bind("more", more);
    }

    JsonNode json() {
        return Json.read(more);
    }

    /// Where and when in its room.
    Stamp stamp() {
        return new Stamp(id, sequence, at);
    }
}
