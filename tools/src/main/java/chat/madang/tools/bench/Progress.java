package chat.madang.tools.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A line each second, and the patience: it ends a phase in which nothing happens any more.
final class Progress {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<String> lines;
    private final long patienceNanos;
    private final long began = System.nanoTime();
    private long nextLine = began + SECOND;
    private long count;
    private long countChanged = began;

    Progress(Consumer<String> lines, long patienceNanos) {
        this.lines = lines;
        this.patienceNanos = patienceNanos;
    }

    /// Tells how it goes when a second has passed.
    void tell(long now, Supplier<String> how) {
        if (now < nextLine) return;
        nextLine += SECOND;
        if (nextLine < now) nextLine = now + SECOND;
        lines.accept("%d s: %s".formatted((now - began) / SECOND, how.get()));
    }

    /// Whether a count has stayed what it was for too long.
    boolean isStuck(long now, long newCount) {
        if (newCount != count) {
            count = newCount;
            countChanged = now;
        }
        return now - countChanged > patienceNanos;
    }

    /// A new phase begins: whatever was waited for does not count.
    void restart(long now) {
        countChanged = now;
    }
}
