package chat.madang.tools.tcrp;

import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Datagrams;
import chat.madang.tools.talk.Ending;
import chat.madang.tools.talk.Reply;
import chat.madang.tools.talk.Slash;
import chat.madang.tools.talk.UnansweredException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Talking in one room of a `tcrp` server.
final class TcrpConversation implements Conversation {
    private static final String FAREWELL = "/leave";

    private final Door door;

    private final List<Slash> commands =
            List.of(Slash.farewell(FAREWELL, "leave the room and the program"));

    /// Replaced by the typing thread, while no other listens.
    private volatile Seat seat;

    /// Asks for a name and comes in. Blocks.
    TcrpConversation(Door door) throws CannotConnectException, UnansweredException {
        this.door = door;
        this.seat = door.enter();
    }

    @Override
    public List<Slash> commands() {
        return commands;
    }

    @Override
    public Reply say(String text) throws IOException {
        var datagram = seat.ticket().datagram(text);
        int textBytes = text.getBytes(StandardCharsets.UTF_8).length;
        int textBytesMax = Datagrams.BYTES_MAX - (datagram.length - textBytes);
        if (textBytes > textBytesMax) {
            return new Reply.Refused(
                    "Not sent: the message has %d bytes (expected: %d at most)."
                            .formatted(textBytes, textBytesMax));
        }
        seat.datagrams().send(datagram);
        return new Reply.Done();
    }

    @Override
    public Ending listen(Consumer<String> print) {
        try (var datagrams = seat.datagrams()) {
            for (var datagram = datagrams.receive();
                    datagram.isPresent();
                    datagram = datagrams.receive()) {
                var line = new String(datagram.get(), StandardCharsets.UTF_8);
                if (!line.isEmpty()) print.accept(line);
                var end = end(line, datagrams.isFinished());
                if (end.isPresent()) return end.get();
            }
            return new Ending.Closed();
        } catch (IOException failure) {
            return Ending.Lost.by(failure);
        }
    }

    /// Says farewell, once.
    @Override
    public void finish() throws IOException {
        seat.datagrams().finish(seat.ticket().datagram(FAREWELL));
    }

    @Override
    public String reconnect() throws IOException {
        seat = door.enterAgain(seat.name());
        return "Connected again, as %s in %s.".formatted(seat.name(), door.room());
    }

    @Override
    public void close() {
        seat.datagrams().close();
    }

    /// What the notices that end it amount to.
    private static Optional<Ending> end(String notice, boolean finished) {
        return switch (notice) {
            case "* room closed" ->
                    Optional.of(
                            finished
                                    ? new Ending.Closed()
                                    : new Ending.Lost("the room was closed"));
            case "* disconnected: join again" ->
                    Optional.of(new Ending.Lost("the server has let this person go"));
            case "* invalid token" ->
                    Optional.of(new Ending.Lost("the server does not know this person any more"));
            default -> Optional.empty();
        };
    }
}
