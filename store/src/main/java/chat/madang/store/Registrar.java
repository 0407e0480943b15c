package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.Email;
import chat.madang.core.Name;
import chat.madang.core.Registry;
import chat.madang.core.Reply;
import chat.madang.core.ScramKeys;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Makes accounts for people at the gates, one at a time, as hashing costs memory and time on
/// purpose. Threads: any.
final class Registrar implements Registry, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Registrar.class);

    /// The most who wait to become an account; more fail at once.
    private static final int WAITING_MAX = 64;

    /// The name of the secret.
    private static final String PURPOSE = "scram";

    private final Accounts accounts;
    private final Readers readers;
    private final ThreadPoolExecutor thread;

    /// Null until somebody has asked. Shared by the readers; always the same.
    private volatile byte @Nullable [] secret;

    Registrar(Accounts accounts, Readers readers) {
        this.accounts = accounts;
        this.readers = readers;
        ThreadFactory factory = Thread.ofPlatform().name("registry").daemon().factory();
        var waiting = new ArrayBlockingQueue<Runnable>(WAITING_MAX);
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, waiting, factory);
    }

    @Override
    public void register(
            Name name, byte[] password, Optional<Email> email, Reply<Optional<Account>> reply) {
        try {
            thread.execute(() -> add(name, password, email, reply));
        } catch (RejectedExecutionException _) {
            // Too many wait, or the store is closed.
            Arrays.fill(password, (byte) 0);
            reply.failed();
        }
    }

    @Override
    public void scram(String name, Reply<ScramKeys> reply) {
        readers.read(connection -> Accounts.scram(connection, name, secret()), reply);
    }

    /// Makes those who wait, and ends.
    @Override
    public void close() {
        thread.close();
    }

    /// What answers to names that are nobody's are made of.
    private byte[] secret() {
        var known = secret;
        if (known != null) return known;
        known = accounts.secret(PURPOSE);
        secret = known;
        return known;
    }

    private void add(
            Name name, byte[] password, Optional<Email> email, Reply<Optional<Account>> reply) {
        Optional<Account> added;
        try {
            added = accounts.add(name, password, email);
        } catch (RuntimeException e) {
            log.warn("no account can be made", e);
            reply.failed();
            return;
        } finally {
            Arrays.fill(password, (byte) 0);
        }
        reply.given(added);
    }
}
