package chat.madang.tools.talk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The file that keeps what was typed, for the next time: one line each, the latest last.
///
/// Only its owner may read it. That it cannot be read or written hurts nobody: there is then less
/// history.
///
/// @param path need not exist, nor its folder
record HistoryFile(Path path) {
    /// How many lines are kept; older ones go when the client starts.
    static final int LINES_MAX = 1_000;

    /// A larger file is not read, and begun anew.
    static final int BYTES_MAX = 8 << 20;

    private static final Path NOWHERE = Path.of("/dev/null");

    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    /// The file of the user whose environment this is: below `$XDG_STATE_HOME` when that is an
    /// absolute path, otherwise below `~/.local/state`. Keeps nothing when the locale cannot spell
    /// that: `한글` in the locale `C`.
    static HistoryFile of(Map<String, String> environment, String home) {
        try {
            var configured = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
            var states = configured.isAbsolute() ? configured : Path.of(home, ".local", "state");
            return new HistoryFile(states.resolve("madang", "history"));
        } catch (InvalidPathException unspeakable) {
            return new HistoryFile(NOWHERE);
        }
    }

    /// What was typed, the latest last; at most [#LINES_MAX] lines.
    List<String> load() {
        try {
            if (Files.size(path) > BYTES_MAX) {
                Files.delete(path);
                return List.of();
            }
            var lines =
                    new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
            if (lines.size() <= LINES_MAX) return lines;
            var latest = lines.subList(lines.size() - LINES_MAX, lines.size());
            Files.write(path, latest);
            return latest;
        } catch (IOException unreadable) {
            return List.of(); // there is none yet, or it is not ours
        }
    }

    /// Keeps one more line.
    void add(String line) {
        try {
            Files.createDirectories(path.getParent());
            var ownerOnly =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            try (var file = Files.newByteChannel(path, APPEND, ownerOnly)) {
                file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException | UnsupportedOperationException unwritable) {
            // A full disk or a file system without owners: talking goes on without a history.
        }
    }
}
