package chat.madang.core;

import java.util.List;

/// The way out: what the core has done in one turn, to one of the threads that serve connections.
public interface Outbox {
    /// Hands over a turn. Every outbox gets every turn, in the same order. Never blocks.
    ///
    /// @param turn what to deliver, in order; not changed afterwards; empty when the only news is
    ///   that the [Entrance] has room again
    /// @param written to be called once, on any thread, when all of the turn was written to the
    ///   connections (or dropped with them): until then its commands count as under way
    void deliver(List<Delivery> turn, Runnable written);
}
