package chat.madang.tools.duo;

import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Ending;
import chat.madang.tools.talk.Reply;
import chat.madang.tools.talk.Slash;
import chat.madang.tools.talk.UnansweredException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Talking to one partner at a time over a `duo` server.
final class DuoConversation implements Conversation {
    /// The longest text, in bytes of UTF-8.
    static final int TEXT_BYTES_MAX = 4_096;

    private static final String CHAT = "chat/";
    private static final String CHAT_WITH = "chatwith/";
    private static final String PARTNER_GONE = CHAT + "connection is destroyed";

    /// Who is meant by an answer that nothing was asked for.
    private static final String SOMEBODY = "Your partner";

    private final DuoReception reception;
    private final Partner partner = new Partner();

    private final List<Slash> commands =
            List.of(
                    new Slash("/with ID", "talk to ID", this::choose),
                    Slash.farewell("/q", "leave"));

    /// Replaced by the typing thread, while no other listens.
    private volatile DuoReception.Arrival arrival;

    /// Asks for an ID and a password and comes in. Blocks.
    DuoConversation(DuoReception reception) throws CannotConnectException, UnansweredException {
        this.reception = reception;
        this.arrival = reception.enter(Optional.empty());
    }

    @Override
    public List<Slash> commands() {
        return commands;
    }

    @Override
    public Reply say(String text) throws IOException {
        // The server would drop it without a word.
        if (!partner.isPossible()) {
            return new Reply.Refused("Not sent: choose whom to talk to by /with ID.");
        }
        var objection = objection(text);
        if (objection.isPresent()) return objection.get();
        arrival.connection().write(CHAT + text);
        return new Reply.Done();
    }

    @Override
    public String otherwise() {
        return "Anything else is a message to your partner.";
    }

    @Override
    public Ending listen(Consumer<String> print) {
        try (var connection = arrival.connection()) {
            for (var message = connection.read();
                    message.isPresent();
                    message = connection.read()) {
                if (!message.get().isEmpty()) print.accept(line(message.get()));
            }
            return new Ending.Closed();
        } catch (IOException failure) {
            return Ending.Lost.by(failure);
        }
    }

    @Override
    public void finish() throws IOException {
        arrival.connection().finish();
    }

    @Override
    public String reconnect() throws IOException {
        var before = arrival.login().id();
        arrival = reception.enter(Optional.of(arrival.login()));
        var id = arrival.login().id();
        var last = partner.forget();
        if (last.isPresent() && id.equals(before)) choose(last.get());
        return "Connected again, as %s.".formatted(id);
    }

    @Override
    public void close() {
        arrival.connection().close();
    }

    private Reply choose(String id) throws IOException {
        if (id.isEmpty()) return new Reply.Misused();
        var objection = objection(id);
        if (objection.isPresent()) return objection.get();
        partner.ask(id);
        arrival.connection().write(CHAT_WITH + id);
        return new Reply.Done();
    }

    private static Optional<Reply> objection(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > TEXT_BYTES_MAX) {
            return Optional.of(Reply.Refused.tooLong("message", bytes, TEXT_BYTES_MAX, "bytes"));
        }
        if (text.indexOf('\0') < 0) return Optional.empty();
        return Optional.of(new Reply.Refused("Not sent: a NUL character would end the message."));
    }

    private String line(String message) {
        if (message.equals(PARTNER_GONE)) partner.go();
        if (message.startsWith(CHAT)) return message.substring(CHAT.length());
        return switch (message) {
            case "0" -> "There is no account %s.".formatted(partner.refuse().orElse("like that"));
            case "1" -> "%s is away.".formatted(partner.grant().orElse(SOMEBODY));
            case "2" -> "%s is here.".formatted(partner.grant().orElse(SOMEBODY));
            default -> message;
        };
    }
}
