package chat.madang.server;

import chat.madang.server.Server.Door;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.concurrent.Callable;

/// `madang serve`: the server, until it is told to stop.
@Command(
        name = "serve",
        description = "Starts the server: all gates, on this machine alone unless told otherwise.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Mixin private final DataOptions data = new DataOptions();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Where the gates listen; 0.0.0.0 lets other machines in.")
    private @Nullable String bind;

    @Option(names = "--workers", paramLabel = "N", description = "Event loops, each a thread.")
    private @Nullable String workers;

    @Option(
            names = "--web-port",
            paramLabel = "N",
            description = "The port of the page and its API; 0: any free one, off: closed.")
    private @Nullable String webPort;

    @Option(
            names = "--rooms-port",
            paramLabel = "N",
            description = "The port of the rooms gate; 0 and off as above.")
    private @Nullable String roomsPort;

    @Option(
            names = "--coded-port",
            paramLabel = "N",
            description = "The port of the coded gate; 0 and off as above.")
    private @Nullable String codedPort;

    @Option(
            names = "--open-port",
            paramLabel = "N",
            description = "The port of the open gate; 0 and off as above.")
    private @Nullable String openPort;

    @Option(
            names = "--duo-port",
            paramLabel = "N",
            description = "The port of the duo gate; 0 and off as above.")
    private @Nullable String duoPort;

    @Option(
            names = "--irc-port",
            paramLabel = "N",
            description = "The port of the irc gate; 0 and off as above.")
    private @Nullable String ircPort;

    @Option(
            names = "--relay-port",
            paramLabel = "N",
            description = "The UDP port of the relay gate; 0 and off as above.")
    private @Nullable String relayPort;

    @Option(
            names = "--tcrp-port",
            paramLabel = "N",
            description = "The port of the tcrp gate, TCP and UDP; 0 and off as above.")
    private @Nullable String tcrpPort;

    @Option(
            names = "--ops-port",
            paramLabel = "N",
            description = "The HTTP port for operators; 0 and off as above.")
    private @Nullable String opsPort;

    /// Null until started. Threads: set by the main thread, read by the one that a signal starts.
    private volatile @Nullable Server server;

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        var hook = new Thread(this::stopAtOnce, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        var source = new IrcSource(data.file(), this::config);
        try (var started = Server.start(config(), source)) {
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
        var settings = withOption(data.settings(), "bind", bind, "--bind");
        settings = withOption(settings, "workers", workers, "--workers");
        settings = withOption(settings, "web.port", webPort, "--web-port");
        settings = withOption(settings, "rooms.port", roomsPort, "--rooms-port");
        settings = withOption(settings, "coded.port", codedPort, "--coded-port");
        settings = withOption(settings, "open.port", openPort, "--open-port");
        settings = withOption(settings, "duo.port", duoPort, "--duo-port");
        settings = withOption(settings, "irc.port", ircPort, "--irc-port");
        settings = withOption(settings, "relay.port", relayPort, "--relay-port");
        settings = withOption(settings, "tcrp.port", tcrpPort, "--tcrp-port");
        settings = withOption(settings, "ops.port", opsPort, "--ops-port");
        return Config.of(settings);
    }

    private static Settings withOption(
            Settings settings, String key, @Nullable String value, String option) {
        return value == null ? settings : settings.withOption(key, value, option);
    }

    private void announce(Server server) {
        var out = out();
        out.printf("Madang %s: one yard, many gates%n%n", Version.text());
        var shown = new HashSet<String>();
        for (var door : server.doors()) {
            // A gate that has two transports has one row.
            if (!shown.add(door.name())) continue;
            out.printf("  %-8s %s%n", door.name(), way(door));
        }
        out.println();
        for (var door : server.doors()) {
            out.printf(
                    "listening gate=%s transport=%s address=%s%n",
                    door.name(), door.transport(), Addresses.text(door.address()));
        }
        out.printf("ready, over %s; Ctrl-C stops%n", server.transport());
        out.flush();
    }

    /// How people come in.
    private static String way(Door door) {
        var address = Addresses.forClients(door.address());
        var url = "%s://%s".formatted(door.name(), address);
        return switch (door.name()) {
            case "web" -> "http://%s".formatted(address);
            case Ops.NAME -> "http://%s/metrics".formatted(address);
            // There are clients enough.
            case "irc" -> url;
            // This protocol goes straight into a room.
            case "tcrp" -> "./madang chat '%s/tea?create'".formatted(url);
            default -> "./madang chat " + url;
        };
    }

    private PrintWriter out() {
        if (spec == null) throw new IllegalStateException("spec: null (expected: set by picocli)");
        return spec.commandLine().getOut();
    }
}
