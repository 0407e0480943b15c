package chat.madang.gate;

import java.util.concurrent.TimeUnit;

/// So many tokens a second, and so many at once: it is full at first, and gets back what was taken
/// as time goes. One thread at a time.
public final class TokenBucket {
    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double perSecond;
    private final int burst;
    private double tokens;
    private long filledNanos;

    /// @param perSecond more than 0
    /// @param burst how many it holds, 1..
    public TokenBucket(double perSecond, int burst, long nowNanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    /// Takes a token; says whether there was one.
    public boolean take(long nowNanos) {
        fill(nowNanos);
        if (tokens < 1) return false;
        tokens--;
        return true;
    }

    /// Puts back a token that was taken for nothing.
    public void giveBack() {
        tokens = Math.min(burst, tokens + 1);
    }

    /// How long until there is a token; 0 when there is one.
    public long restNanos(long nowNanos) {
        fill(nowNanos);
        return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perSecond * SECOND_NANOS);
    }

    private void fill(long nowNanos) {
        long passed = nowNanos - filledNanos;
        // Threads that share a bucket may each bring a time that is a little older.
        if (passed <= 0) return;
        double seconds = passed / SECOND_NANOS;
        tokens = Math.min(burst, tokens + seconds * perSecond);
        filledNanos = nowNanos;
    }
}
