package chat.madang.gate;

import java.util.function.LongSupplier;

/// When a loop that has just told something tells again.
///
/// Each write to a peer costs the same, whether it is one line or a hundred. So a loop that was
/// busy with telling takes a breath as long as that took: it reads, others work, and what comes
/// meanwhile is told together. It takes none when there was nothing to be told together: a message
/// that comes alone goes out at once, and so does whatever was told quickly. One loop.
final class Breath {
    /// What took less is no work.
    private static final long SHORT_NANOS = 200_000;

    /// Nobody waits longer.
    private static final long LONGEST_NANOS = 5_000_000;

    /// From how many events a run on, on average, it pays to wait.
    private static final int EVENTS_PER_RUN = 2;

    private final LongSupplier nanoTime;
    private long began;
    private long runs;
    private long events;
    private long over;
    private boolean isResting;

    Breath(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// How long nothing is to be told from now on: 0 for no time.
    long restNanos() {
        if (!isResting) return 0;
        long left = over - nanoTime.getAsLong();
        isResting = left > 0;
        return Math.max(0, left);
    }

    /// Telling begins.
    void begin() {
        began = nanoTime.getAsLong();
        runs = 0;
        events = 0;
    }

    /// So many events were told together.
    void told(int together) {
        runs++;
        events += together;
    }

    /// Telling has ended, with everything sent.
    void end() {
        long now = nanoTime.getAsLong();
        long took = now - began;
        isResting = took >= SHORT_NANOS && runs > 0 && events >= EVENTS_PER_RUN * runs;
        over = now + Math.min(took, LONGEST_NANOS);
    }
}
