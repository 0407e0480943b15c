package chat.madang.tools.talk;

import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A terminal that a test types on and looks at.
public final class TypedTerminal extends OutputStream {
    private static final long SECONDS_MAX = 20;

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ExternalTerminal terminal;
    private final TerminalScreen screen;

    /// @param history the file; need not exist
    public TypedTerminal(Path history) throws IOException {
        var input = new PipedInputStream(keys);
        terminal = new ExternalTerminal("test", "xterm", input, this, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(120, 40));
        screen = new TerminalScreen(terminal, new HistoryFile(history));
    }

    public TerminalScreen screen() {
        return screen;
    }

    public void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /// Whether the terminal itself shows what is typed.
    boolean echoes() {
        return terminal.getAttributes().getLocalFlag(LocalFlag.ECHO);
    }

    /// Waits until `text` has been shown.
    public void awaitShown(String text) throws InterruptedException {
        awaitShownTimes(text, 1);
    }

    /// Waits until `text` has been shown so often.
    public synchronized void awaitShownTimes(String text, int times) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (shown().split(Pattern.quote(text), -1).length <= times) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0)
                throw new AssertionError("not shown: %s in: %s".formatted(text, shown));
            wait(millis);
        }
    }

    /// All that has been shown so far.
    public synchronized String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int shownByte) {
        shown.write(shownByte);
        notifyAll();
    }
}
