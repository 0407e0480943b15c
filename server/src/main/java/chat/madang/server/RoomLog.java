package chat.madang.server;

import chat.madang.core.Delivery;
import chat.madang.core.Outbox;
import chat.madang.gate.open.OpenOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Writes what is said and done in the home room of the `open` gate to `logs/server.txt` in the
/// data folder, on a thread of its own. docs/protocols/open.md.
///
/// A turn counts as under way until it is written, or could not be: so what waits here is bounded
/// by the entrance, and nothing is left out because much happens at once.
final class RoomLog implements Outbox, AutoCloseable {
    /// The file, below the data folder.
    static final Path FILE = Path.of("logs", "server.txt");

    /// After how many bytes another file is begun.
    static final long FILE_BYTES_MAX = 10 * 1024 * 1024;

    /// How many files are kept.
    static final int FILES_MAX = 5;

    private static final Turn END = new Turn(List.of(), Instant.EPOCH, () -> {}, true);
    private static final Logger log = LoggerFactory.getLogger(RoomLog.class);

    /// Threads: the core's adds, this one's takes.
    private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();

    private final RoomDiary diary;
    private final LogFile file;
    private final InstantSource clock;
    private final Thread thread;

    /// One turn of the core, and when it was; the last one has nothing in it.
    private record Turn(List<Delivery> deliveries, Instant at, Runnable written, boolean isLast) {}

    private RoomLog(RoomDiary diary, LogFile file, InstantSource clock) {
        this.diary = diary;
        this.file = file;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("room-log").daemon().unstarted(this::run);
    }

    /// Begins to write, behind what is there from before.
    ///
    /// @param data the data folder
    static RoomLog open(Path data, OpenOptions options, InstantSource clock) {
        var file = new LogFile(data.resolve(FILE), FILE_BYTES_MAX, FILES_MAX);
        var roomLog = new RoomLog(new RoomDiary(options.home(), options.zone()), file, clock);
        roomLog.thread.start();
        return roomLog;
    }

    @Override
    public void deliver(List<Delivery> turn, Runnable written) {
        turns.add(new Turn(turn, clock.instant(), written, false));
    }

    /// Writes what was delivered, then ends the thread and waits for its end, unless interrupted.
    /// To be called when the core has ended.
    @Override
    public void close() {
        turns.add(END);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (file) {
            for (var next = turns.take(); !next.isLast(); next = turns.take()) write(next);
        } catch (InterruptedException _) {
            log.error("interrupted: nothing more is written to {}", FILE);
        }
    }

    private void write(Turn turn) {
        try {
            diary.lines(turn.deliveries(), turn.at()).forEach(file::append);
        } catch (Throwable bug) {
            log.error("not written to {}", FILE, bug);
        } finally {
            turn.written().run();
        }
    }
}
