package chat.madang.gate.irc;

import chat.madang.core.AccountId;
import chat.madang.core.Conversation;
import chat.madang.core.Markers;
import chat.madang.core.Reply;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// [Markers] without a disk.
final class MemoryMarkers implements Markers {
    private final Map<Reading, Instant> upTo = new HashMap<>();

    private record Reading(AccountId reader, Conversation conversation) {}

    @Override
    public void set(
            AccountId reader, Conversation conversation, Instant wished, Reply<Marker> reply) {
        var reading = new Reading(reader, conversation);
        var before = upTo.get(reading);
        boolean moved = before == null || wished.isAfter(before);
        if (moved) upTo.put(reading, wished);
        reply.given(new Marker(moved || before == null ? wished : before, moved));
    }

    @Override
    public void get(AccountId reader, Conversation conversation, Reply<Optional<Instant>> reply) {
        reply.given(Optional.ofNullable(upTo.get(new Reading(reader, conversation))));
    }
}
