package chat.madang.core;

import java.time.Instant;

/// What one event of a room is called, the same at every gate; later events have greater ones.
///
/// ```
/// | 0 | milliseconds since 1970: 43 bits | counter: 20 bits |
/// ```
///
/// So ids sort by time across restarts. When the clock goes backwards, or more than 2^20 events
/// fall into a millisecond, the id only counts on: order is never given up for the right time.
public record MessageId(long value) implements Comparable<MessageId> {
    /// Before the first event.
    public static final MessageId NONE = new MessageId(0);

    private static final int COUNTER_BITS = 20;
    private static final long MILLIS_MAX = Long.MAX_VALUE >> COUNTER_BITS;

    /// @throws IllegalArgumentException when `value` is negative
    public MessageId {
        if (value < 0)
            throw new IllegalArgumentException("id: %d (expected: 0..)".formatted(value));
    }

    /// The id of an event that happens at `now`, always greater than this one.
    public MessageId next(Instant now) {
        long seconds = now.getEpochSecond();
        boolean sane = seconds >= 0 && seconds < MILLIS_MAX / 1_000;
        long byTime = sane ? now.toEpochMilli() << COUNTER_BITS : 0;
        return new MessageId(Math.max(value + 1, byTime));
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }
}
