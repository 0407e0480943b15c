package chat.madang.tools;

import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.TypedTerminal;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// A run of `madang chat` with a person at a terminal.
public final class TypedClient {
    private static final int SECONDS_MAX = 30;

    private final TypedTerminal terminal;
    private final FutureTask<Integer> run;

    /// Starts.
    ///
    /// @param history the file; need not exist
    public TypedClient(Protocol protocol, String url, Path history) throws IOException {
        terminal = new TypedTerminal(history);
        var command = new ChatCommand(_ -> terminal.screen(), List.of(protocol));
        var line = new CommandLine(command).setErr(new PrintWriter(new StringWriter()));
        run = new FutureTask<>(() -> line.execute(url));
        Thread.ofPlatform().daemon().start(run);
    }

    public void type(String text) throws IOException {
        terminal.type(text);
    }

    /// Waits until `text` has been shown.
    public void awaitShown(String text) throws InterruptedException {
        terminal.awaitShown(text);
    }

    /// Waits until `text` has been shown so often.
    public void awaitShownTimes(String text, int times) throws InterruptedException {
        terminal.awaitShownTimes(text, times);
    }

    /// All that has been shown so far.
    public String shown() {
        return terminal.shown();
    }

    /// Waits for the end.
    public int status() throws Exception {
        return run.get(SECONDS_MAX, TimeUnit.SECONDS);
    }
}
