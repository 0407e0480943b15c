package chat.madang.tools.talk;

import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/// A terminal with a person at it: what others say appears above the line being typed.
///
/// Up-arrow brings back what was typed, TAB completes commands. Ctrl-C clears the line; on an empty
/// line it leaves, as Ctrl-D does. What is typed ahead of the prompt is shown once, after it.
public final class TerminalScreen implements Screen {
    private static final String PROMPT = "> ";
    private static final Character NOTHING_SHOWN = '\0';
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final HistoryFile history;
    private final LineReader reader;

    /// Reads answers to questions: without history and completion.
    private final LineReader asker;

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
        // Between two lines too: the terminal's own echo would land in what others say.
        terminal.enterRawMode();
        // Quotes and backslashes mean themselves, and so does an exclamation mark.
        var plainWords = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
        this.reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(plainWords)
                        .history(new HistoryOfLines())
                        .completer((_, line, found) -> complete(line.wordIndex(), found))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
                        .build();
        this.asker =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(plainWords)
                        .variable(LineReader.DISABLE_HISTORY, true)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();
        history.load().forEach(reader.getHistory()::add);
    }

    /// The terminal that this process was started from.
    public static TerminalScreen open() throws IOException {
        var terminal =
                TerminalBuilder.builder()
                        .system(true)
                        .dumb(true)
                        // Each by itself: the standard streams' own follow the locale.
                        .encoding(StandardCharsets.UTF_8)
                        .stdinEncoding(StandardCharsets.UTF_8)
                        .stdoutEncoding(StandardCharsets.UTF_8)
                        .build();
        var home = System.getProperty("user.home", "");
        return new TerminalScreen(terminal, HistoryFile.of(System.getenv(), home));
    }

    @Override
    public Optional<String> read() {
        if (!await(() -> reader.readLine(PROMPT))) return Optional.empty();
        var line = typed.remove();
        if (!line.isBlank()) history.add(line);
        return Optional.of(line);
    }

    @Override
    public Optional<String> ask(Question question) {
        var shown = question.secret() ? NOTHING_SHOWN : null;
        return await(() -> asker.readLine(question.prompt(), shown))
                ? Optional.of(typed.remove())
                : Optional.empty();
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
    public boolean losesLines() {
        return false;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException gone) {
            // A terminal that is gone needs no restoring.
        }
    }

    /// Waits until a line is typed; false when there will be none.
    private boolean await(Supplier<String> input) {
        while (typed.isEmpty()) {
            if (!beginReading()) return false;
            try {
                typed.addAll(lines(input.get()));
            } catch (EndOfFileException leave) {
                return false;
            } catch (UserInterruptException pressed) {
                if (pressed.getPartialLine().isEmpty()) return false;
            } finally {
                endReading();
            }
        }
        return true;
    }

    /// A paste may hold several.
    private static List<String> lines(String typed) {
        return List.of(typed.split("\\R", -1));
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

    /// Brings back the lines of a paste one by one, as they were sent.
    private static final class HistoryOfLines extends DefaultHistory {
        @Override
        public void add(Instant time, String typed) {
            for (var line : lines(typed)) {
                if (!line.isBlank()) super.add(time, line);
            }
        }
    }
}
