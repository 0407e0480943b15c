package chat.madang.server;

import chat.madang.gate.Gatehouse;
import chat.madang.gate.House;
import chat.madang.gate.http.HttpBounds;
import chat.madang.gate.http.HttpPort;
import chat.madang.store.Store;

import io.netty.util.concurrent.Ticker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Collection;

/// The port where an operator reads how it goes: docs/operating.md. It is no gate, has connections
/// of its own, and is open before the gates are and as long as anybody is here.
final class Ops implements AutoCloseable {
    /// What it is called where gates have their names.
    static final String NAME = "ops";

    /// How it is spoken.
    static final String TRANSPORT = "http";

    private static final int CONNECTIONS_MAX = 32;

    private final Gatehouse gatehouse;
    private final Census census;
    private final Health health;
    private final Metrics metrics;

    Ops(ChatLoop core, Store store, Gatehouse gatehouse, Census census) {
        this.gatehouse = gatehouse;
        this.census = census;
        this.health = new Health(core, store, gatehouse, Ticker.systemTicker());
        this.metrics = new Metrics(core, store, census);
    }

    /// Opens the port.
    ///
    /// @return where it is open
    /// @throws IOException when it cannot be
    InetSocketAddress open(InetSocketAddress address, InstantSource clock) throws IOException {
        gatehouse.everySecond(health::look);
        var site = new OpsSite(health, metrics);
        var port = new HttpPort(site, HttpBounds.usual(CONNECTIONS_MAX), clock);
        return gatehouse.openAside(NAME, port, address);
    }

    /// All gates are open.
    void started(House house, Collection<String> gates) {
        for (var gate : gates) metrics.bindGate(gate, house.traffic(gate), census);
        health.started();
    }

    /// Nobody is to come any more.
    void stopping() {
        health.stopping();
    }

    /// Ends the counting; the port closes with the loops.
    @Override
    public void close() {
        metrics.close();
    }
}
