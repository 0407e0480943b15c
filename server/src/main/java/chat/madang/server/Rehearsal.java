package chat.madang.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

import picocli.CommandLine.ExitCode;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A short evening in the yard: a server starts, a crowd comes and talks, somebody says something
/// and stops it. What the JVM learns from it about our classes, the build keeps for every start to
/// come: docs/decisions/0023-the-jvm-rehearses.md. And what every start would unpack is unpacked.
final class Rehearsal {
    private static final String SCRIPT = "/name amir\n/create tea\nhello\n/rooms\n/shutdown\n";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ANNOUNCEMENT_CHARS_MAX = 65_536;
    private static final Pattern DOOR =
            Pattern.compile("listening gate=(\\w+) transport=tcp address=(127\\.0\\.0\\.1:\\d+)");
    private static final String READY = "ready";
    private static final int CROWD_SECONDS = 6;

    private Rehearsal() {}

    /// Plays it through both commands, as people give them, and ends the process: 0 when everything
    /// went as it should.
    public static void main(String[] arguments) throws Exception {
        unpackLibrary();
        var folder = Files.createTempDirectory("madang-rehearsal");
        int status;
        try {
            status = play(folder);
        } finally {
            delete(folder);
        }
        System.exit(status);
    }

    private static int play(Path folder) throws IOException, InterruptedException {
        try (var announced = new PipedReader(ANNOUNCEMENT_CHARS_MAX);
                var out = new PrintWriter(new PipedWriter(announced))) {
            var server = Thread.ofPlatform().daemon().start(() -> serve(folder, out));
            var doors = doors(new BufferedReader(announced));
            // Without it the JVM learns less, and all works: its faults are told in the log.
            crowd("irc://" + doors.get("irc"));
            System.setIn(new ByteArrayInputStream(SCRIPT.getBytes(UTF_8)));
            int status = run("chat", "rooms://" + doors.get("rooms"));
            return server.join(PATIENCE) ? status : ExitCode.SOFTWARE;
        }
    }

    /// Many people, so that the JVM learns which methods are called most often.
    private static void crowd(String url) {
        run(
                "bench",
                url,
                "--people=200",
                "--rooms=10",
                "--talkers=100",
                "--window=50",
                "--warmup=0",
                "--seconds=" + CROWD_SECONDS);
    }

    private static int run(String... arguments) {
        return Main.commandLine(arguments).execute(arguments);
    }

    /// Leaves SQLite's library in the current folder, where the launcher has it looked for: else
    /// every start unpacks it anew, into a folder for temporary files where it may not even be run.
    private static void unpackLibrary() throws IOException {
        var name = LibraryLoaderUtil.getNativeLibName();
        var packed = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (var in = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
            // A machine for which there is none has to say so when the server starts.
            if (in != null) Files.copy(in, Path.of(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Closes `out` at the end, so that whoever waits for an announcement knows.
    private static void serve(Path folder, PrintWriter out) {
        try (out) {
            Main.commandLine("serve")
                    .setOut(out)
                    .execute(
                            "serve",
                            "--data=" + folder,
                            "--bind=127.0.0.1",
                            "--rooms-port=0",
                            "--coded-port=0",
                            "--open-port=0",
                            "--duo-port=0",
                            "--irc-port=0",
                            "--relay-port=0",
                            "--tcrp-port=0",
                            "--web-port=0",
                            "--ops-port=0");
        }
    }

    /// Where the server says it listens: each gate's TCP address.
    ///
    /// @throws EOFException when it has ended instead
    static Map<String, String> doors(BufferedReader announced) throws IOException {
        var doors = new HashMap<String, String>();
        for (var line = announced.readLine(); line != null; line = announced.readLine()) {
            var door = DOOR.matcher(line);
            if (door.matches()) doors.put(door.group(1), door.group(2));
            if (line.startsWith(READY)) return doors;
        }
        throw new EOFException("the server has ended (expected: that it is ready)");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
