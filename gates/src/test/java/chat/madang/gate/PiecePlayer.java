package chat.madang.gate;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A [Player] over TCP who takes each write for one message of UTF-8: both ways, nothing else tells
/// where one ends.
public record PiecePlayer(Actor actor) implements Player {
    @Override
    public void send(String message) {
        actor.send(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void sendBytes(byte[] bytes) {
        actor.send(bytes);
    }

    @Override
    public List<String> received() {
        return actor.receivedPieces().stream()
                .map(piece -> new String(piece, StandardCharsets.UTF_8))
                .toList();
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
