package chat.madang.gate;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/// A talker's pause: of a length that its gate says, or while the hearers lag. The latter is looked
/// at again every 5 ms, and over after a second at the most, whether they have caught up or not.
/// Stays on its loop.
final class Rest {
    private static final int STEP_MILLIS = 5;
    private static final int MILLIS_MAX = 1_000;

    private final EventExecutor loop;
    private final Runnable onEnd;

    /// Null when nobody is waited for who lags.
    private @Nullable Lag lag;

    private long sinceNanos;

    /// Null when there is no rest of a set length.
    private @Nullable Future<?> pause;

    /// @param onEnd called on the loop when a rest has ended by itself
    Rest(EventExecutor loop, Runnable onEnd) {
        this.loop = loop;
        this.onEnd = onEnd;
    }

    boolean isOn() {
        return lag != null || pause != null;
    }

    /// Begins a rest of that length, or another one instead of that which is on.
    void begin(long nanos) {
        if (pause != null) pause.cancel(false);
        pause = loop.schedule(this::endPause, nanos, TimeUnit.NANOSECONDS);
    }

    /// Begins a rest if that lag is heavy, and none is on.
    void beginIfHeavy(Lag heard) {
        if (lag != null || !heard.isHeavy()) return;

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
