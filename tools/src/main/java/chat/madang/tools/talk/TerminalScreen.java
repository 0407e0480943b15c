package chat.madang.tools.talk;

import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// A terminal with a person at it: what others say appears above the line being typed.
///
/// Up-arrow brings back what was typed, TAB completes commands. Ctrl-C clears the line; on an empty
/// line it leaves, as Ctrl-D does.
public final class TerminalScreen implements Screen {
    private static final String PROMPT = "> ";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final HistoryFile history;
    private final LineReader reader;

    /// Lines of one paste that are still to be read; the typing thread's.
    private final Queue<String> typed = new ArrayDeque<>();

    /// Replaced whole: by the thread that offers, read by the one that types.
    private volatile List<Slash> commands = List.of();

    /// The thread that waits in [#read], null when none does. Guarded by `this`.
    private @Nullable Thread typist;

    /// Guarded by `this`.
    private boolean calledOff;

    TerminalScreen(Terminal terminal, HistoryFile history) {
        this.terminal = terminal;
        this.history = history;
        // Quotes and backslashes mean themselves, and so does an exclamation mark.
        var plainWords = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
        this.reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(plainWords)
                        .completer((_, line, found) -> complete(line.wordIndex(), found))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
                        .build();
        history.load().forEach(reader.getHistory()::add);
    }

    /// The terminal that this process was started from.
    public static TerminalScreen open() throws IOException {
        var terminal =
                TerminalBuilder.builder()
                        .system(true)
                        .dumb(true)
                        .encoding(StandardCharsets.UTF_8)
                        .build();
        var home = Path.of(System.getProperty("user.home", ""));
        return new TerminalScreen(terminal, HistoryFile.of(System.getenv(), home));
    }

    @Override
    public Optional<String> read() {
        while (typed.isEmpty()) {
            if (!beginReading()) return Optional.empty();
            try {
                // A paste may hold several lines.
                typed.addAll(List.of(reader.readLine(PROMPT).split("\\R", -1)));
            } catch (EndOfFileException leave) {
                return Optional.empty();
            } catch (UserInterruptException pressed) {
                if (pressed.getPartialLine().isEmpty()) return Optional.empty();
            } finally {
                endReading();
            }
        }
        var line = typed.remove();
        if (!line.isBlank()) history.add(line);
        return Optional.of(line);
    }

    @Override
    public void print(String line) {
        reader.printAbove(Printable.of(line));
    }

    @Override
    public void warn(String line) {
        print(line);
    }

    @Override
    public synchronized void callOff() {
        calledOff = true;
        if (typist != null) typist.interrupt();
    }

    @Override
    public void offer(List<Slash> commands) {
        this.commands = List.copyOf(commands);
    }

    @Override
    public boolean isAttended() {
        return true;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException gone) {
            // A terminal that is gone needs no restoring.
        }
    }

    private void complete(int wordIndex, List<Candidate> found) {
        if (wordIndex > 0) return;
        for (var slash : commands) {
            var word = slash.word();
            found.add(new Candidate(word, word, null, slash.purpose(), null, null, true));
        }
    }

    private synchronized boolean beginReading() {
        if (calledOff) return false;
        typist = Thread.currentThread();
        return true;
    }

    private synchronized void endReading() {
        typist = null;
        // Ctrl-C and calling off interrupt the typist: that has had its effect.
        Thread.interrupted();
    }
}
