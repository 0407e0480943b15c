package chat.madang.gate.open;

import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Gate;

import java.time.InstantSource;

/// The gate to one open chat room, spoken in lines of text. docs/protocols/open.md.
public final class OpenGate implements Gate {
    private final OpenOptions options;
    private final InstantSource clock;

    /// @param clock tells when a time of day comes round next; asked on any loop
    public OpenGate(OpenOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "open";
    }

    @Override
    public Dialogue greet(Connection connection) {
        return new OpenDialogue(connection, options, clock);
    }
}
