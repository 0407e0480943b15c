package chat.madang.gate.open;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

class OpenTimeTest {
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Seoul", "Europe/Berlin", "America/St_Johns", "America/Havana");

    @ParameterizedTest
    @ValueSource(strings = {"00:00", "09:05", "15:30", "23:59"})
    void times_are_two_digits_each(String text) {
        assertThat(OpenTime.of(text)).hasValue(LocalTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "24:00",
                "23:60",
                "25:99",
                "9:05",
                "09:5",
                "0905",
                "09:05:00",
                "+9:05",
                "-1:00",
                "١٥:٣٠",
                "09:05 ",
                "９:05",
                "noon"
            })
    void nothing_else_is_a_time(String text) {
        assertThat(OpenTime.of(text)).isEmpty();
    }

    @ParameterizedTest(name = "{1} at {2} in {0}")
    @CsvSource({
        "UTC, 15:30, 2026-11-21T09:00:00Z, 2026-11-21T15:30:00Z",
        "UTC, 08:59, 2026-11-21T09:00:00Z, 2026-11-22T08:59:00Z",
        "UTC, 00:00, 2026-12-31T23:59:59.9Z, 2027-01-01T00:00:00Z",
        "Asia/Seoul, 15:30, 2026-11-21T09:00:00Z, 2026-11-22T06:30:00Z",
        "Asia/Seoul, 18:01, 2026-11-21T09:00:00Z, 2026-11-21T09:01:00Z",
        // The minute that it is: a second later, but not in the next.
        "UTC, 09:00, 2026-11-21T09:00:00Z, 2026-11-21T09:00:01Z",
        "UTC, 09:00, 2026-11-21T09:00:59.5Z, 2026-11-21T09:00:59.999999999Z",
        // On 29 March 2026 the clocks of Berlin go from 02:00 to 03:00.
        "Europe/Berlin, 02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 03:00, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 02:30, 2026-03-29T01:00:10Z, 2026-03-30T00:30:00Z",
        "Europe/Berlin, 01:59, 2026-03-29T01:00:10Z, 2026-03-29T23:59:00Z",
        // On 25 October 2026 they go from 03:00 back to 02:00: 02:30 comes twice.
        "Europe/Berlin, 02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "Europe/Berlin, 02:30, 2026-10-25T00:31:00Z, 2026-10-25T01:30:00Z",
        "Europe/Berlin, 02:30, 2026-10-25T01:31:00Z, 2026-10-26T01:30:00Z",
        // On 1 November 2026 those of Havana go from 01:00 back to 00:00.
        "America/Havana, 00:30, 2026-11-01T04:45:00Z, 2026-11-01T05:30:00Z",
        // In 2006 those of Saint John's went from 00:01 back to 23:01 of the day before.
        "America/St_Johns, 23:30, 2006-10-29T02:30:30Z, 2006-10-29T03:00:00Z",
        // Samoa had no 30 December 2011.
        "Pacific/Apia, 15:30, 2011-12-30T02:00:00Z, 2011-12-30T10:00:00Z",
    })
    void the_next_time_that_clocks_show_it(
            String zone, String time, Instant now, Instant expected) {
        assertThat(OpenTime.next(LocalTime.parse(time), ZoneId.of(zone), now)).isEqualTo(expected);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    /// Minute by minute, as somebody who looks at a clock would find it.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobody_who_looks_at_a_clock_sees_it_earlier(long seed) {
        var random = new Random(seed);
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        long fiftyYears = Duration.ofDays(50 * 365).toSeconds();
        var now = Instant.ofEpochSecond(random.nextLong(fiftyYears));
        var time = LocalTime.of(random.nextInt(24), random.nextInt(60));

        var next = OpenTime.next(time, zone, now);

        assertThat(next).isAfter(now).isBefore(now.plus(Duration.ofDays(2)));
        for (var at = now.plusSeconds(1); at.isBefore(next); at = at.plusSeconds(30)) {
            var shown = at.atZone(zone).toLocalTime();
            boolean shows =
                    shown.getHour() == time.getHour() && shown.getMinute() == time.getMinute();
            assertThat(shows).as("%s at %s, asked at %s", time, at, now).isFalse();
        }
    }

    @Test
    void it_is_shown_by_the_clocks_of_the_zone() {
        var noon = Instant.parse("2026-11-21T12:00:59Z");

        assertThat(OpenTime.show(noon, ZoneId.of("Asia/Seoul"))).isEqualTo("21:00");
    }
}
