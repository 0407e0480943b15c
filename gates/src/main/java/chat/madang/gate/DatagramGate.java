package chat.madang.gate;

/// A way into the yard: one wire protocol over UDP.
public interface DatagramGate {
    /// What the gate is called in options, logs and the documentation: `relay`.
    String name();

    /// Begins to receive. Called once for each port, on its loop, before the first datagram.
    Reception receive(DatagramPort port);
}
