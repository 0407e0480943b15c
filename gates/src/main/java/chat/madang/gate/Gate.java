package chat.madang.gate;

/// A way into the yard: one wire protocol over TCP.
public interface Gate {
    /// What the gate is called in options, logs and the documentation: `rooms`.
    String name();

    /// Begins the dialogue with a peer that has just connected. Called on the connection's loop.
    Dialogue greet(Connection connection);

    /// Whether a peer has to say who it is before anything else, and is closed when it does not.
    default boolean asksWhoIsThere() {
        return true;
    }
}
