package chat.madang.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/// How often each source may do something: so many times a second on average, and so many at once.
///
/// A [TokenBucket] for each source. Sources are forgotten, those first that have been quiet for
/// longest, when there are more than [#SOURCES_MAX]; a forgotten one has a full bucket.
///
/// @param <S> what tells sources apart
public final class SourceRates<S> {
    /// How many sources are remembered.
    static final int SOURCES_MAX = 16_384;

    private final double perSecond;
    private final int burst;
    private final Map<S, TokenBucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<S, TokenBucket> eldest) {
                    return size() > SOURCES_MAX;
                }
            };

    /// @param perSecond more than 0
    /// @param burst 1..
    public SourceRates(double perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /// Takes a token of that source; says whether there was one.
    public boolean allows(S source, long nowNanos) {
        return buckets.computeIfAbsent(source, _ -> new TokenBucket(perSecond, burst, nowNanos))
                .take(nowNanos);
    }

    /// Puts back a token of that source that was taken for nothing.
    public void giveBack(S source) {
        var bucket = buckets.get(source);
        if (bucket != null) bucket.giveBack();
    }
}
