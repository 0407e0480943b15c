package chat.madang.gate;

import chat.madang.core.AccountId;
import chat.madang.core.Markers;
import chat.madang.core.Reply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// [Markers] without a disk.
final class MemoryMarkers implements Markers {
    private final SequencedMap<Reading, Instant> upTo = new LinkedHashMap<>();

    private record Reading(AccountId reader, Where where) {}

    @Override
    public void set(AccountId reader, Where where, Instant wished, Reply<Marker> reply) {
        var reading = new Reading(reader, where);
        var before = upTo.get(reading);
        boolean moved = before == null || wished.isAfter(before);
        var kept = moved || before == null ? wished : before;
        upTo.putLast(reading, kept);
        reply.given(new Marker(kept, moved));
    }

    @Override
    public void get(AccountId reader, Where where, Reply<Optional<Instant>> reply) {
        reply.given(Optional.ofNullable(upTo.get(new Reading(reader, where))));
    }

    @Override
    public void latest(AccountId reader, int limit, Reply<List<Mark>> reply) {
        var marks = new ArrayList<Mark>();
        upTo.reversed()
                .forEach((reading, instant) -> {
                    boolean own = reading.reader().equals(reader);
                    if (own) marks.add(new Mark(reading.where(), instant));
                });
        reply.given(marks.subList(0, Math.min(limit, marks.size())));
    }
}
