package chat.madang.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a process has used so far, as Linux tells in `/proc`.
///
/// @param cpuNanos of all its threads, in user mode and in the kernel; in steps of 10 ms
/// @param residentBytes what it has in memory now
record ProcessUse(long cpuNanos, long residentBytes) {
    /// One tick of `utime` and `stime`: `getconf CLK_TCK` is 100 wherever Linux runs Java.
    private static final long TICK_NANOS = 10_000_000;

    /// Counted from behind the name, which may have blanks and brackets of its own.
    private static final int UTIME = 11;

    private static final int STIME = 12;
    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;

    /// Nothing when there is no such process, or no `/proc`.
    static Optional<ProcessUse> of(long pid) {
        var folder = Path.of("/proc", Long.toString(pid));
        try {
            var stat = Files.readString(folder.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
            return Optional.of(new ProcessUse(ticks * TICK_NANOS, resident(folder)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static long resident(Path folder) throws IOException {
        for (var line : Files.readAllLines(folder.resolve("status"))) {
            if (!line.startsWith(RESIDENT)) continue;
            var kibibytes = line.substring(RESIDENT.length()).replace("kB", "").strip();
            return Long.parseLong(kibibytes) * KIB;
        }
        return 0;
    }
}
