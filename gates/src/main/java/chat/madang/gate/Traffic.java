package chat.madang.gate;

import java.util.concurrent.atomic.LongAdder;

/// What goes through one gate, in plain numbers. Threads: any.
///
/// All but the connections only grow, and begin at nothing with the server.
public final class Traffic {
    private final LongAdder came = new LongAdder();
    private final LongAdder gone = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder closedAsSlow = new LongAdder();
    private final LongAdder outboundBytes = new LongAdder();

    Traffic() {}

    /// How many connections there are now; over UDP each peer that was admitted is one.
    public long connections() {
        // In this order, so that it is never below nothing.
        long left = gone.sum();
        return came.sum() - left;
    }

    /// How many connections have come, without those that were turned away.
    public long cameInAll() {
        return came.sum();
    }

    /// How many were closed at once, because there were as many as there may be.
    public long turnedAwayInAll() {
        return turnedAway.sum();
    }

    /// How many were closed because they did not read what they were sent.
    public long closedAsSlowInAll() {
        return closedAsSlow.sum();
    }

    /// How many bytes were written to peers.
    public long outboundBytesInAll() {
        return outboundBytes.sum();
    }

    void came() {
        came.increment();
    }

    void gone() {
        gone.increment();
    }

    void turnedAway() {
        turnedAway.increment();
    }

    void closedAsSlow() {
        closedAsSlow.increment();
    }

    void written(int bytes) {
        outboundBytes.add(bytes);
    }
}
