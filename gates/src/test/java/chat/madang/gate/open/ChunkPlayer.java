package chat.madang.gate.open;

import chat.madang.gate.Actor;
import chat.madang.gate.Player;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Whoever sends and gets messages without an end: one is what one write carries.
record ChunkPlayer(Actor actor) implements Player {
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
