package chat.madang.gate;

import io.netty.channel.Channel;

/// A way into the yard: one wire protocol over TCP.
public interface Gate {
    /// What the gate is called in options, logs and the documentation: `rooms`.
    String name();

    /// Begins the dialogue with a peer that has just connected. Called on the connection's loop.
    Dialogue greet(Connection connection);

    /// Readies a channel that has just been accepted. Called on its loop. Handlers that it adds
    /// hear what comes; what a [Connection] writes goes out as it is, past them where it can
    /// ([Shortcut]).
    ///
    /// @param admit makes a [Connection] of it, its last handler: now, or when it is known that the
    ///   peer wants one; not at all, where it has been served without. On the loop, once
    default void receive(Channel channel, Runnable admit) {
        admit.run();
    }

    /// How long a session stays that has lost its connection, for the person to come back: seconds.
    default int lingerSeconds() {
        return 0;
    }

    /// Whether a peer has to say who it is before anything else, and is closed when it does not.
    default boolean asksWhoIsThere() {
        return true;
    }
}
