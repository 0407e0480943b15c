package chat.madang.tools.coded;

import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Ending;
import chat.madang.tools.talk.Introduction;
import chat.madang.tools.talk.Reply;
import chat.madang.tools.talk.Slash;
import chat.madang.tools.talk.UnansweredException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Talking to a `coded` server: everything is a command, and what the server says is shown as it
/// is, but for one code.
final class CodedConversation implements Conversation {
    /// The longest text, in bytes of UTF-8.
    static final int TEXT_BYTES_MAX = 4_096;

    private static final String GONE = "102";
    private static final Reply MEANINGLESS = new Reply.Refused("메시지를 정상적으로 입력해주세요.");

    private final Introduction introduction;

    private final List<Slash> commands =
            List.of(
                    new Slash("/b TEXT", "say TEXT to everybody", this::sayToAll),
                    new Slash("/m ID TEXT", "whisper TEXT to ID", this::whisper),
                    new Slash("/who", "list who is here", this::listPeople),
                    new Slash(
                            "/q",
                            "leave",
                            true,
                            argument -> argument.isEmpty() ? new Reply.Leave() : MEANINGLESS));

    /// Replaced by the typing thread, while no other listens.
    private volatile Introduction.Arrival arrival;

    /// Whether the connection was closed on this side; any thread's.
    private volatile boolean closed;

    /// Asks for an ID and comes in. Blocks.
    CodedConversation(Introduction introduction)
            throws CannotConnectException, UnansweredException {
        this.introduction = introduction;
        this.arrival = enter(Optional.empty());
    }

    @Override
    public List<Slash> commands() {
        return commands;
    }

    @Override
    public Reply say(String text) {
        return MEANINGLESS;
    }

    @Override
    public Reply sayUnknown(String line) {
        return MEANINGLESS;
    }

    @Override
    public String otherwise() {
        return "Anything else is not sent.";
    }

    @Override
    public Ending listen(Consumer<String> print) {
        var early = arrival.first();
        try (var connection = arrival.connection()) {
            print.accept(early);
            for (var message = connection.read();
                    message.isPresent();
                    message = connection.read()) {
                if (message.get().equals(GONE)) {
                    print.accept("채팅방 접속이 해제되었습니다.");
                    return new Ending.Left();
                }
                print.accept(message.get());
            }
            return broken(new Ending.Lost("the server closed it"), print);
        } catch (IOException failure) {
            return broken(Ending.Lost.by(failure), print);
        }
    }

    @Override
    public void finish() throws IOException {
        ask(new CodedRequest.Go(arrival.name()));
        arrival.connection().finish();
    }

    @Override
    public String reconnect() throws IOException {
        arrival = enter(Optional.of(arrival.name()));
        closed = false;
        return "Connected again, as %s.".formatted(arrival.name());
    }

    @Override
    public void close() {
        closed = true;
        arrival.connection().close();
    }

    private Introduction.Arrival enter(Optional<String> known)
            throws CannotConnectException, UnansweredException {
        try {
            return introduction.make(known);
        } catch (CannotConnectException unreachable) {
            introduction.questions().tell("네트워크 오류가 발생하였습니다.");
            throw unreachable;
        }
    }

    /// A server that lets somebody go says so: any other end is a break.
    private Ending broken(Ending ending, Consumer<String> print) {
        if (!closed) print.accept("접속 오류가 발생하였습니다.");
        return ending;
    }

    private Reply sayToAll(String text) throws IOException {
        if (text.isEmpty()) return MEANINGLESS;
        return bounded(text, new CodedRequest.Say(arrival.name(), text));
    }

    private Reply whisper(String argument) throws IOException {
        var parts = argument.split("\\s+", 2);
        // A name with a divider is none, and would move the text out of its field.
        if (parts.length < 2 || parts[0].contains(CodedRequest.DIVIDER)) return MEANINGLESS;
        return bounded(parts[1], new CodedRequest.Whisper(arrival.name(), parts[0], parts[1]));
    }

    private Reply listPeople(String argument) throws IOException {
        if (!argument.isEmpty()) return MEANINGLESS;
        return ask(new CodedRequest.ListPeople(arrival.name()));
    }

    private Reply bounded(String text, CodedRequest request) throws IOException {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= TEXT_BYTES_MAX) return ask(request);
        return Reply.Refused.tooLong("message", bytes, TEXT_BYTES_MAX, "bytes");
    }

    private Reply ask(CodedRequest request) throws IOException {
        arrival.connection().write(request.line());
        return new Reply.Done();
    }
}
