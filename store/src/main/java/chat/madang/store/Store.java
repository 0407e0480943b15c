package chat.madang.store;

import chat.madang.core.Archive;
import chat.madang.core.Event;
import chat.madang.core.Journal;
import chat.madang.core.Markers;
import chat.madang.core.Memory;
import chat.madang.core.Registry;
import chat.madang.core.Reply;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// What a running server keeps on disk.
///
/// One thread writes: all turns that have gathered are one transaction, with one sync to the disk;
/// the busier it is, the more turns share one. What somebody waits for is written at once, what
/// nobody does gathers for 20 ms. Outcomes are told in the order of the turns.
///
/// A transaction that fails (a full disk, as a rule) is rolled back; its turns have failed, and the
/// next one is tried as ever. That is logged when it begins and when it is over. History of that
/// time is lost; promises are taken back by whoever made them; everything else is caught up on.
///
/// Threads: [#write] any; the others one at a time.
public final class Store implements Journal, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Store.class);

    /// Where the milliseconds stand in a [chat.madang.core.MessageId].
    private static final int MILLIS_SHIFT = 20;

    /// How often old history is looked for.
    private static final Duration LOOK_EVERY = Duration.ofHours(1);

    /// How often it is tried to write while that fails.
    private static final Duration TRY_EVERY = Duration.ofSeconds(5);

    /// What has been handed over and is not written. Bounded by whoever calls [#write], who counts
    /// what is under way until its outcome is told.
    private final Backlog waiting = new Backlog(Backlog.MOMENT);

    private final Handle connection;
    private final Retention retention;
    private final InstantSource clock;
    private final Readers readers;
    private final Archive archive;
    private final Registrar registry;
    private final TurnWriter writer;
    private final Memory memory;
    private final Accounts accounts;
    private final Runnable onFailure;
    private final Thread thread;

    /// Is told of each transaction how long it took, in nanoseconds. Threads: set by any, called by
    /// the thread.
    private volatile LongConsumer onCommit = _ -> {};

    /// How often the thread has done what had gathered. Threads: written by the thread alone.
    private final AtomicLong rounds = new AtomicLong();

    /// Whether the thread is doing something. Threads: written by the thread alone.
    private volatile boolean working;

    /// Whether the last transaction failed. Threads: written by the thread alone.
    private volatile boolean failing;

    /// When old history was last looked for. The thread's own.
    private Instant looked = Instant.MIN;

    /// Whether the thread takes nothing any more.
    private volatile boolean ended;

    private static final Work LAST = new Work.Last();

    private Store(Database database, Handle connection, Options options) {
        this.connection = connection;
        this.retention = options.retention();
        this.clock = options.clock();
        this.memory = connection.inTransaction(Store::recall);
        this.accounts = new Accounts(database);
        this.writer = new TurnWriter(connection, memory, retention);
        this.onFailure = options.onFailure();
        this.readers = new Readers(database);
        this.archive = new StoredArchive(this, memory.lastMessage(), retention, clock);
        this.registry = new Registrar(accounts, readers);
        this.thread = Thread.ofPlatform().name("journal").start(this::run);
    }

    /// How a store is opened.
    ///
    /// @param clock says what is too old
    /// @param onFailure called when the thread cannot go on: no outcome is told any more
    record Options(Retention retention, InstantSource clock, Runnable onFailure) {}

    /// Opens the store for somebody who sees for themselves when no outcome comes any more.
    ///
    /// @param historyMax how much of each room's history is kept, in events: 1..
    /// @throws StoreFailure when the file cannot be used; then it was not changed
    public static Store open(Path file, int historyMax) throws StoreFailure {
        return open(file, Retention.of(historyMax), () -> {});
    }

    /// Opens the store, and makes it when it is missing. Nobody else may have it as a store; others
    /// may have its [Accounts].
    ///
    /// @param onFailure called when the thread cannot go on: no outcome is told any more
    /// @throws StoreFailure when the file cannot be used; then it was not changed
    public static Store open(Path file, Retention retention, Runnable onFailure)
            throws StoreFailure {
        return open(file, new Options(retention, InstantSource.system(), onFailure));
    }

    /// Opens the store at a time of somebody's choice.
    static Store open(Path file, Options options) throws StoreFailure {
        var database = Database.open(file);
        try {
            return open(database, options);
        } catch (RuntimeException e) {
            throw Database.cannotOpen(file, e);
        }
    }

    private static Store open(Database database, Options options) {
        var connection = database.connectToWrite();
        try {
            return new Store(database, connection, options);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// What was known when the store was opened.
    public Memory memory() {
        return memory;
    }

    /// The accounts in it.
    public Accounts accounts() {
        return accounts;
    }

    /// What has happened, to be read.
    public Archive archive() {
        return archive;
    }

    /// How far the accounts have read.
    public Markers markers() {
        return new StoredMarkers(this);
    }

    /// Where people become accounts.
    public Registry registry() {
        return registry;
    }

    @Override
    public void write(List<Event> turn, Outcome outcome) {
        var work = new Work.Turn(turn, outcome);
        if (outcome.isUrgent()) waiting.addUrgent(work);
        else waiting.add(work);
    }

    /// How many turns and questions wait to be written or asked.
    public int waiting() {
        return waiting.size();
    }

    /// How often what had gathered was written; grows as long as the thread is well and has work.
    public long rounds() {
        return rounds.get();
    }

    /// Whether there is something to do, or in doing.
    public boolean isBusy() {
        return working || !waiting.isEmpty();
    }

    /// Whether the thread is there.
    public boolean isAlive() {
        return thread.isAlive() && !ended;
    }

    /// Whether the disk took what was last written. While it does not, that is tried again every
    /// few seconds.
    public boolean isWritable() {
        return !failing;
    }

    /// Tells `listener` of each transaction from now on how long it took, in nanoseconds, on the
    /// journal's thread.
    public void listenToCommits(LongConsumer listener) {
        onCommit = listener;
    }

    /// Reads when everything that was handed over before is written.
    <T> void read(Function<Handle, T> question, Reply<T> reply) {
        enqueue(new Work.Afterwards(() -> readers.read(question, reply), reply::failed));
    }

    /// Changes something in its turn.
    <T> void change(Function<TurnWriter, T> deed, Reply<T> reply) {
        enqueue(new Work.Deed<>(deed, reply));
    }

    private void enqueue(Work work) {
        waiting.addUrgent(work);
        // Whoever comes too late for the thread is told by itself.
        if (ended) drop();
    }

    private void drop() {
        for (var work = waiting.poll(); work != null; work = waiting.poll()) work.drop();
    }

    /// Writes what was handed over, answers what was asked, and ends the threads. Waits for them,
    /// unless interrupted.
    @Override
    public void close() {
        registry.close();
        waiting.addUrgent(LAST);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        readers.close();
    }

    /// Since 1970, as it is written; far times, which no clock has, are cut to what fits.
    static long millis(Instant instant) {
        long seconds =
                Math.clamp(
                        instant.getEpochSecond(), Long.MIN_VALUE / 2_000, Long.MAX_VALUE / 2_000);
        return seconds * 1_000 + instant.getNano() / 1_000_000;
    }

    /// The first id that an event can have at that time; 0 before 1970.
    static long firstId(Instant instant) {
        return Math.max(0, millis(instant)) << MILLIS_SHIFT;
    }

    /// The connection on which the thread writes, for what only tests do to it: to be used while an
    /// outcome is told, and at no other time.
    Handle connection() {
        return connection;
    }

    /// Reads everything, without what is of the past: who was here, and rooms that have ended with
    /// the server.
    private static Memory recall(Handle transaction) {
        transaction.execute("DELETE FROM presence");
        transaction.execute("DELETE FROM history WHERE room NOT IN (SELECT id FROM room)");
        transaction.execute("DELETE FROM gap WHERE room NOT IN (SELECT id FROM room)");
        transaction.execute("DELETE FROM scheduled WHERE room NOT IN (SELECT id FROM room)");
        transaction.execute(
                """
                DELETE FROM nonce
                WHERE place GLOB '#*'
                  AND CAST(substr(place, 2) AS INTEGER) NOT IN (SELECT id FROM room)
                """);
        return new Recollection(transaction).read();
    }

    private void run() {
        try {
            doWork();
            if (writer.end()) isCommitted(List.of());
        } catch (Throwable failure) {
            log.error("the journal has failed", failure);
            onFailure.run();
        } finally {
            ended = true;
            drop();
            disconnect();
        }
    }

    private void doWork() {
        var batch = new ArrayList<Work>();
        do {
            batch.clear();
            try {
                waiting.take(failing ? TRY_EVERY : LOOK_EVERY, batch);
            } catch (InterruptedException _) {
                // Nobody does that; the end is work like any other.
                continue;
            }
            working = true;
            work(batch);
            rounds.lazySet(rounds.get() + 1);
            working = false;
        } while (!batch.contains(LAST));
    }

    private void disconnect() {
        try {
            connection.close();
        } catch (RuntimeException e) {
            log.warn("the store was not closed as it should be", e);
        }
    }

    private void work(List<Work> batch) {
        for (var work : batch) work.see(writer);
        boolean forgets = isTimeToForget();
        boolean empty = !forgets && !isTried(batch) && batch.stream().noneMatch(Work::lasts);
        boolean kept = empty || isCommitted(batch);
        sweep();
        for (var work : batch) tell(work, kept || !work.lasts());
    }

    /// Whether there is nothing to do but to see whether the disk takes something again.
    private boolean isTried(List<Work> batch) {
        return failing && batch.isEmpty();
    }

    private void tell(Work work, boolean kept) {
        try {
            work.tell(kept);
        } catch (RuntimeException bug) {
            log.error("what became of a turn was not taken", bug);
        }
    }

    private boolean isCommitted(List<Work> batch) {
        long begun = System.nanoTime();
        try {
            connection.begin();
            for (var work : batch) work.write(writer);
            writer.finish();
            if (isTimeToForget()) forget();
            connection.commit();
            writer.committed();
            if (failing) log.info("the journal can be written again");
            failing = false;
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!failing) log.error("the journal cannot be written: what needs it is refused", e);
            failing = true;
            rollBack();
            return false;
        } finally {
            onCommit.accept(System.nanoTime() - begun);
        }
    }

    private boolean isTimeToForget() {
        return retention.days() > 0 && looked.plus(LOOK_EVERY).isBefore(clock.instant());
    }

    private void forget() {
        writer.forget(clock.instant());
        looked = clock.instant();
    }

    private void sweep() {
        try {
            writer.sweep();
        } catch (RuntimeException e) {
            log.debug("what was erased may still be in the log", e);
        }
    }

    private void rollBack() {
        try {
            writer.rolledBack();
            if (connection.isInTransaction()) connection.rollback();
        } catch (RuntimeException e) {
            // A full disk has ended the transaction already.
            log.debug("no rollback", e);
        }
    }
}
