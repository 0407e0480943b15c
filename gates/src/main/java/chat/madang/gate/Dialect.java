package chat.madang.gate;

import chat.madang.core.Event;

import io.netty.buffer.ByteBuf;

/// Which bytes an event is: a protocol, with those of a peer's options that change its bytes.
///
/// A value: peers whose dialects are equal get the same bytes, encoded once for all of them. So the
/// bytes depend on nothing but the arguments.
public interface Dialect {
    /// Appends what a peer shall read of `event`; nothing if it shall not read of it.
    void encode(Event event, Perspective perspective, ByteBuf out);

    /// Appends what a peer shall read when the server goes.
    void encodeGoodbye(ByteBuf out);

    /// Whether it has words for nothing but text: then it is given talk as [PlainTalk] has it.
    default boolean isPlain() {
        return true;
    }

    /// Whether every event goes out in a write, or a datagram, of its own, because only that tells
    /// one from the next.
    default boolean isInPieces() {
        return false;
    }
}
