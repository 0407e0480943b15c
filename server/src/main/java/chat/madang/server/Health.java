package chat.madang.server;

import chat.madang.gate.Gatehouse;
import chat.madang.store.Store;

import io.netty.util.concurrent.Ticker;

import java.time.Duration;
import java.util.Optional;

/// Whether the server lives, and whether people can be sent to it. Threads: any.
final class Health {
    /// How long a thread may have work and get none of it done.
    static final Duration STUCK = Duration.ofSeconds(20);

    private final ChatLoop core;
    private final Store store;
    private final Gatehouse gatehouse;
    private final Stall coreStall;
    private final Stall journalStall;
    private volatile Stage stage = Stage.STARTING;

    /// How far the server is. Before it runs, and after, its threads need not be there.
    private enum Stage {
        STARTING,
        RUNNING,
        STOPPING,
    }

    Health(ChatLoop core, Store store, Gatehouse gatehouse, Ticker ticker) {
        this.core = core;
        this.store = store;
        this.gatehouse = gatehouse;
        var pulse = core.pulse();
        this.coreStall = new Stall(pulse::turns, () -> pulse.isBusy() || core.queued() > 0, ticker);
        this.journalStall = new Stall(store::rounds, store::isBusy, ticker);
    }

    /// All gates are open.
    void started() {
        stage = Stage.RUNNING;
    }

    /// Nobody comes in any more.
    void stopping() {
        stage = Stage.STOPPING;
    }

    /// Looks after the threads, so that it is known when one gets nothing done.
    void look() {
        coreStall.look();
        journalStall.look();
    }

    /// Why the server had better be started anew; nothing when it is well.
    Optional<String> illness() {
        if (stage == Stage.RUNNING && !core.isAlive()) return Optional.of("the core has ended");
        if (stage == Stage.RUNNING && !store.isAlive()) {
            return Optional.of("the journal has ended");
        }
        return stuck("the core takes no turns", coreStall)
                .or(() -> stuck("the journal writes nothing", journalStall));
    }

    /// Why nobody should be sent here; nothing when everybody may come.
    Optional<String> obstacle() {
        return switch (stage) {
            case STARTING -> Optional.of("starting");
            case STOPPING -> Optional.of("stopping");
            case RUNNING -> illness().or(this::hindrance);
        };
    }

    private Optional<String> hindrance() {
        if (!gatehouse.isOpen()) return Optional.of("a gate is closed");
        if (!store.isWritable()) {
            return Optional.of("the journal cannot be written: what needs it is refused");
        }
        return Optional.empty();
    }

    private static Optional<String> stuck(String what, Stall stall) {
        var stalled = stall.look();
        return stalled.compareTo(STUCK) < 0
                ? Optional.empty()
                : Optional.of("%s, for %d s".formatted(what, stalled.toSeconds()));
    }
}
