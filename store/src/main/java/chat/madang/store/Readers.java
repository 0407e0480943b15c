package chat.madang.store;

import chat.madang.core.Reply;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Threads that read from the file, each with a connection of its own, and hold up nobody who
/// writes. Threads: any.
final class Readers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);

    private static final int THREADS = 2;

    /// The most questions that wait; more fail at once.
    private static final int WAITING_MAX = 4_096;

    private final Database database;

    /// Connections that nobody uses at the moment.
    private final ConcurrentLinkedQueue<Handle> idle = new ConcurrentLinkedQueue<>();

    private final ThreadPoolExecutor threads;

    /// Whether the last question failed. Shared by the threads.
    private final AtomicBoolean failing = new AtomicBoolean();

    Readers(Database database) {
        this.database = database;
        ThreadFactory factory = Thread.ofPlatform().name("archive-", 1).daemon().factory();
        var waiting = new ArrayBlockingQueue<Runnable>(WAITING_MAX);
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, waiting, factory);
    }

    /// Asks, some time, and tells what is found.
    <T> void read(Function<Handle, T> question, Reply<T> reply) {
        try {
            threads.execute(() -> tell(reply, answer(question)));
        } catch (RejectedExecutionException _) {
            // Too many wait, or the store is closed.
            reply.failed();
        }
    }

    /// Answers what waits, and ends.
    @Override
    public void close() {
        threads.close();
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            close(connection);
        }
    }

    private static <T> void tell(Reply<T> reply, @Nullable T answer) {
        try {
            if (answer == null) reply.failed();
            else reply.given(answer);
        } catch (RuntimeException bug) {
            log.error("an answer was not taken", bug);
        }
    }

    /// Null when there is none.
    private <T> @Nullable T answer(Function<Handle, T> question) {
        Handle connection = null;
        try {
            connection = idle.poll();
            if (connection == null) connection = connect();
            var answer = question.apply(connection);
            idle.add(connection);
            failing.set(false);
            return answer;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (connection != null) close(connection);
            if (!failing.getAndSet(true)) log.error("the archive cannot be read", e);
            return null;
        }
    }

    private Handle connect() {
        var connection = database.connect();
        connection.execute("PRAGMA query_only = ON");
        return connection;
    }

    private static void close(Handle connection) {
        try {
            connection.close();
        } catch (RuntimeException e) {
            log.debug("not closed as it should be", e);
        }
    }
}
