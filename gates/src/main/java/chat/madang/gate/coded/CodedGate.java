package chat.madang.gate.coded;

import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Gate;

/// The gate to one room, with numeric codes. docs/protocols/coded.md.
public final class CodedGate implements Gate {
    private final CodedOptions options;

    /// @param options how it is set up
    public CodedGate(CodedOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "coded";
    }

    @Override
    public Dialogue greet(Connection connection) {
        return new CodedDialogue(connection, options);
    }
}
