package chat.madang.gate;

import chat.madang.core.Event;

import io.netty.buffer.ByteBuf;

/// What a gate and one peer have to say to each other. Always on the loop of its [Connection].
public interface Dialogue {
    /// Hears one frame at the most, and does what it asks: through [Connection#ask],
    /// [Connection#tell] or [Connection#answer].
    ///
    /// Called as long as there are bytes, the last call advanced, and the connection is ready. Must
    /// bound how many bytes it leaves lying while it waits for the rest of a frame.
    ///
    /// @param in what came and was not heard yet; reading from it takes it away
    /// @return whether it advanced; false when it needs more bytes
    boolean hear(ByteBuf in);

    /// Learns of an event that this connection's session caused, or that was for it alone.
    ///
    /// The peer has been told in its [Dialect] before; what the dialogue does comes after it.
    void learn(Event event);
}
