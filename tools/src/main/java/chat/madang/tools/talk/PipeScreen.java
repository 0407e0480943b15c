package chat.madang.tools.talk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Standard input and output that are not a terminal: UTF-8, a line at a time, flushed.
///
/// Input is read on a thread of its own, as nothing can call off a read from a pipe. An output that
/// takes no more calls reading off: quietly when its reader had enough, as `head` has.
public final class PipeScreen implements Screen {
    /// The longest line that is kept; what is beyond is dropped. No protocol sends lines so long.
    static final int LINE_BYTES_MAX = 65_536;

    private static final int LINES_AHEAD_MAX = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int END = -1;

    /// What Linux, macOS and Java say of a pipe without a reader; there is no error number to ask.
    private static final String NO_READER = "Broken pipe";

    private final InputStream in;
    private final OutputStream out;
    private final PrintWriter errors;

    /// The input thread fills it and waits when it is full; an empty one marks the end.
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(LINES_AHEAD_MAX);

    /// Set once, by any thread; read by the reading one.
    private volatile boolean calledOff;

    /// Set once, by the thread whose line could not be written; read by the one that hangs up.
    private volatile boolean losesLines;

    /// Starts reading `in` at once.
    ///
    /// @param errors where [#warn] goes
    public PipeScreen(InputStream in, OutputStream out, PrintWriter errors) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.errors = errors;
        Thread.ofPlatform().daemon().name("standard input").start(this::pump);
    }

    @Override
    public Optional<String> read() {
        try {
            var line = lines.take();
            return calledOff ? Optional.empty() : line;
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The next line; whoever wrote it knows the question.
    @Override
    public Optional<String> ask(Question question) {
        return read();
    }

    @Override
    public synchronized void print(String line) {
        try {
            out.write((Printable.of(line) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException failure) {
            if (!calledOff) giveUp(failure);
        }
    }

    @Override
    public void warn(String line) {
        errors.println(Printable.of(line));
        errors.flush();
    }

    @Override
    public void callOff() {
        calledOff = true;
        // When it is full, the reader finds a line there and drops it.
        lines.offer(Optional.empty());
    }

    @Override
    public void offer(List<Slash> commands) {
        // Nobody presses TAB here.
    }

    @Override
    public boolean isAttended() {
        return false;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public boolean losesLines() {
        return losesLines;
    }

    @Override
    public void close() {
        // The output is flushed, and the process's own.
    }

    private void giveUp(IOException failure) {
        if (!NO_READER.equals(failure.getMessage())) {
            losesLines = true;
            warn("cannot write: " + CannotConnectException.reason(failure));
        }
        callOff();
    }

    private void pump() {
        try {
            for (var line = nextLine(); line.isPresent(); line = nextLine()) lines.put(line);
            lines.put(Optional.empty());
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> nextLine() {
        var line = new ByteArrayOutputStream();
        int read = nextByte();
        if (read == END) return Optional.empty();
        for (; read != END && read != '\n'; read = nextByte()) {
            if (line.size() < LINE_BYTES_MAX) line.write(read);
        }
        var text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private int nextByte() {
        try {
            return in.read();
        } catch (IOException unreadable) {
            // An input that cannot be read has ended, like one that was closed.
            return END;
        }
    }
}
