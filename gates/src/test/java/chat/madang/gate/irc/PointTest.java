package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.MessageId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointTest {
    @Test
    void a_message_is_called_as_it_was_told() {
        for (long value : new long[] {0, 1, 31, 32, 1L << 40, Long.MAX_VALUE}) {
            var id = new MessageId(value);
            assertThat(Point.of("msgid=" + IrcText.id(id))).contains(new Point(id, id));
        }
    }

    @Test
    void ids_sort_as_they_are_written() {
        var early = IrcText.id(new MessageId(1L << 50));
        var late = IrcText.id(new MessageId((1L << 50) + 1));
        assertThat(early).hasSize(13).isLessThan(late);
    }

    @Test
    void a_moment_is_all_ids_of_a_millisecond() {
        var point = Point.of("timestamp=1970-01-01T00:00:00.001Z").orElseThrow();
        assertThat(point.first()).isEqualTo(new MessageId(1L << 20));
        assertThat(point.last()).isEqualTo(new MessageId((2L << 20) - 1));
    }

    @Test
    void moments_out_of_bounds_are_the_next_within() {
        var early = Point.of("timestamp=1900-01-01T00:00:00.000Z").orElseThrow();
        assertThat(early.first()).isEqualTo(MessageId.NONE);
        var late = Point.of("timestamp=9999-12-31T23:59:59.999Z").orElseThrow();
        assertThat(late.last().value()).isPositive();
        assertThat(late.first()).isLessThan(late.last());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "msgid=",
                "msgid=123",
                "msgid=zzzzzzzzzzzzz",
                "msgid=8000000000000",
                "msgid=00000000000-0",
                "timestamp=",
                "timestamp=yesterday",
                "timestamp=2026-13-01T00:00:00Z",
                "timestamp=-0001-01-01T00:00:00.000Z",
                "timestamp=+12026-01-01T00:00:00.000Z",
                "timestamp=2026-01-01T00:00:00+09:00",
                "timestamp=2026-01-01T00:00:00z",
                "1k7ulauk00001",
            })
    void everything_else_is_no_point(String written) {
        assertThat(Point.of(written)).isEmpty();
    }
}
