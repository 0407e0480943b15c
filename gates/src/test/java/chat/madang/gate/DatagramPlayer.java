package chat.madang.gate;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// A [Player] over UDP: whoever vanishes cannot be sent to any more.
public record DatagramPlayer(DatagramStand stand, InetSocketAddress address, Tongue tongue)
        implements Player {
    @Override
    public void send(String message) {
        stand.send(address, tongue.encode(message));
    }

    @Override
    public void sendBytes(byte[] bytes) {
        stand.send(address, bytes);
    }

    @Override
    public List<String> received() {
        var messages = new ArrayList<String>();
        for (var datagram : stand.received(address)) messages.addAll(tongue.decode(datagram));
        return messages;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    /// Nothing: over UDP, that is not told.
    @Override
    public void endInput() {}

    @Override
    public void vanish() {
        stand.cutOff(address);
    }
}
