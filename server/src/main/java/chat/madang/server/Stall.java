package chat.madang.server;

import io.netty.util.concurrent.Ticker;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Notices when a thread has work and gets nothing done, by being looked at now and then. Threads:
/// any.
final class Stall {
    private final LongSupplier done;
    private final BooleanSupplier busy;
    private final Ticker ticker;
    private long seenDone;
    private long sinceNanos;

    /// @param done how much it has done, ever
    /// @param busy whether it has something to do
    Stall(LongSupplier done, BooleanSupplier busy, Ticker ticker) {
        this.done = done;
        this.busy = busy;
        this.ticker = ticker;
        this.sinceNanos = ticker.nanoTime();
    }

    /// For how long it has been seen to have work, and to get nothing of it done.
    synchronized Duration look() {
        long now = done.getAsLong();
        if (now != seenDone || !busy.getAsBoolean()) {
            seenDone = now;
            sinceNanos = ticker.nanoTime();
        }
        return Duration.ofNanos(ticker.nanoTime() - sinceNanos);
    }
}
