package chat.madang.gate.irc;

import chat.madang.core.MessageId;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A place in a history: a message, or a millisecond.
///
/// @param first the first id there
/// @param last the last id there
record Point(MessageId first, MessageId last) {
    private static final String ID = "msgid=";
    private static final String TIME = "timestamp=";
    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    private static final int COUNTER_BITS = 20;
    private static final long MILLIS_MAX = Long.MAX_VALUE >> COUNTER_BITS;

    /// What a client has written; nothing when it is neither form.
    static Optional<Point> of(String written) {
        if (written.startsWith(ID)) {
            return IrcText.id(written.substring(ID.length())).map(id -> new Point(id, id));
        }
        if (written.startsWith(TIME)) return time(written).map(Point::at);
        return Optional.empty();
    }

    /// The moment that a client has written as a timestamp.
    static Optional<Instant> time(String written) {
        if (!written.startsWith(TIME)) return Optional.empty();
        var time = written.substring(TIME.length());
        if (!FORM.matcher(time).matches()) return Optional.empty();
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Point at(Instant time) {
        long millis = Math.clamp(millis(time), 0, MILLIS_MAX - 1);
        return new Point(
                new MessageId(millis << COUNTER_BITS),
                new MessageId(((millis + 1) << COUNTER_BITS) - 1));
    }

    private static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException _) {
            return time.getEpochSecond() < 0 ? 0 : Long.MAX_VALUE;
        }
    }
}
