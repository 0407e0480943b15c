package chat.madang.gate.duo;

import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Doorkeeper;
import chat.madang.gate.Gate;

/// The gate for two: accounts, one partner at a time, messages kept for the absent.
/// docs/protocols/duo.md.
public final class DuoGate implements Gate {
    private final Doorkeeper doorkeeper;

    /// @param doorkeeper asks for the passwords, the same at all gates
    public DuoGate(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public String name() {
        return "duo";
    }

    @Override
    public Dialogue greet(Connection connection) {
        return new DuoDialogue(connection, doorkeeper);
    }
}
