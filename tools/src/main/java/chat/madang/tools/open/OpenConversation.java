package chat.madang.tools.open;

import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Ending;
import chat.madang.tools.talk.Introduction;
import chat.madang.tools.talk.Reply;
import chat.madang.tools.talk.Slash;
import chat.madang.tools.talk.UnansweredException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Talking to an `open` server: what is typed goes to it as it is, and what it says is shown as it
/// is; both are logged.
final class OpenConversation implements Conversation {
    /// The longest message, in bytes of UTF-8.
    static final int TEXT_BYTES_MAX = 4_096;

    /// The longest line, with what a command needs besides a message.
    static final int LINE_BYTES_MAX = 8_000;

    private final List<Slash> commands =
            List.of(
                    new Slash("/rename NICKNAME", "be called NICKNAME", this::rename),
                    command("/whisper", "NICKNAME TEXT", "say TEXT to NICKNAME alone"),
                    command("/schedule", "HH:MM TEXT", "say TEXT at that time"),
                    command("/user", "", "list who is here"),
                    command("/kick", "NICKNAME", "show NICKNAME out, as the admin"));

    private final Introduction introduction;
    private final ChatLog log;

    /// Replaced by the typing thread, while no other listens.
    private volatile Introduction.Arrival arrival;

    /// Written by the listening thread, and by the typing one while no other listens.
    private volatile String nickname;

    /// The nickname asked for last, empty when none was. The typing thread's to write.
    private volatile String wish = "";

    /// Asks for a nickname and comes in. Blocks.
    OpenConversation(Introduction introduction, Path logFolder)
            throws CannotConnectException, UnansweredException {
        this.introduction = introduction;
        this.arrival = introduction.make(Optional.empty());
        this.nickname = arrival.name();
        var questions = introduction.questions();
        this.log =
                new ChatLog(
                        logFolder, nickname, Clock.system(ZoneId.systemDefault()), questions::tell);
    }

    @Override
    public List<Slash> commands() {
        return commands;
    }

    @Override
    public Reply say(String text) throws IOException {
        return send(text, TEXT_BYTES_MAX);
    }

    /// The server may know commands that this client does not.
    @Override
    public Reply sayUnknown(String line) throws IOException {
        return send(line, LINE_BYTES_MAX);
    }

    @Override
    public Ending listen(Consumer<String> print) {
        var line = arrival.first();
        try (var connection = arrival.connection()) {
            hear(line, print);
            for (var next = connection.read(); next.isPresent(); next = connection.read()) {
                line = next.get();
                hear(line, print);
            }
            return OpenTexts.kicks(line) ? new Ending.ShownOut() : new Ending.Closed();
        } catch (IOException failure) {
            return OpenTexts.kicks(line) ? new Ending.ShownOut() : Ending.Lost.by(failure);
        }
    }

    @Override
    public void finish() throws IOException {
        arrival.connection().write("/quit");
        arrival.connection().finish();
    }

    @Override
    public String reconnect() throws IOException {
        arrival = introduction.make(Optional.of(nickname));
        nickname = arrival.name();
        return "Connected again, as %s.".formatted(nickname);
    }

    @Override
    public void close() {
        arrival.connection().close();
    }

    private void hear(String line, Consumer<String> print) {
        if (OpenTexts.renames(line, wish)) nickname = wish;
        print.accept(line);
        log.add(line);
    }

    private Reply rename(String name) throws IOException {
        wish = name;
        return command("/rename", name);
    }

    private Slash command(String word, String arguments, String purpose) {
        var usage = (word + " " + arguments).stripTrailing();
        return new Slash(usage, purpose, argument -> command(word, argument));
    }

    /// What is missing is the server's to say.
    private Reply command(String word, String argument) throws IOException {
        return send((word + " " + argument).stripTrailing(), LINE_BYTES_MAX);
    }

    private Reply send(String line, int bytesMax) throws IOException {
        int bytes = line.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > bytesMax) return Reply.Refused.tooLong("message", bytes, bytesMax, "bytes");
        arrival.connection().write(line);
        log.add(nickname + " >> " + line);
        return new Reply.Done();
    }
}
