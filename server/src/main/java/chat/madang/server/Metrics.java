package chat.madang.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Refusal;
import chat.madang.gate.Traffic;
import chat.madang.store.Store;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.internal.PlatformDependent;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;

/// The numbers of the whole house under the names of docs/operating.md, as Prometheus reads them.
/// The one class that knows Micrometer: what is counted is counted where it happens, and looked at
/// here when somebody asks. Threads: any.
final class Metrics implements AutoCloseable {
    /// What [#text] is.
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /// The buckets of turns and commits: from a hundredth of a millisecond to ten seconds.
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(10_000),
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
    };

    private static final Tags NONE = Tags.empty();

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final JvmGcMetrics collections = new JvmGcMetrics();

    /// Begins to look at the core, the journal and the JVM; gates come with [#bindGate].
    Metrics(ChatLoop core, Store store, Census census) {
        // Only some collectors have it.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("jvm.gc.concurrent"));
        bindCore(core);
        bindCensus(census);
        bindStore(store);
        bindBuffers();
        bindJvm();
    }

    /// Shows what goes through a gate, and who came in by it.
    void bindGate(String gate, Traffic traffic, Census census) {
        var tag = Tags.of("gate", gate);
        gauge("madang.connections", tag, traffic, Traffic::connections);
        counter("madang.connections.opened", tag, traffic, Traffic::cameInAll);
        counter("madang.connections.turned.away", tag, traffic, Traffic::turnedAwayInAll);
        counter("madang.connections.closed.slow", tag, traffic, Traffic::closedAsSlowInAll);
        counter("madang.outbound.bytes", tag, traffic, Traffic::outboundBytesInAll);
        gauge("madang.people", tag, census, numbers -> numbers.people(gate));
        gauge("madang.rooms", tag, census, numbers -> numbers.rooms(gate));
    }

    /// All numbers as they are now, in Prometheus' text format 0.0.4.
    byte[] text() {
        return registry.scrape().getBytes(UTF_8);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private void bindCore(ChatLoop core) {
        var pulse = core.pulse();
        pulse.listen(timer("madang.turn"));
        counter("madang.commands", NONE, pulse, Pulse::commands);
        counter("madang.entrance.refused", NONE, pulse, Pulse::refusedOffers);
        gauge("madang.entrance.queue", NONE, core, ChatLoop::queued);
        gauge("madang.entrance.underway.bytes", NONE, core, ChatLoop::underWayBytes);
    }

    private void bindCensus(Census census) {
        counter("madang.deliveries", NONE, census, Census::deliveries);
        gauge("madang.rooms.peopled", NONE, census, Census::rooms);
        for (var why : Refusal.values()) {
            var reason = Tags.of("reason", why.name().toLowerCase(Locale.ROOT));
            counter("madang.refusals", reason, census, numbers -> numbers.refusals(why));
        }
    }

    private void bindStore(Store store) {
        store.listenToCommits(timer("madang.commit"));
        gauge("madang.journal.queue", NONE, store, Store::waiting);
        gauge("madang.journal.writable", NONE, store, each -> each.isWritable() ? 1 : 0);
    }

    private void bindBuffers() {
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator) {
            gauge(
                    "madang.buffers.bytes",
                    NONE,
                    allocator,
                    each -> each.metric().usedDirectMemory());
        }
        gauge("madang.buffers.max.bytes", NONE, this, _ -> PlatformDependent.maxDirectMemory());
    }

    private void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    private LongConsumer timer(String name) {
        var timer = Timer.builder(name).serviceLevelObjectives(BUCKETS).register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// @param of held by somebody else as long as the server lives
    private <T> void counter(String name, Tags tags, T of, ToDoubleFunction<T> number) {
        FunctionCounter.builder(name, of, number).tags(tags).register(registry);
    }

    /// @param of as above
    private <T> void gauge(String name, Tags tags, T of, ToDoubleFunction<T> number) {
        Gauge.builder(name, of, number).tags(tags).register(registry);
    }
}
