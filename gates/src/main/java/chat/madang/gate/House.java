package chat.madang.gate;

import chat.madang.core.Entrance;

import java.util.concurrent.atomic.AtomicInteger;

/// What every connection of every gate shares. Threads: any loop.
public final class House {
    private final Entrance entrance;
    private final Limits limits;
    private final AtomicInteger connections = new AtomicInteger();

    House(Entrance entrance, Limits limits) {
        this.entrance = entrance;
        this.limits = limits;
    }

    Entrance entrance() {
        return entrance;
    }

    Limits limits() {
        return limits;
    }

    /// Counts one more connection, if there is a place for it.
    boolean connectionCame() {
        if (connections.incrementAndGet() <= limits.connectionsMax()) return true;
        connections.decrementAndGet();
        return false;
    }

    /// Counts one connection less: it is closed, and its session has exited.
    void connectionGone() {
        connections.decrementAndGet();
    }

    int connections() {
        return connections.get();
    }
}
