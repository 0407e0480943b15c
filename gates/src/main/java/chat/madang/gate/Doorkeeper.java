package chat.madang.gate;

import chat.madang.core.Account;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/// Asks for passwords at the gates, and does not let anybody try for long.
///
/// Five wrong logins from one address within a minute make it wait for a minute: what it tries
/// meanwhile is answered without looking. Logins that are being looked at count as wrong until it
/// is known, so that many connections get no more guesses than one; what comes beyond them is held
/// back for so long. An IPv6 address stands for its whole /64, because that is what one person has.
///
/// Looking costs a processor, and memory, on purpose. So no more logins are looked at than there
/// are processors, the addresses take turns, and how many wait is bounded.
///
/// Threads: any. Never blocks, but for [#close].
public final class Doorkeeper implements AutoCloseable {
    /// How many logins wait to be looked at. More are refused.
    static final int WAITING_MAX = 4_096;

    /// How many of them may be of one address, so that the others find room.
    static final int WAITING_OF_ONE_MAX = 2_048;

    /// Of how many addresses that have nothing under way wrong logins are remembered.
    static final int QUIET_MAX = 16_384;

    private final PasswordCheck check;
    private final Executor executor;
    private final LongSupplier nanos;
    private final int lookedAtMax;
    private final Runnable closeExecutor;

    /// Those with something waiting or looked at. Guarded by this, as all that follows.
    private final Map<ByteBuffer, Caller> callers = new HashMap<>();

    /// Those with nothing but wrong logins, who tried longest ago first.
    private final Map<ByteBuffer, WrongLogins> quiet =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, WrongLogins> eldest) {
                    return size() > QUIET_MAX;
                }
            };

    /// Those with something waiting that may be their turn.
    private final SequencedSet<Caller> turns = new LinkedHashSet<>();

    private int waiting;
    private int lookedAt;
    private boolean closed;

    /// One login.
    private static final class Attempt {
        private final String name;
        private final byte[] password;
        private final CompletableFuture<Optional<Account>> outcome = new CompletableFuture<>();

        Attempt(String name, byte[] password) {
            this.name = name;
            this.password = password;
        }

        void refuse() {
            wipe();
            outcome.complete(Optional.empty());
        }

        void wipe() {
            Arrays.fill(password, (byte) 0);
        }
    }

    /// One address with something under way.
    private static final class Caller {
        private final ByteBuffer address;
        private final WrongLogins wrong;
        private final Queue<Attempt> waiting = new ArrayDeque<>();
        private int lookedAt;

        Caller(ByteBuffer address, WrongLogins wrong) {
            this.address = address;
            this.wrong = wrong;
        }
    }

    /// A login whose turn it is.
    private record Turn(Caller caller, Attempt attempt) {}

    /// Looks on threads of its own, by the system's clock.
    public Doorkeeper(PasswordCheck check) {
        this(check, Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory()));
    }

    /// @param executor where it is looked
    /// @param nanos the time, as [System#nanoTime] has it
    public Doorkeeper(PasswordCheck check, Executor executor, LongSupplier nanos) {
        this(check, executor, nanos, processors(), () -> {});
    }

    private Doorkeeper(PasswordCheck check, ExecutorService threads) {
        this(check, threads, System::nanoTime, processors(), threads::close);
    }

    Doorkeeper(
            PasswordCheck check,
            Executor executor,
            LongSupplier nanos,
            int lookedAtMax,
            Runnable closeExecutor) {
        this.check = check;
        this.executor = executor;
        this.nanos = nanos;
        this.lookedAtMax = lookedAtMax;
        this.closeExecutor = closeExecutor;
    }

    /// Finds out whether somebody may come in.
    ///
    /// @param from the peer's address
    /// @param name what the account is said to be called; any text
    /// @param password taken over, and wiped
    /// @return the account; nothing when that is not its password, when the address has to wait,
    ///   when too much waits already, or after the end; a failure when it could not be looked.
    ///   Completed by any thread
    public CompletableFuture<Optional<Account>> admit(
            InetAddress from, String name, byte[] password) {
        var attempt = new Attempt(name, password);
        if (isTaken(attempt, key(from))) {
            lookAtAllThatMayBe();
        } else {
            attempt.refuse();
        }
        return attempt.outcome;
    }

    /// Whether an address has to wait, because of what was wrong before.
    public synchronized boolean isBarred(InetAddress from) {
        var wrong = wrong(key(from));
        return wrong != null && wrong.isBarring(nanos.getAsLong());
    }

    /// Counts a wrong proof that was not looked at here.
    public synchronized void countWrong(InetAddress from) {
        var address = key(from);
        var known = wrong(address);
        var wrong = known == null ? new WrongLogins() : known;
        if (known == null) quiet.put(address, wrong);
        wrong.add(nanos.getAsLong());
    }

    private @Nullable WrongLogins wrong(ByteBuffer address) {
        var caller = callers.get(address);
        return caller == null ? quiet.get(address) : caller.wrong;
    }

    /// Refuses whatever waits and comes, and waits for what is being looked at.
    @Override
    public void close() {
        for (var attempt : end()) attempt.refuse();
        closeExecutor.run();
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// What all addresses have in common that are likely one person's.
    private static ByteBuffer key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, Long.BYTES));
    }

    private synchronized boolean isTaken(Attempt attempt, ByteBuffer address) {
        if (closed || waiting >= WAITING_MAX || isBarred(address)) return false;
        var caller = callers.computeIfAbsent(address, this::begin);
        if (caller.waiting.size() >= WAITING_OF_ONE_MAX) return false;
        caller.waiting.add(attempt);
        waiting++;
        turns.add(caller);
        return true;
    }

    /// Whoever is barred has nothing under way.
    private boolean isBarred(ByteBuffer address) {
        var wrong = quiet.get(address);
        return wrong != null && wrong.isBarring(nanos.getAsLong());
    }

    private Caller begin(ByteBuffer address) {
        var wrong = quiet.remove(address);
        return new Caller(address, wrong == null ? new WrongLogins() : wrong);
    }

    private void lookAtAllThatMayBe() {
        for (var turn = nextTurn(); turn != null; turn = nextTurn()) start(turn);
    }

    /// Null when nothing waits that may be looked at now.
    private synchronized @Nullable Turn nextTurn() {
        while (lookedAt < lookedAtMax && !turns.isEmpty()) {
            var caller = turns.removeFirst();
            // Else held back, until it is known of one whether it is wrong.
            if (caller.lookedAt >= caller.wrong.left(nanos.getAsLong())) continue;
            var attempt = caller.waiting.remove();
            if (!caller.waiting.isEmpty()) turns.addLast(caller);
            waiting--;
            lookedAt++;
            caller.lookedAt++;
            return new Turn(caller, attempt);
        }
        return null;
    }

    private void start(Turn turn) {
        try {
            executor.execute(() -> look(turn));
        } catch (RejectedExecutionException _) {
            // The executor has ended: so does this.
            for (var attempt : seen(turn.caller(), false)) attempt.refuse();
            turn.attempt().refuse();
        }
    }

    private void look(Turn turn) {
        var attempt = turn.attempt();
        try {
            var account = check.check(attempt.name, attempt.password);
            finish(turn, account.isEmpty());
            attempt.outcome.complete(account);
        } catch (Throwable failure) {
            finish(turn, false);
            attempt.outcome.completeExceptionally(failure);
        }
        lookAtAllThatMayBe();
    }

    private void finish(Turn turn, boolean isWrong) {
        turn.attempt().wipe();
        for (var barred : seen(turn.caller(), isWrong)) barred.refuse();
    }

    /// One login less is looked at; returns those that will not be any more.
    private synchronized List<Attempt> seen(Caller caller, boolean isWrong) {
        lookedAt--;
        caller.lookedAt--;
        if (isWrong) caller.wrong.add(nanos.getAsLong());
        var refused =
                caller.wrong.isBarring(nanos.getAsLong()) ? forget(caller) : List.<Attempt>of();
        if (!caller.waiting.isEmpty()) {
            turns.add(caller);
        } else if (caller.lookedAt == 0) {
            callers.remove(caller.address);
            if (!caller.wrong.isEmpty()) quiet.put(caller.address, caller.wrong);
        }
        return refused;
    }

    /// Takes away what of that address waits.
    private List<Attempt> forget(Caller caller) {
        var forgotten = new ArrayList<>(caller.waiting);
        caller.waiting.clear();
        waiting -= forgotten.size();
        turns.remove(caller);
        return forgotten;
    }

    private synchronized List<Attempt> end() {
        closed = true;
        var refused = new ArrayList<Attempt>();
        for (var caller : callers.values()) refused.addAll(forget(caller));
        return refused;
    }
}
