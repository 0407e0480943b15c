package chat.madang.tools;

import chat.madang.tools.talk.PipeScreen;
import chat.madang.tools.talk.Protocol;

import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// One run of `madang chat` between pipes.
public record PipedClient(int status, List<String> out, String errors) {
    /// Runs the client on `input` to the end.
    static PipedClient run(String url, String input) {
        return run(url, stream(input));
    }

    /// The same, with one protocol alone.
    public static PipedClient run(Protocol protocol, String url, String input) {
        return run(protocol, url, stream(input));
    }

    /// Runs the client, with one protocol alone, on `input` to the end.
    public static PipedClient run(Protocol protocol, String url, InputStream input) {
        return run(List.of(protocol), url, input);
    }

    /// Runs the client, with one protocol alone, on `input` and no end after it.
    public static PipedClient runWithoutEnd(Protocol protocol, String url, String input)
            throws IOException {
        try (var neverEnding = new PipedInputStream();
                var typist = new PipedOutputStream(neverEnding)) {
            typist.write(input.getBytes(StandardCharsets.UTF_8));
            typist.flush();
            return run(protocol, url, neverEnding);
        }
    }

    static PipedClient run(String url, InputStream input) {
        var out = new ByteArrayOutputStream();
        return run(url, input, out).saying(out);
    }

    /// Runs the client on `input` to the end; what it prints goes to `out` alone.
    static PipedClient run(String url, InputStream input, OutputStream out) {
        return execute(err -> new ChatCommand(_ -> new PipeScreen(input, out, err)), url);
    }

    /// Runs the client, with options before the URL, on `input` to the end.
    public static PipedClient run(List<String> arguments, String input) {
        var out = new ByteArrayOutputStream();
        return execute(
                        err -> new ChatCommand(_ -> new PipeScreen(stream(input), out, err)),
                        arguments.toArray(String[]::new))
                .saying(out);
    }

    private static PipedClient run(List<Protocol> protocols, String url, InputStream input) {
        var out = new ByteArrayOutputStream();
        return execute(err -> new ChatCommand(_ -> new PipeScreen(input, out, err), protocols), url)
                .saying(out);
    }

    private static PipedClient execute(
            Function<PrintWriter, ChatCommand> command, String... arguments) {
        var errors = new StringWriter();
        var err = new PrintWriter(errors, true);
        int status = new CommandLine(command.apply(err)).setErr(err).execute(arguments);
        return new PipedClient(status, List.of(), errors.toString());
    }

    private PipedClient saying(ByteArrayOutputStream out) {
        return new PipedClient(
                status, out.toString(StandardCharsets.UTF_8).lines().toList(), errors);
    }

    private static InputStream stream(String input) {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }
}
