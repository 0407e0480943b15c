package chat.madang.server;

import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Entrance;
import chat.madang.store.Accounts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Tells the core of accounts that were added or removed, also by another process.
///
/// Looks four times a second whether there was any change; the core forgets an account within that
/// time, and knows a new one. A thread of its own, because looking means reading a file.
final class AccountWatch implements AutoCloseable {
    private static final int LOOK_MILLIS = 250;
    private static final Logger log = LoggerFactory.getLogger(AccountWatch.class);

    private final Accounts accounts;
    private final Entrance entrance;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("accounts").factory());

    /// Of the accounts that the core was last told of; less than any before it was.
    private long generation = -1;

    /// Whether it has been logged that looking fails, so that it is logged once.
    private boolean failing;

    AccountWatch(Accounts accounts, Entrance entrance) {
        this.accounts = accounts;
        this.entrance = entrance;
    }

    void start() {
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Ends it, and waits for a look under way.
    @Override
    public void close() {
        looking.close();
    }

    private void look() {
        try {
            lookOrFail();
            failing = false;
        } catch (RuntimeException cannotRead) {
            if (!failing) log.error("accounts cannot be read", cannotRead);
            failing = true;
        }
    }

    private void lookOrFail() {
        // Read before the accounts: a change in between is found by the next look.
        long now = accounts.generation();
        if (now == generation) return;
        if (entrance.offer(new KnowAccounts(accounts.all()))) generation = now;
    }
}
