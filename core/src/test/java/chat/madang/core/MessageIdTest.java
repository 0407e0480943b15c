package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class MessageIdTest {
    private static final int COUNTER_BITS = 20;
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void an_id_holds_its_millisecond_above_a_counter_of_20_bits() {
        var id = MessageId.NONE.next(NOON.plusNanos(999_999));
        assertThat(id.value() >> COUNTER_BITS).isEqualTo(NOON.toEpochMilli());
        assertThat(id.value() & ((1 << COUNTER_BITS) - 1)).isZero();
    }

    @Test
    void a_later_millisecond_gives_a_greater_id_than_a_full_counter_before_it() {
        var full = new MessageId(MessageId.NONE.next(NOON).value() + (1 << COUNTER_BITS) - 1);
        assertThat(MessageId.NONE.next(NOON.plusMillis(1)).value()).isEqualTo(full.value() + 1);
    }

    @Test
    void within_a_millisecond_ids_count() {
        var first = MessageId.NONE.next(NOON);
        assertThat(first.next(NOON).value()).isEqualTo(first.value() + 1);
    }

    @Test
    void a_full_counter_counts_on_into_the_next_millisecond() {
        var full = new MessageId(MessageId.NONE.next(NOON).value() + (1 << COUNTER_BITS) - 1);
        var over = full.next(NOON);
        assertThat(over.value()).isEqualTo(full.value() + 1);
        assertThat(over.next(NOON.plusMillis(1)).value()).isEqualTo(over.value() + 1);
    }

    @Test
    void a_clock_that_goes_backwards_only_counts_on() {
        var first = MessageId.NONE.next(NOON);
        assertThat(first.next(NOON.minusMillis(1)).value()).isEqualTo(first.value() + 1);
        assertThat(first.next(Instant.EPOCH).value()).isEqualTo(first.value() + 1);
    }

    @Test
    void a_clock_outside_43_bits_of_milliseconds_only_counts_on() {
        var first = MessageId.NONE.next(NOON);
        var outside =
                List.of(
                        Instant.MIN,
                        Instant.EPOCH.minusNanos(1),
                        Instant.EPOCH.plusMillis(1L << 43),
                        NOON.plusMillis((1L << 44) + 1),
                        Instant.MAX);
        for (var now : outside) {
            assertThat(first.next(now).value()).as("%s", now).isEqualTo(first.value() + 1);
        }
    }

    @Test
    void the_year_2248_still_fits() {
        var late = Instant.parse("2248-01-01T00:00:00Z");
        var id = MessageId.NONE.next(late);
        assertThat(id.value() >> COUNTER_BITS).isEqualTo(late.toEpochMilli());
        assertThat(id.next(late)).isGreaterThan(id);
    }

    @Test
    void the_first_id_is_1_even_in_1970() {
        assertThat(MessageId.NONE.next(Instant.EPOCH)).isEqualTo(new MessageId(1));
    }

    @Test
    void ids_compare_by_value() {
        assertThat(new MessageId(1)).isLessThan(new MessageId(1L << 40));
        assertThat(new MessageId(7)).isEqualByComparingTo(new MessageId(7));
    }
}
