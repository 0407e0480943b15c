package chat.madang.store;

import chat.madang.core.Event;
import chat.madang.core.Journal;
import chat.madang.core.Memory;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// What a running server keeps on disk.
///
/// One thread writes: all turns that have gathered are one transaction, with one sync to the disk;
/// the busier it is, the more turns share one. Outcomes are told in the order of the turns.
///
/// A transaction that fails (a full disk, as a rule) is rolled back; its turns have failed, and the
/// next one is tried as ever. That is logged when it begins and when it is over. History of that
/// time is lost; promises are taken back by whoever made them; everything else is caught up on.
///
/// Threads: [#write] any; the others one at a time.
public final class Store implements Journal, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Store.class);

    /// What has been handed over and is not written. Bounded by whoever calls [#write], who counts
    /// what is under way until its outcome is told.
    private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();

    private final Handle connection;
    private final TurnWriter writer;
    private final Memory memory;
    private final Accounts accounts;
    private final Runnable onFailure;
    private final Thread thread;

    /// Whether the last transaction failed. The thread's own.
    private boolean failing;

    /// One turn on its way; one without an outcome ends the thread.
    private record Turn(List<Event> events, Outcome outcome) {
        boolean lasts() {
            return events.stream().anyMatch(TurnWriter::lasts);
        }
    }

    private static final Turn LAST = new Turn(List.of(), new Ignored());

    private static final class Ignored implements Outcome {
        @Override
        public void kept() {}

        @Override
        public void failed() {}
    }

    private Store(Database database, Handle connection, int historyMax, Runnable onFailure) {
        this.connection = connection;
        this.memory = connection.inTransaction(Store::recall);
        this.accounts = new Accounts(database);
        this.writer = new TurnWriter(connection, memory, historyMax);
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("journal").start(this::run);
    }

    /// Opens the store for somebody who sees for themselves when no outcome comes any more.
    ///
    /// @param historyMax how much of each room's history is kept, in events: 1..
    /// @throws StoreFailure when the file cannot be used; then it was not changed
    public static Store open(Path file, int historyMax) throws StoreFailure {
        return open(file, historyMax, () -> {});
    }

    /// Opens the store, and makes it when it is missing. Nobody else may have it as a store; others
    /// may have its [Accounts].
    ///
    /// @param historyMax how much of each room's history is kept, in events: 1..
    /// @param onFailure called when the thread cannot go on: no outcome is told any more
    /// @throws StoreFailure when the file cannot be used; then it was not changed
    public static Store open(Path file, int historyMax, Runnable onFailure) throws StoreFailure {
        var database = Database.open(file);
        try {
            return open(database, historyMax, onFailure);
        } catch (RuntimeException e) {
            throw Database.cannotOpen(file, e);
        }
    }

    private static Store open(Database database, int historyMax, Runnable onFailure) {
        var connection = database.connect();
        try {
            return new Store(database, connection, historyMax, onFailure);
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

    @Override
    public void write(List<Event> turn, Outcome outcome) {
        turns.add(new Turn(turn, outcome));
    }

    /// Writes what was handed over, and ends the thread. Waits for it, unless interrupted.
    @Override
    public void close() {
        turns.add(LAST);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Since 1970, as it is written; far times, which no clock has, are cut to what fits.
    static long millis(Instant instant) {
        long seconds =
                Math.clamp(
                        instant.getEpochSecond(), Long.MIN_VALUE / 2_000, Long.MAX_VALUE / 2_000);
        return seconds * 1_000 + instant.getNano() / 1_000_000;
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
        transaction.execute("DELETE FROM scheduled WHERE room NOT IN (SELECT id FROM room)");
        return new Recollection(transaction).read();
    }

    private void run() {
        try {
            writeTurns();
            if (writer.end()) isCommitted(List.of());
        } catch (Throwable failure) {
            log.error("the journal has failed", failure);
            onFailure.run();
        } finally {
            disconnect();
        }
    }

    private void writeTurns() {
        var batch = new ArrayList<Turn>();
        do {
            batch.clear();
            try {
                batch.add(turns.take());
            } catch (InterruptedException _) {
                // Nobody does that; the end is a turn like any other.
                continue;
            }
            turns.drainTo(batch);
            write(batch);
        } while (!batch.contains(LAST));
    }

    private void disconnect() {
        try {
            connection.close();
        } catch (RuntimeException e) {
            log.warn("the store was not closed as it should be", e);
        }
    }

    private void write(List<Turn> batch) {
        for (var turn : batch) turn.events().forEach(writer::see);
        boolean kept = batch.stream().noneMatch(Turn::lasts) || isCommitted(batch);
        for (var turn : batch) tell(turn, kept || !turn.lasts());
    }

    private void tell(Turn turn, boolean kept) {
        try {
            if (kept) turn.outcome().kept();
            else turn.outcome().failed();
        } catch (RuntimeException bug) {
            log.error("what became of a turn was not taken", bug);
        }
    }

    private boolean isCommitted(List<Turn> batch) {
        try {
            connection.begin();
            for (var turn : batch) turn.events().forEach(writer::write);
            writer.finish();
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
