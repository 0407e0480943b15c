package chat.madang.gate;

import chat.madang.core.Entrance;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.internal.PlatformDependent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// What every connection of every gate shares. Threads: any loop.
public final class House {
    private static final Logger log = LoggerFactory.getLogger(House.class);

    private final Entrance entrance;
    private final Limits limits;
    private final Hosts hosts;
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, Traffic> traffic = new ConcurrentHashMap<>();

    /// Whether it has been logged that there is no room, so that it is logged once a siege.
    private final AtomicBoolean fullLogged = new AtomicBoolean();

    House(Entrance entrance, Limits limits, Hosts hosts) {
        this.entrance = entrance;
        this.hosts = hosts;
        this.limits = limits;
    }

    Entrance entrance() {
        return entrance;
    }

    Limits limits() {
        return limits;
    }

    Hosts hosts() {
        return hosts;
    }

    /// What goes through a gate.
    public Traffic traffic(String gate) {
        return traffic.computeIfAbsent(gate, _ -> new Traffic());
    }

    /// Counts one more connection, if there is a place for it.
    boolean connectionCame(String gate) {
        if (connections.incrementAndGet() <= limits.connectionsMax()) {
            traffic(gate).came();
            return true;
        }
        connections.decrementAndGet();
        traffic(gate).turnedAway();
        if (fullLogged.compareAndSet(false, true)) {
            log.warn("full: refusing connections, limits.connections={}", limits.connectionsMax());
        }
        return false;
    }

    /// Counts one connection less: it is closed, and its session has exited.
    void connectionGone(String gate) {
        traffic(gate).gone();
        if (connections.decrementAndGet() <= limits.connectionsMax() / 2) fullLogged.set(false);
    }

    int connections() {
        return connections.get();
    }

    /// Whether half of the memory for buffers is in use: then nobody may lag any more.
    boolean isMemoryShort() {
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator
                && allocator.metric().usedDirectMemory() > PlatformDependent.maxDirectMemory() / 2;
    }
}
