package chat.madang.gate.open;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Times of day, to the minute: `15:30`.
final class OpenTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private OpenTime() {}

    /// The time that `text` spells, or nothing when it is none.
    static Optional<LocalTime> of(String text) {
        try {
            return Optional.of(LocalTime.parse(text, FORMAT));
        } catch (DateTimeParseException _) {
            // Whoever typed it is told.
            return Optional.empty();
        }
    }

    /// How it is written.
    static String show(Instant instant, ZoneId zone) {
        return FORMAT.format(instant.atZone(zone));
    }

    /// When the clocks of `zone` show that time next: in a second, if they do already; else later.
    ///
    /// A time that comes twice, because the clocks are set back, is taken as soon as it comes. One
    /// that they jump over has come when they have jumped.
    static Instant next(LocalTime time, ZoneId zone, Instant now) {
        var here = now.atZone(zone);
        var minute = here.truncatedTo(MINUTES);
        if (minute.toLocalTime().equals(time)) return soon(now, minute.toInstant());

        // From yesterday on, because the clocks may be set back over midnight.
        return LongStream.rangeClosed(-1, 2)
                .mapToObj(here.toLocalDate()::plusDays)
                .flatMap(day -> at(day.atTime(time), zone))
                .filter(instant -> instant.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// A second from now, so that whoever asked is answered first, and not after the minute.
    private static Instant soon(Instant now, Instant minute) {
        var soon = now.plusSeconds(1);
        var last = minute.plusSeconds(60).minusNanos(1);
        return soon.isAfter(last) ? last : soon;
    }

    /// When the clocks show that, or jump over it.
    private static Stream<Instant> at(LocalDateTime local, ZoneId zone) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? Stream.of(rules.getTransition(local).getInstant())
                : offsets.stream().map(local::toInstant);
    }
}
