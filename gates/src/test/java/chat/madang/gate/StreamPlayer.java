package chat.madang.gate;

import java.util.List;

/// A [Player] over TCP.
public record StreamPlayer(Actor actor, Tongue tongue) implements Player {
    @Override
    public void send(String message) {
        actor.send(tongue.encode(message));
    }

    @Override
    public void sendBytes(byte[] bytes) {
        actor.send(bytes);
    }

    @Override
    public List<String> received() {
        return tongue.decode(actor.received());
    }

    @Override
    public boolean isConnected() {
        return actor.isConnected();
    }

    @Override
    public void endInput() {
        actor.endInput();
    }

    @Override
    public void vanish() {
        actor.vanish();
    }
}
