package chat.madang.core;

import java.time.Instant;
import java.util.Comparator;

/// A message that waits for its time.
///
/// @param author the writer's name when it was scheduled; it is said under that name
/// @param due when it is to be said, UTC; later if nobody was there to do it
public record ScheduledMessage(MessageId id, RoomId room, Name author, Text text, Instant due)
        implements Comparable<ScheduledMessage> {
    private static final Comparator<ScheduledMessage> ORDER =
            Comparator.comparing(ScheduledMessage::due).thenComparing(ScheduledMessage::id);

    /// By due time; those of the same time in the order in which they were scheduled.
    @Override
    public int compareTo(ScheduledMessage other) {
        return ORDER.compare(this, other);
    }
}
