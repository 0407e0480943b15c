package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When a loop tells again.
class BreathTest {
    private static final long MILLI = 1_000_000;

    private long now = Long.MAX_VALUE - 3 * MILLI;
    private final Breath breath = new Breath(() -> now);

    private void tells(int runs, int eventsEach, long nanos) {
        assertThat(breath.restNanos()).isZero();
        breath.begin();
        for (int i = 0; i < runs; i++) breath.told(eventsEach);
        now += nanos;
        breath.end();
    }

    @Test
    void it_rests_as_long_as_it_has_told_whatever_the_clock_says() {
        tells(1, 12, 2 * MILLI);

        assertThat(breath.restNanos()).isEqualTo(2 * MILLI);
        now += 2 * MILLI - 1;
        assertThat(breath.restNanos()).isEqualTo(1);
        now += 1;
        assertThat(breath.restNanos()).isZero();
    }

    @Test
    void it_rests_five_milliseconds_at_the_most() {
        tells(3, 2, 80 * MILLI);

        assertThat(breath.restNanos()).isEqualTo(5 * MILLI);
    }

    @Test
    void what_comes_alone_never_waits() {
        tells(1, 1, 3 * MILLI);
        assertThat(breath.restNanos()).isZero();

        tells(1_000, 1, 3 * MILLI);
        assertThat(breath.restNanos()).isZero();

        tells(0, 0, 3 * MILLI);
    }

    @Test
    void what_was_told_quickly_is_followed_at_once() {
        tells(1, 100, MILLI / 10);

        assertThat(breath.restNanos()).isZero();
    }
}
