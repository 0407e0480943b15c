package chat.madang.gate;

import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/// A talker's pause while the hearers lag: looked at again every 5 ms, and over after a second at
/// the most, whether they have caught up or not. Stays on its loop.
final class Rest {
    private static final int STEP_MILLIS = 5;
    private static final int MILLIS_MAX = 1_000;

    private final EventExecutor loop;
    private final Runnable onEnd;

    /// Null when not resting. Otherwise what the rest is for.
    private @Nullable Lag lag;

    private long sinceNanos;

    /// @param onEnd called on the loop when a rest has ended by itself
    Rest(EventExecutor loop, Runnable onEnd) {
        this.loop = loop;
        this.onEnd = onEnd;
    }

    boolean isOn() {
        return lag != null;
    }

    /// Begins a rest if that lag is heavy, and none is on.
    void beginIfHeavy(Lag heard) {
        if (isOn() || !heard.isHeavy()) return;

        lag = heard;
        sinceNanos = loop.ticker().nanoTime();
        scheduleStep();
    }

    /// Ends it before its time.
    void cancel() {
        lag = null;
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
