package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server as people start it: `./madang serve`, in a process of its own, on free ports.
final class ServerProcess implements AutoCloseable {
    static final Path LAUNCHER = Path.of("..", "madang").toAbsolutePath().normalize();
    static final long PATIENCE_SECONDS = 60;

    private static final Pattern LISTENING =
            Pattern.compile("listening gate=(\\w+) transport=\\w+ address=127\\.0\\.0\\.1:(\\d+)");
    private static final List<String> GATES =
            List.of("web", "rooms", "coded", "open", "duo", "irc", "relay", "tcrp", "ops");

    /// A line of `GC.class_histogram`: number, instances, bytes, class.
    private static final Pattern CLASS = Pattern.compile(" *\\d+: +\\d+ +(\\d+) +(\\S+).*");

    /// What fills gaps that a collection has not closed.
    private static final String FILLER = "[Ljdk.internal.vm.FillerElement;";

    private final Process process;
    private final Path errors;
    private final Map<String, Integer> ports;

    private ServerProcess(Process process, Path errors, Map<String, Integer> ports) {
        this.process = process;
        this.errors = errors;
        this.ports = ports;
    }

    /// Starts one with its data below `folder`, and waits until it is ready.
    ///
    /// @param javaOptions for its JVM
    /// @param options may say that a gate shall have the port that it had before: `--web-port=…`
    static ServerProcess start(Path folder, String javaOptions, String... options)
            throws IOException {
        var errors = folder.resolve("server-errors.txt");
        var command = new ArrayList<String>();
        command.addAll(List.of(LAUNCHER.toString(), "serve", "--data=" + folder.resolve("data")));
        command.addAll(List.of(options));
        for (var gate : GATES) {
            var port = portOption(gate);
            if (command.stream().noneMatch(one -> one.startsWith(port))) command.add(port + 0);
        }
        var process = process(command, Map.of("MADANG_JAVA_OPTS", javaOptions), errors).start();
        var ports = new HashMap<String, Integer>();
        var out = process.inputReader(StandardCharsets.UTF_8);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var listening = LISTENING.matcher(line);
            if (listening.matches()) {
                ports.put(listening.group(1), Integer.valueOf(listening.group(2)));
            }
            if (line.startsWith("ready")) return new ServerProcess(process, errors, ports);
        }
        throw new IOException("not ready: " + Files.readString(errors));
    }

    /// A command to be run on the JDK of these tests.
    static ProcessBuilder process(
            List<String> command, Map<String, String> environment, Path errors) {
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.redirectError(errors.toFile());
    }

    /// Where a gate listens.
    int port(String gate) {
        return Objects.requireNonNull(ports.get(gate), gate);
    }

    /// What gives a gate of the next server the port that it has here.
    String samePort(String gate) {
        return portOption(gate) + port(gate);
    }

    private static String portOption(String gate) {
        return "--" + gate + "-port=";
    }

    /// What the client is given to come in by a gate.
    String url(String gate) {
        return gate + "://localhost:" + port(gate);
    }

    /// Ends it as a failure of power would: nothing of it can do anything any more.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// What it wrote to standard error so far.
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /// Asks it to end, as a service manager would.
    void terminate() {
        process.destroy();
    }

    /// Its exit status, as soon as it has ended.
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server is still running");
        }
        return process.exitValue();
    }

    /// How many bytes of its heap are in use, after a collection; without the gaps between them.
    long heapBytes() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var command = List.of(jcmd, String.valueOf(process.pid()), "GC.class_histogram");
        var histogram = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(
                                histogram.getInputStream(), StandardCharsets.UTF_8))) {
            long bytes =
                    out.lines()
                            .map(CLASS::matcher)
                            .filter(each -> each.matches() && !each.group(2).equals(FILLER))
                            .mapToLong(each -> Long.parseLong(each.group(1)))
                            .sum();
            assertThat(bytes).isPositive();
            return bytes;
        }
    }

    /// The most memory that it has had resident, in bytes. Linux.
    long peakResidentBytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
