package chat.madang.tools.talk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where lines are typed and printed: a terminal with a person at it, or a pair of pipes.
///
/// One thread reads. Any thread prints; whatever is printed is made [Printable] here.
public sealed interface Screen extends AutoCloseable permits TerminalScreen, PipeScreen {
    /// Waits for the next line.
    ///
    /// @return nothing when the person leaves, at the end of the input, and once it was [called
    ///   off][#callOff]
    Optional<String> read();

    /// Waits for the answer to a question, which is shown to a person and left out of the history.
    ///
    /// @return nothing when the person leaves, at the end of the input, and once it was called off
    Optional<String> ask(Question question);

    /// Shows a line of the conversation.
    void print(String line);

    /// Shows a line about the conversation: that it broke, for one.
    void warn(String line);

    /// Makes the read under way, or else the next one, answer nothing. Any thread.
    void callOff();

    /// Tells which commands there are, for those who press TAB.
    void offer(List<Slash> commands);

    /// Whether a person is there who can be asked what to do next.
    boolean isAttended();

    /// How long to wait for the server's last words after ours.
    Duration patience();

    /// Whether printed lines went nowhere though somebody waits for them: a disk was full.
    boolean losesLines();

    /// Gives the terminal back as it was.
    @Override
    void close();
}
