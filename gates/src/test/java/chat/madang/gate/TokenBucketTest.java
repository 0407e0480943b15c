package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// The time of a machine may be below zero.
    private static final long START = -3 * SECOND;

    private final TokenBucket bucket = new TokenBucket(4, 2, START);

    @Test
    void it_holds_a_burst_and_gets_tokens_back_as_time_goes() {
        assertThat(bucket.take(START)).isTrue();
        assertThat(bucket.restNanos(START)).isZero();
        assertThat(bucket.take(START)).isTrue();
        assertThat(bucket.take(START)).isFalse();
        assertThat(bucket.restNanos(START)).isEqualTo(SECOND / 4);
        assertThat(bucket.take(START + SECOND / 4 - 1)).isFalse();
        assertThat(bucket.take(START + SECOND / 4)).isTrue();
        assertThat(bucket.take(START + SECOND / 4)).isFalse();
    }

    @Test
    void it_never_holds_more_than_a_burst() {
        for (int i = 0; i < 2; i++) assertThat(bucket.take(START + 100 * SECOND)).isTrue();
        assertThat(bucket.take(START + 100 * SECOND)).isFalse();
    }

    @Test
    void a_time_that_is_older_takes_nothing_away() {
        assertThat(bucket.take(START)).isTrue();
        assertThat(bucket.take(START - 1)).isTrue();
        assertThat(bucket.take(START + SECOND / 4 - 1)).isFalse();
        assertThat(bucket.take(START + SECOND / 4)).isTrue();
    }

    @Test
    void what_is_given_back_can_be_taken_again_but_not_beyond_a_burst() {
        assertThat(bucket.take(START)).isTrue();
        for (int i = 0; i < 3; i++) bucket.giveBack();
        for (int i = 0; i < 2; i++) assertThat(bucket.take(START)).isTrue();
        assertThat(bucket.take(START)).isFalse();
    }

    @Test
    void after_the_rest_there_is_a_token_whatever_the_rate() {
        for (double rate : new double[] {3, 7, 10 / 3_600.0, 1_000_000_000}) {
            var other = new TokenBucket(rate, 1, START);
            assertThat(other.take(START)).isTrue();
            assertThat(other.take(START + other.restNanos(START))).as("%s", rate).isTrue();
        }
    }
}
