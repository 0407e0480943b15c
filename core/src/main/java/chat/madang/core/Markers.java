package chat.madang.core;

import java.time.Instant;
import java.util.Optional;

/// How far each account has read in its conversations. Nothing here blocks.
public interface Markers {
    /// The most conversations of an account; the one that was set longest ago is forgotten.
    int COUNT_MAX = 1_000;

    /// Says how far somebody has read: never back. Answered when it is on disk.
    void set(AccountId reader, Conversation conversation, Instant upTo, Reply<Marker> reply);

    /// Asks how far somebody has read; nothing when they have never said.
    void get(AccountId reader, Conversation conversation, Reply<Optional<Instant>> reply);

    /// How far somebody has read.
    ///
    /// @param upTo in whole milliseconds
    /// @param moved whether it was less, or nothing, before
    record Marker(Instant upTo, boolean moved) {}
}
