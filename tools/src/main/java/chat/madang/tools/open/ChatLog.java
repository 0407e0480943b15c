package chat.madang.tools.open;

import chat.madang.tools.talk.Printable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The file that one person's chat is kept in, a line each with date and time; for any thread.
///
/// It is written to as long as that can be done; a chat goes on without it.
final class ChatLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /// What some file system keeps for itself, and a dot that would hide the file.
    private static final Pattern UNFIT =
            Pattern.compile("[/\\\\:*?\"<>|\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]|^\\.");

    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");

    private final Path path;
    private final Clock clock;
    private final Consumer<String> warn;

    /// Guarded by `this`.
    private boolean warned;

    /// A log in `folder`, which need not exist.
    ///
    /// @param clock its zone is the one that times are written in
    /// @param warn takes the one line that says why the log is incomplete
    ChatLog(Path folder, String nickname, Clock clock, Consumer<String> warn) {
        this.path = folder.toAbsolutePath().resolve(fileName(nickname));
        this.clock = clock;
        this.warn = warn;
    }

    /// The name of the file for somebody's chat.
    private static String fileName(String nickname) {
        var name = UNFIT.matcher(nickname).replaceAll("_") + "_chat_log.txt";
        try {
            return Path.of(name).toString();
        } catch (InvalidPathException unspeakable) {
            // The locale has no such characters: `한글` in the locale `C`.
            return NOT_ASCII.matcher(name).replaceAll("_");
        }
    }

    /// Adds one line, made harmless.
    synchronized void add(String line) {
        var stamped = LocalDateTime.now(clock).format(TIME) + " " + Printable.of(line) + "\n";
        try {
            Files.createDirectories(path.getParent());
            Files.write(
                    path,
                    stamped.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            if (warned) return;
            warned = true;
            warn.accept("cannot write the log %s: %s".formatted(path, reason(unwritable)));
        }
    }

    /// The name of the failure says more than its message, which is often just the path.
    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName();
    }
}
