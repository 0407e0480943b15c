package chat.madang.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far each account has read in its conversations. Nothing here blocks.
public interface Markers {
    /// The most conversations of an account; the one that was set longest ago is forgotten.
    int COUNT_MAX = 1_000;

    /// Says how far somebody has read: never back. Answered when it is on disk.
    void set(AccountId reader, Where where, Instant upTo, Reply<Marker> reply);

    /// Asks how far somebody has read; nothing when they have never said.
    void get(AccountId reader, Where where, Reply<Optional<Instant>> reply);

    /// Asks for the ones that were set last, the latest first.
    ///
    /// @param limit how many at the most, 1..[#COUNT_MAX]
    void latest(AccountId reader, int limit, Reply<List<Mark>> reply);

    /// Where somebody reads. A room is known by its handle: one that ends, and is made anew under
    /// the same, is the same to its readers.
    sealed interface Where {
        /// In the room that has that handle, or had it, or may have it.
        record InRoom(Handle room) implements Where {}

        /// With one other person.
        record With(Name peer) implements Where {}
    }

    /// How far somebody has read.
    ///
    /// @param upTo in whole milliseconds
    /// @param moved whether it was less, or nothing, before
    record Marker(Instant upTo, boolean moved) {}

    /// How far somebody has read, and where.
    ///
    /// @param upTo in whole milliseconds
    record Mark(Where where, Instant upTo) {}
}
