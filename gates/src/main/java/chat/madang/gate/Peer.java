package chat.madang.gate;

import chat.madang.core.Event;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;

import java.util.List;

/// Somebody whom a [Fanout] tells what happens. Stays on its loop.
sealed interface Peer permits Connection, Correspondent {
    /// The session behind it.
    SessionId session();

    /// What it reads.
    Dialect dialect();

    /// Tells it of an event that is not the same for everybody, in its dialect and as it sees it,
    /// and then its dialogue.
    void tell(Event event);

    /// Writes, without flushing, a part of what others get as well.
    ///
    /// @param shared stays the caller's
    /// @param start the index of the first byte
    /// @param end the index after the last byte; more than `start`
    void write(ByteBuf shared, int start, int end);

    /// Hears on if it can, then flushes.
    void settle();

    /// Offers again what the entrance has refused.
    void retry();

    /// Everybody has been told that the session is gone.
    void exited();

    /// Another connection goes on as the session.
    void replaced();

    /// Ends it, because what it should have been told could not be written.
    void drop();

    /// Looks for what has taken too long. Called every second.
    void check();

    /// Says goodbye because the server goes; done when the last bytes are sent.
    Future<?> dismiss();

    /// Is in a room from now on.
    void joined(RoomId room, Lag lag);

    /// Is in a room no longer.
    void left(RoomId room);

    boolean isInOneOf(List<RoomId> rooms);
}
