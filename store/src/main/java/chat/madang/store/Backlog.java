package chat.madang.store;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What waits for the journal's thread, in order.
///
/// Each transaction costs a sync to the disk and the pages that it touches, whether it brings one
/// message or a hundred. So what nobody waits for gathers for a moment before it is taken; what is
/// urgent takes everything before it along.
///
/// Threads: [#take] the journal's alone; everything else any.
final class Backlog {
    /// How long what is not urgent gathers, as a rule.
    static final Duration MOMENT = Duration.ofMillis(20);

    /// So much does not gather on.
    static final int GATHERED_MAX = 256;

    private final long momentNanos;
    private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>();

    /// Whether what waits is to be taken at once. Set by any, cleared by the taker.
    private volatile boolean urgent;

    /// Null until it has come for the first time.
    private volatile @Nullable Thread taker;

    /// @param moment how long what is not urgent gathers
    Backlog(Duration moment) {
        momentNanos = moment.toNanos();
    }

    /// Adds something that nobody waits for.
    void add(Work work) {
        waiting.add(work);
        if (waiting.size() >= GATHERED_MAX) hurry();
    }

    /// Adds something that somebody waits for.
    void addUrgent(Work work) {
        waiting.add(work);
        hurry();
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Waits until there is something, and, if nothing is urgent, for what comes in the next
    /// moment; then takes all there is.
    ///
    /// @param patience how long to wait until there is something
    /// @param into gets it; nothing when nothing has come
    void take(Duration patience, List<Work> into) throws InterruptedException {
        taker = Thread.currentThread();
        var first = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) return;
        into.add(first);
        gather();
        waiting.drainTo(into);
    }

    /// Takes the eldest; null when there is none.
    @Nullable Work poll() {
        return waiting.poll();
    }

    private void gather() {
        long begun = System.nanoTime();
        for (long left = momentNanos;
                !urgent && left > 0;
                left = momentNanos - (System.nanoTime() - begun)) {
            LockSupport.parkNanos(this, left);
        }
        // Before all is taken: whoever hurries later is looked at the next time.
        urgent = false;
    }

    private void hurry() {
        if (urgent) return;
        urgent = true;
        LockSupport.unpark(taker);
    }
}
