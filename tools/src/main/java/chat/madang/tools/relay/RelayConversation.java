package chat.madang.tools.relay;

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
import java.util.function.Consumer;

/// Talking to a `relay` server: what is typed goes to everybody, and comes back.
final class RelayConversation implements Conversation {
    private final Reception reception;
    private final Echoes echoes = new Echoes();

    /// Replaced by the typing thread, while no other listens.
    private volatile Arrival arrival;

    /// Asks for a name and comes in. Blocks.
    RelayConversation(Reception reception) throws CannotConnectException, UnansweredException {
        this.reception = reception;
        this.arrival = reception.enter();
    }

    @Override
    public List<Slash> commands() {
        return List.of();
    }

    @Override
    public Reply say(String text) throws IOException {
        var message = new RelayMessage(arrival.name(), text);
        var datagram = message.datagram();
        int textBytes = text.getBytes(StandardCharsets.UTF_8).length;
        int textBytesMax = Datagrams.BYTES_MAX - (datagram.length - textBytes);
        if (textBytes > textBytesMax) {
            return new Reply.Refused(
                    "Not sent: the message has %d bytes (expected: %d at most)."
                            .formatted(textBytes, textBytesMax));
        }
        echoes.await(message);
        arrival.datagrams().send(datagram);
        return new Reply.Done();
    }

    @Override
    public Ending listen(Consumer<String> print) {
        var early = arrival.first();
        try (var datagrams = arrival.datagrams()) {
            early.ifPresent(datagram -> show(datagram, print));
            for (var datagram = datagrams.receive();
                    datagram.isPresent();
                    datagram = datagrams.receive()) {
                show(datagram.get(), print);
            }
            return new Ending.Closed();
        } catch (IOException failure) {
            return Ending.Lost.by(failure);
        }
    }

    @Override
    public void finish() throws IOException {
        arrival.datagrams().finish();
    }

    @Override
    public String reconnect() throws IOException {
        arrival = reception.enter(arrival.name());
        return "Connected again, as %s.".formatted(arrival.name());
    }

    @Override
    public void close() {
        arrival.datagrams().close();
    }

    /// Nothing is said of announcements, of what was typed here, and of what cannot be read.
    private void show(byte[] datagram, Consumer<String> print) {
        RelayMessage.read(datagram)
                .filter(message -> !message.text().isEmpty())
                .filter(message -> !echoes.isOne(message))
                .ifPresent(message -> print.accept(message.name() + ": " + message.text()));
    }
}
