package chat.madang.store;

import java.time.Duration;
import java.time.Instant;

/// How much is kept of what has happened: of each room, and of each account's whispers.
///
/// @param count how many events at least, 1..; a few more may be
/// @param days how old they may be; 0 for as old as can be
public record Retention(int count, int days) {
    /// @throws IllegalArgumentException when one of them is out of bounds
    public Retention {
        if (count < 1 || days < 0) {
            throw new IllegalArgumentException(
                    "retention: %d events, %d days (expected: 1.., 0..)".formatted(count, days));
        }
    }

    /// So many events of any age.
    public static Retention of(int count) {
        return new Retention(count, 0);
    }

    /// The first id that is not too old.
    long firstId(Instant now) {
        return days == 0 ? 0 : Store.firstId(now.minus(Duration.ofDays(days)));
    }
}
