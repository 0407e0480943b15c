package chat.madang.tools;

import chat.madang.tools.talk.PipeScreen;
import chat.madang.tools.talk.Protocol;

import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

    static PipedClient run(String url, InputStream input) {
        return run(ChatCommand.PROTOCOLS, url, input);
    }

    private static PipedClient run(List<Protocol> protocols, String url, InputStream input) {
        var out = new ByteArrayOutputStream();
        var ran = run(protocols, url, input, out);
        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        return new PipedClient(ran.status, lines, ran.errors);
    }

    /// Runs the client on `input` to the end; what it prints goes to `out` alone.
    static PipedClient run(String url, InputStream input, OutputStream out) {
        return run(ChatCommand.PROTOCOLS, url, input, out);
    }

    private static PipedClient run(
            List<Protocol> protocols, String url, InputStream input, OutputStream out) {
        var errors = new StringWriter();
        var command = new ChatCommand(err -> new PipeScreen(input, out, err), protocols);
        int status = new CommandLine(command).setErr(new PrintWriter(errors, true)).execute(url);
        return new PipedClient(status, List.of(), errors.toString());
    }

    private static InputStream stream(String input) {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }
}
