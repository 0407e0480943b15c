package chat.madang.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// The wrong logins of one address in the last minute.
///
/// With [#WRONG_MAX] of them the address is barred: for a minute after the last of them. Then all
/// of them are forgotten. Belongs to [Doorkeeper] alone.
final class WrongLogins {
    /// How many wrong logins within a minute bar an address.
    static final int WRONG_MAX = 5;

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /// When each was found to be wrong, eldest first.
    private final Deque<Long> times = new ArrayDeque<>(WRONG_MAX);

    /// Counts one more.
    void add(long nowNanos) {
        forgetOld(nowNanos);
        times.add(nowNanos);
    }

    /// Whether the address has to wait.
    boolean isBarring(long nowNanos) {
        forgetOld(nowNanos);
        return times.size() >= WRONG_MAX;
    }

    /// How many more there may be before the address is barred.
    int left(long nowNanos) {
        forgetOld(nowNanos);
        return WRONG_MAX - times.size();
    }

    boolean isEmpty() {
        return times.isEmpty();
    }

    private void forgetOld(long nowNanos) {
        if (times.size() >= WRONG_MAX) {
            if (isOld(times.getLast(), nowNanos)) times.clear();
        } else {
            while (!times.isEmpty() && isOld(times.getFirst(), nowNanos)) times.removeFirst();
        }
    }

    private static boolean isOld(long timeNanos, long nowNanos) {
        return nowNanos - timeNanos >= MINUTE_NANOS;
    }
}
