package chat.madang.tools.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/// One run: everybody connects, joins, talks, and what is still under way is waited for.
final class Bench {
    private static final long TURN_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double SECOND = 1e9;
    private static final double MILLISECOND = 1e6;

    private final Load load;
    private final Traffic traffic;
    private final Wire wire;
    private final Progress progress;

    private Bench(Function<Load, Wire> wire, Load load, Consumer<String> progress) {
        var party = load.party();
        this.load = load;
        this.wire = wire.apply(load);
        this.traffic = new Traffic(party, Talk.eachMax(load.pace(), party.talkers()));
        this.progress = new Progress(progress, load.times().patience().toNanos());
    }

    /// Runs, and blocks until it is over.
    ///
    /// @param progress gets a line each second
    /// @throws BenchFailure when it cannot be run to its end; faults are part of the result
    static Result run(
            InetSocketAddress target,
            Function<Load, Wire> wire,
            Load load,
            Consumer<String> progress) {
        if (load.server().isPresent() && use(load.server()).isEmpty()) {
            throw new BenchFailure(
                    "pid: %d (expected: a process, on Linux)".formatted(load.server().getAsLong()));
        }
        Descriptors.here()
                .flatMap(here -> here.lack(load.party().people()))
                .ifPresent(lack -> {
                    throw new BenchFailure(lack);
                });
        var bench = new Bench(wire, load, progress);
        try (var crowd = new Crowd(target, load.party(), bench.wire, bench.traffic)) {
            return bench.run(crowd);
        } catch (IOException failed) {
            throw new BenchFailure(reason(failed));
        }
    }

    private Result run(Crowd crowd) throws IOException {
        double connects = connect(crowd);
        if (load.pace() instanceof Pace.Silence) {
            stay(crowd);
            return result(connects, OptionalDouble.empty(), Optional.empty());
        }
        double joins = join(crowd);
        var talked = talk(crowd);
        crowd.settle();
        return result(connects, OptionalDouble.of(joins), Optional.of(talked));
    }

    private Result result(double connects, OptionalDouble joins, Optional<Result.Talked> talked) {
        var resident = use(load.server()).map(ProcessUse::residentBytes);
        return new Result(
                connects,
                joins,
                talked,
                resident.map(OptionalLong::of).orElse(OptionalLong.empty()),
                traffic.faults());
    }

    private double connect(Crowd crowd) throws IOException {
        return gather(crowd, "connected", crowd::registered, crowd::connectMore);
    }

    private double join(Crowd crowd) throws IOException {
        // The first in each room may have to make it.
        int hosts = load.party().rooms();
        long began = System.nanoTime();
        gather(crowd, "joined", crowd::joined, () -> crowd.joinMore(hosts), hosts);
        gather(crowd, "joined", crowd::joined, () -> crowd.joinMore(load.party().people()));
        return load.party().people() * SECOND / (System.nanoTime() - began);
    }

    /// Something that may fail on the network.
    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    private double gather(Crowd crowd, String what, IntSupplier count, Step step)
            throws IOException {
        return gather(crowd, what, count, step, load.party().people());
    }

    /// Takes steps until a count has been reached, and says how fast it was.
    private double gather(Crowd crowd, String what, IntSupplier count, Step step, int enough)
            throws IOException {
        long began = System.nanoTime();
        long now = began;
        progress.restart(began);
        while (count.getAsInt() < enough) {
            step.take();
            if (count.getAsInt() < enough) crowd.turn(TURN_NANOS_MAX);
            now = System.nanoTime();
            progress.tell(now, () -> "%s %,d of %,d".formatted(what, count.getAsInt(), enough));
            if (progress.isStuck(now, count.getAsInt())) {
                throw new BenchFailure(
                        "the server does not answer: %s %d of %d"
                                .formatted(what, count.getAsInt(), enough));
            }
        }
        return enough * SECOND / Math.max(1, now - began);
    }

    private void stay(Crowd crowd) throws IOException {
        long end = System.nanoTime() + load.times().measured().toNanos();
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            crowd.turn(Math.min(TURN_NANOS_MAX, end - now));
            progress.tell(now, () -> "%,d people are there".formatted(crowd.registered()));
        }
    }

    private Result.Talked talk(Crowd crowd) throws IOException {
        var talk = new Talk(crowd, traffic, load);
        long now = System.nanoTime();
        long measuredFrom = now + load.times().warmup().toNanos();
        progress.restart(now);
        talk.begin(now);
        talkUntil(measuredFrom, crowd, talk, "warming up");
        var before = Reading.now(load, traffic);
        traffic.measure(before.nanos());
        talkUntil(before.nanos() + load.times().measured().toNanos(), crowd, talk, "talking");
        var after = Reading.now(load, traffic);
        drain(crowd);
        return after.since(before, latency());
    }

    private void talkUntil(long end, Crowd crowd, Talk talk, String what) throws IOException {
        long heard = traffic.deliveries();
        long began = System.nanoTime();
        for (long now = began; now < end; now = System.nanoTime()) {
            long rest = talk.go(now);
            crowd.turn(Math.clamp(Math.min(rest, end - now), 0, TURN_NANOS_MAX));
            long nanos = Math.max(1, now - began);
            progress.tell(
                    now,
                    () ->
                            "%s, %,.0f deliveries/s"
                                    .formatted(
                                            what, (traffic.deliveries() - heard) * SECOND / nanos));
            if (progress.isStuck(now, traffic.deliveries())) return;
        }
    }

    /// Waits for what is under way, as long as it comes.
    private void drain(Crowd crowd) throws IOException {
        for (long now = System.nanoTime(); traffic.underWay() > 0; now = System.nanoTime()) {
            if (progress.isStuck(now, traffic.deliveries())) return;
            progress.tell(now, () -> "waiting for %,d messages".formatted(traffic.underWay()));
            crowd.turn(TURN_NANOS_MAX);
        }
    }

    private Result.Latency latency() {
        var latency = traffic.latency();
        return new Result.Latency(
                latency.getValueAtPercentile(50) / MILLISECOND,
                latency.getValueAtPercentile(90) / MILLISECOND,
                latency.getValueAtPercentile(99) / MILLISECOND,
                latency.getValueAtPercentile(99.9) / MILLISECOND,
                latency.getMaxValue() / MILLISECOND);
    }

    private static Optional<ProcessUse> use(OptionalLong pid) {
        return pid.isPresent() ? ProcessUse.of(pid.getAsLong()) : Optional.empty();
    }

    private static String reason(IOException failed) {
        var message = String.valueOf(failed.getMessage());
        return message.contains("Too many open files") ? Descriptors.TOO_FEW + message : message;
    }

    /// What has been counted up to a moment.
    private record Reading(
            long nanos,
            long messages,
            long deliveries,
            Optional<ProcessUse> server,
            Optional<ProcessUse> generator) {
        static Reading now(Load load, Traffic traffic) {
            return new Reading(
                    System.nanoTime(),
                    traffic.messages(),
                    traffic.deliveries(),
                    use(load.server()),
                    ProcessUse.of(ProcessHandle.current().pid()));
        }

        Result.Talked since(Reading before, Result.Latency latency) {
            return new Result.Talked(
                    (nanos - before.nanos) / SECOND,
                    messages - before.messages,
                    deliveries - before.deliveries,
                    latency,
                    cpu(before.server, server),
                    cpu(before.generator, generator));
        }

        private static OptionalDouble cpu(Optional<ProcessUse> from, Optional<ProcessUse> to) {
            if (from.isEmpty() || to.isEmpty()) return OptionalDouble.empty();
            return OptionalDouble.of((to.get().cpuNanos() - from.get().cpuNanos()) / SECOND);
        }
    }
}
