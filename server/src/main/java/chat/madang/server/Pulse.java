package chat.madang.server;

import io.netty.util.concurrent.Ticker;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/// How it goes with the thread that takes turns, in plain numbers. Threads: one counts, any reads.
final class Pulse {
    private final Ticker ticker;
    private final LongAdder turns = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /// Is told of each turn how long it took, in nanoseconds. Threads: set by any, called by the
    /// one that counts.
    private volatile LongConsumer onTurn = _ -> {};

    /// Whether a turn is under way. Threads: written by the one that counts.
    private volatile boolean busy;

    /// When it began. The counting thread's own.
    private long begunNanos;

    Pulse(Ticker ticker) {
        this.ticker = ticker;
    }

    /// Tells `listener` of each turn from now on how long it took, in nanoseconds.
    void listen(LongConsumer listener) {
        onTurn = listener;
    }

    /// A turn begins.
    void begin() {
        begunNanos = ticker.nanoTime();
        busy = true;
    }

    /// The turn is over, and has applied so many commands.
    void end(int applied) {
        busy = false;
        turns.increment();
        commands.add(applied);
        onTurn.accept(ticker.nanoTime() - begunNanos);
    }

    /// The entrance has refused a command. Threads: any.
    void refused() {
        refused.increment();
    }

    /// Whether a turn is under way.
    boolean isBusy() {
        return busy;
    }

    /// How many turns there were.
    long turns() {
        return turns.sum();
    }

    /// How often the entrance has refused a command, to be offered again.
    long refusedOffers() {
        return refused.sum();
    }

    /// How many commands were applied.
    long commands() {
        return commands.sum();
    }
}
