package chat.madang.tools.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What servers are compared by: one number each.
enum Workload {
    BURST("CPU us/delivery", "1 room of 1,000, 10 talk, 100 messages under way"),
    SINGLE("CPU us/delivery", "the same, 1 message under way"),
    ROOMS("CPU us/delivery", "10,000 people in 1,000 rooms, one talks in each"),
    LATENCY("p99 ms", "1 room of 500, 200 messages/s"),
    DURABLE(
            "messages/s",
            "100 people in 100 rooms, who wait for the echo of what is on disk; 2,000 under way"),
    CONNECT("connects/s", "2,000 people come in; the last of several crowds"),
    IDLE("resident MiB", "15,000 people who only stay"),
    START("s", "from its start until it can be used");

    private static final int SIZE = 40;
    private static final int CROWDS = 4;
    private static final int CONNECTING = 2_000;
    private static final int IDLE_PEOPLE = 15_000;

    /// A server that takes connections more slowly than they come has the kernel try again, each
    /// time after twice as long.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Long enough that what it took to let them in is given back.
    private static final Duration IDLE_TIME = Duration.ofSeconds(15);

    private static final Duration REST = Duration.ofMillis(500);
    private static final double MEBIBYTE = 1024 * 1024;

    private final String unit;
    private final String meaning;

    Workload(String unit, String meaning) {
        this.unit = unit;
        this.meaning = meaning;
    }

    /// Its name on the command line and in tables.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }

    /// Why a server has no value of this kind; nothing when it has one.
    Optional<String> absence(Rival rival) {
        if (this != DURABLE || rival == Rival.MADANG) return Optional.empty();
        return Optional.of("its echo promises nothing about the disk");
    }

    /// Loads a server, and measures.
    ///
    /// @param times of what talks
    /// @throws BenchFailure when the server does not bear it, or is at fault
    double measure(RunningServer server, Load.Times times, Consumer<String> progress)
            throws InterruptedException {
        return switch (this) {
            case BURST ->
                    cpu(talk(server, party(1_000, 1, 10), new Pace.Window(100), times, progress));
            case SINGLE ->
                    cpu(talk(server, party(1_000, 1, 10), new Pace.Window(1), times, progress));
            case ROOMS ->
                    cpu(
                            talk(
                                    server,
                                    party(10_000, 1_000, 1_000),
                                    new Pace.Window(1_000),
                                    times,
                                    progress));
            case LATENCY ->
                    talk(server, party(500, 1, 1), new Pace.Rate(200), times, progress)
                            .latency()
                            .p99();
            // In a room of one each delivery is an echo.
            case DURABLE ->
                    talk(server, echoing(100), new Pace.Window(2_000), times, progress)
                            .deliveriesPerSecond();
            case CONNECT -> connects(server, progress);
            case IDLE -> {
                var times15k = new Load.Times(Duration.ZERO, IDLE_TIME, PATIENCE);
                var result =
                        run(
                                server,
                                party(IDLE_PEOPLE, 1, 0),
                                new Pace.Silence(),
                                times15k,
                                progress);
                yield result.serverResidentBytes().orElseThrow(Workload::unknown) / MEBIBYTE;
            }
            case START -> server.startSeconds();
        };
    }

    /// Crowds one after the other, so that the last one meets a server that is warm.
    private static double connects(RunningServer server, Consumer<String> progress)
            throws InterruptedException {
        double connects = 0;
        for (int crowd = 0; crowd < CROWDS; crowd++) {
            if (crowd > 0) Thread.sleep(REST);
            // Names of their own: a server may still have those of the crowd before.
            var party = new Party(CONNECTING, 1, 0, Character.toString('a' + crowd), false);
            var times = new Load.Times(Duration.ZERO, Duration.ZERO, PATIENCE);
            connects = run(server, party, new Pace.Silence(), times, progress).connectsPerSecond();
        }
        return connects;
    }

    private static Party party(int people, int rooms, int talkers) {
        return new Party(people, rooms, talkers, "p", false);
    }

    /// People who talk, each alone in a room.
    private static Party echoing(int people) {
        return new Party(people, people, people, "p", true);
    }

    private static Result.Talked talk(
            RunningServer server,
            Party party,
            Pace pace,
            Load.Times times,
            Consumer<String> progress) {
        var result = run(server, party, pace, times, progress);
        if (result.faults().total() > 0) throw new BenchFailure(result.faults().first());
        return result.talk().orElseThrow(Workload::unknown);
    }

    private static Result run(
            RunningServer server,
            Party party,
            Pace pace,
            Load.Times times,
            Consumer<String> progress) {
        var load = new Load(party, pace, SIZE, times, OptionalLong.of(server.pid()));
        return Bench.run(
                server.address(), each -> new IrcWire(each.party(), each.size()), load, progress);
    }

    private static double cpu(Result.Talked talked) {
        OptionalDouble micros = talked.serverCpuMicros();
        return micros.orElseThrow(Workload::unknown);
    }

    private static BenchFailure unknown() {
        return new BenchFailure("nothing to measure (is this Linux?)");
    }
}
