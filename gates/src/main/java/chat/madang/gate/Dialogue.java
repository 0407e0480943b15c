package chat.madang.gate;

import chat.madang.core.Event;

import io.netty.buffer.ByteBuf;

/// What a gate and one peer have to say to each other. Always on the loop of its [Connection] or
/// [Correspondent].
public interface Dialogue {
    /// Hears one frame at the most, and does what it asks: by `ask`, `tell` or `answer`.
    ///
    /// Called as long as there are bytes, the last call advanced, and the connection is ready. At
    /// first there is nothing but what one read has brought; more reads are added only when a call
    /// has not advanced. Must bound how many bytes it leaves lying while it waits for the rest of a
    /// frame. A datagram is there as a whole, and alone; what is left of it is dropped.
    ///
    /// @param in what came and was not heard yet; reading from it takes it away
    /// @return whether it advanced; false when it needs more bytes
    boolean hear(ByteBuf in);

    /// Learns of an event that this session caused, that was for it alone, that happened to it
    /// ([Event#to]), or that ended a room which it was in.
    ///
    /// The peer has been told in its [Dialect] before; what the dialogue does comes after it.
    void learn(Event event);

    /// Another connection goes on as the session; this one is closed after what is said now.
    default void replaced() {}

    /// Learns that the peer has said nothing whole for so long, though it would have been heard.
    /// Told about every second; of who is not in the yard also when they said something just now.
    default void lasts(long silentSeconds) {}
}
