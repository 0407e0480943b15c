package chat.madang.gate;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/// A talker's pause: of a length that its gate says, or while the hearers lag. The latter is looked
/// at again every 5 ms, and over after a second at the most, whether they have caught up or not.
///
/// Who has ended their input may rest for [#AFTER_END_SECONDS_MAX] more; from then on it is too
/// late for a rest. So nobody stays in the yard long after they have gone. Stays on its loop.
final class Rest {
    /// How long after the end of the input there are rests.
    static final int AFTER_END_SECONDS_MAX = 10;

    private static final int STEP_MILLIS = 5;
    private static final int MILLIS_MAX = 1_000;

    private final EventExecutor loop;
    private final Runnable onEnd;
    private final Runnable tooLate;

    /// Null when nobody is waited for who lags.
    private @Nullable Lag lag;

    private long sinceNanos;

    /// Null when there is no rest of a set length.
    private @Nullable Future<?> pause;

    /// When the input has ended; null before.
    private @Nullable Long endedNanos;

    /// @param onEnd called on the loop when a rest has ended by itself
    /// @param tooLate called in place of a rest that would begin too long after the end of the
    ///   input
    Rest(EventExecutor loop, Runnable onEnd, Runnable tooLate) {
        this.loop = loop;
        this.onEnd = onEnd;
        this.tooLate = tooLate;
    }

    /// The peer has ended its input.
    void inputEnded() {
        if (endedNanos == null) endedNanos = loop.ticker().nanoTime();
    }

    boolean isOn() {
        return lag != null || pause != null;
    }

    /// Begins a rest of that length, or another one instead of that which is on.
    void begin(long nanos) {
        if (isTooLate()) {
            tooLate.run();
            return;
        }
        if (pause != null) pause.cancel(false);
        pause = loop.schedule(this::endPause, nanos, TimeUnit.NANOSECONDS);
    }

    /// Begins a rest if that lag is heavy, and none is on.
    void beginIfHeavy(Lag heard) {
        if (lag != null || !heard.isHeavy()) return;
        if (isTooLate()) {
            tooLate.run();
            return;
        }
        lag = heard;
        sinceNanos = loop.ticker().nanoTime();
        scheduleStep();
    }

    /// Ends it before its time.
    void cancel() {
        lag = null;
        if (pause != null) pause.cancel(false);
        pause = null;
    }

    private boolean isTooLate() {
        return endedNanos != null && secondsSince(endedNanos) >= AFTER_END_SECONDS_MAX;
    }

    private long secondsSince(long thenNanos) {
        return TimeUnit.NANOSECONDS.toSeconds(loop.ticker().nanoTime() - thenNanos);
    }

    private void endPause() {
        pause = null;
        onEnd.run();
    }

    private void scheduleStep() {
        loop.schedule(this::step, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void step() {
        if (lag == null) return;

        long rested = TimeUnit.NANOSECONDS.toMillis(loop.ticker().nanoTime() - sinceNanos);
        if (lag.isHeavy() && rested < MILLIS_MAX) {
            scheduleStep();
        } else {
            lag = null;
            onEnd.run();
        }
    }
}
