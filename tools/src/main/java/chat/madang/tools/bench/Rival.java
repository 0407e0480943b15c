package chat.madang.tools.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A server that can be compared: where it is, and how it is started.
enum Rival {
    /// The least that a relay can do: `bench/floor.c`.
    FLOOR,
    INSPIRCD,
    NGIRCD,
    MADANG;

    private static final String PORT = "@PORT@";
    private static final String FOLDER = "@FOLDER@";
    private static final int COMPILER_SECONDS_MAX = 60;
    private static final List<String> MADANG_GATES_OFF =
            List.of("web", "rooms", "coded", "open", "duo", "relay", "tcrp", "ops");

    /// Its name on the command line and in tables.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Why it cannot be started here; nothing when it can.
    ///
    /// @param home the folder that has the launcher and `bench/`
    Optional<String> absence(Path home) {
        return switch (this) {
            case FLOOR -> missing(program("cc"), "no C compiler (cc)");
            case INSPIRCD -> missing(program("inspircd"), "not installed");
            case NGIRCD -> missing(program("ngircd"), "not installed");
            case MADANG ->
                    missing(
                            Optional.of(home.resolve("madang")).filter(Files::isExecutable),
                            "no launcher " + home.resolve("madang"));
        };
    }

    /// Starts it with all that it writes in a folder, and waits until it can be used.
    ///
    /// @param folder its own, and empty
    RunningServer start(Path home, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        var command = command(home, folder, port);
        var ready = this == MADANG ? Optional.of("ready") : Optional.<String>empty();
        return RunningServer.start(command, folder, port, ready);
    }

    private List<String> command(Path home, Path folder, int port)
            throws IOException, InterruptedException {
        return switch (this) {
            case FLOOR -> List.of(compiled(home, folder), Integer.toString(port));
            case INSPIRCD -> {
                Files.writeString(folder.resolve("motd.txt"), "hi\n");
                var config = config(home, folder, "inspircd.conf", port);
                yield List.of(path("inspircd"), "--nofork", "--runasroot", "--config", config);
            }
            case NGIRCD ->
                    List.of(path("ngircd"), "-n", "-f", config(home, folder, "ngircd.conf", port));
            case MADANG -> {
                var command = new ArrayList<String>();
                command.add(home.resolve("madang").toAbsolutePath().toString());
                command.addAll(List.of("serve", "--data", folder.resolve("data").toString()));
                command.addAll(List.of("--irc-port", Integer.toString(port)));
                for (var gate : MADANG_GATES_OFF)
                    command.addAll(List.of("--" + gate + "-port", "off"));
                yield command;
            }
        };
    }

    private static String compiled(Path home, Path folder)
            throws IOException, InterruptedException {
        var floor = folder.resolve("floor");
        var source = home.resolve("bench").resolve("floor.c");
        var compiler =
                new ProcessBuilder(path("cc"), "-O2", "-o", floor.toString(), source.toString())
                        .inheritIO()
                        .start();
        if (!compiler.waitFor(COMPILER_SECONDS_MAX, TimeUnit.SECONDS)
                || compiler.exitValue() != 0) {
            compiler.destroy();
            throw new BenchFailure("cannot compile " + source);
        }
        return floor.toString();
    }

    private static String config(Path home, Path folder, String name, int port) throws IOException {
        var template = Files.readString(home.resolve("bench").resolve(name));
        var config = folder.resolve(name);
        Files.writeString(
                config,
                template.replace(PORT, Integer.toString(port)).replace(FOLDER, folder.toString()));
        return config.toString();
    }

    private static Optional<String> missing(Optional<Path> found, String reason) {
        return found.isPresent() ? Optional.empty() : Optional.of(reason);
    }

    private static String path(String program) {
        return program(program)
                .orElseThrow(() -> new BenchFailure(program + ": not installed"))
                .toString();
    }

    private static Optional<Path> program(String program) {
        var folders = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        for (var folder : folders.split(":", -1)) {
            var file = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(file)) return Optional.of(file);
        }
        return Optional.empty();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
