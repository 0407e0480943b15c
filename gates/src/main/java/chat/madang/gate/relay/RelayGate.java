package chat.madang.gate.relay;

import chat.madang.gate.DatagramGate;
import chat.madang.gate.DatagramPort;
import chat.madang.gate.Reception;

/// The gate that relays every datagram to everyone who is there. docs/protocols/relay.md.
public final class RelayGate implements DatagramGate {
    private final RelayOptions options;

    public RelayGate(RelayOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Reception receive(DatagramPort port) {
        return new RelayReception(port, options);
    }
}
