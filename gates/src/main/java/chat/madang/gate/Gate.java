package chat.madang.gate;

/// A way into the yard: one wire protocol over TCP.
public interface Gate {
    /// What the gate is called in options, logs and the documentation: `rooms`.
    String name();

    /// Begins the dialogue with a peer that has just connected. Called on the connection's loop.
    Dialogue greet(Connection connection);
}
