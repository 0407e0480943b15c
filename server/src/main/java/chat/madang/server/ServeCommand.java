package chat.madang.server;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `madang serve`: the server, until it is told to stop.
@Command(
        name = "serve",
        description = "Starts the server: all gates, on this machine alone unless told otherwise.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, as TOML. Every option has a key there.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder for what must last.")
    private @Nullable String data;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Where the gates listen; 0.0.0.0 lets other machines in.")
    private @Nullable String bind;

    @Option(names = "--workers", paramLabel = "N", description = "Event loops, each a thread.")
    private @Nullable String workers;

    @Option(
            names = "--rooms-port",
            paramLabel = "N",
            description = "The port of the rooms gate; 0: any free one, off: closed.")
    private @Nullable String roomsPort;

    /// Null until started. Threads: set by the main thread, read by the one that a signal starts.
    private volatile @Nullable Server server;

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        var hook = new Thread(this::stopAtOnce, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (var started = Server.start(config())) {
            server = started;
            announce(started);
            return started.awaitStopAsked() ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            keepStatus(hook);
        }
    }

    /// SIGTERM and Ctrl-C: an orderly end, which is a success.
    private void stopAtOnce() {
        try {
            var running = server;
            if (running != null) running.close();
        } finally {
            Runtime.getRuntime().halt(ExitCode.OK);
        }
    }

    /// The end is not a signal's doing: the status is the command's.
    private static void keepStatus(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It is a signal's doing: the hook is at work, and ends the process.
        }
    }

    private Config config() throws StartFailure {
        var settings = Settings.defaults();
        if (config != null) settings = settings.withFile(config);
        settings = withOption(settings, "data", data, "--data");
        settings = withOption(settings, "bind", bind, "--bind");
        settings = withOption(settings, "workers", workers, "--workers");
        settings = withOption(settings, "rooms.port", roomsPort, "--rooms-port");
        return Config.of(settings);
    }

    private static Settings withOption(
            Settings settings, String key, @Nullable String value, String option) {
        return value == null ? settings : settings.withOption(key, value, option);
    }

    private void announce(Server server) {
        var out = out();
        out.printf("Madang %s: one yard, many gates%n%n", Version.text());
        for (var gate : server.gates()) {
            out.printf(
                    "  %-8s ./madang chat %s://%s%n",
                    gate.name(), gate.name(), Addresses.forClients(gate.address()));
        }
        out.println();
        for (var gate : server.gates()) {
            out.printf(
                    "listening gate=%s transport=%s address=%s%n",
                    gate.name(), gate.transport(), Addresses.text(gate.address()));
        }
        out.printf("ready, over %s; Ctrl-C stops%n", server.transport());
        out.flush();
    }

    private PrintWriter out() {
        if (spec == null) throw new IllegalStateException("spec: null (expected: set by picocli)");
        return spec.commandLine().getOut();
    }
}
