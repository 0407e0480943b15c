package chat.madang.gate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How often each source may do something: so many times a second on average, and so many at once.
///
/// A bucket of tokens for each source: it holds `burst` at the most, and gets `perSecond` of them
/// back. Sources are forgotten, those first that have been quiet for longest, when there are more
/// than [#SOURCES_MAX]; a forgotten one has a full bucket.
///
/// @param <S> what tells sources apart
public final class SourceRates<S> {
    /// How many sources are remembered.
    static final int SOURCES_MAX = 16_384;

    private final int perSecond;
    private final int burst;
    private final Map<S, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<S, Bucket> eldest) {
                    return size() > SOURCES_MAX;
                }
            };

    private static final class Bucket {
        double tokens;
        long filledNanos;
    }

    /// @param perSecond 1..
    /// @param burst 1..
    public SourceRates(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /// Takes a token of that source; says whether there was one.
    public boolean allows(S source, long nowNanos) {
        var bucket = buckets.computeIfAbsent(source, _ -> full(nowNanos));
        double seconds = (nowNanos - bucket.filledNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        bucket.tokens = Math.min(burst, bucket.tokens + seconds * perSecond);
        bucket.filledNanos = nowNanos;
        if (bucket.tokens < 1) return false;
        bucket.tokens--;
        return true;
    }

    private Bucket full(long nowNanos) {
        var bucket = new Bucket();
        bucket.tokens = burst;
        bucket.filledNanos = nowNanos;
        return bucket;
    }
}
