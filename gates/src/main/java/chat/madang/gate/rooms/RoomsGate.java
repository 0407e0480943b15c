package chat.madang.gate.rooms;

import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Gate;

/// The gate for numbered rooms, spoken in JSON or protobuf. docs/protocols/rooms.md.
public final class RoomsGate implements Gate {
    private final RoomsOptions options;
    private final Runnable shutdown;

    /// @param shutdown stops the whole server; called on a loop, must not wait
    public RoomsGate(RoomsOptions options, Runnable shutdown) {
        this.options = options;
        this.shutdown = shutdown;
    }

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public Dialogue greet(Connection connection) {
        return new RoomsDialogue(connection, options, shutdown);
    }

    /// No: whoever has not said anything yet sits at a prompt.
    @Override
    public boolean asksWhoIsThere() {
        return false;
    }
}
