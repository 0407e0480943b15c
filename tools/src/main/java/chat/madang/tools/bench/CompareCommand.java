package chat.madang.tools.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `madang bench compare`: the same loads for this server and others, in turn.
///
/// Exit status: 0 when everything could be measured; 1 when something could not; 2 for options that
/// make no sense.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the floor, InspIRCd, ngIRCd and this server, in turn.",
            "Those that are not installed are left out. Each workload gets a server of its own,"
                    + " in a folder of its own.",
            "durable is this server's alone: the echoes of others promise nothing about the disk."
        })
public final class CompareCommand implements Callable<Integer> {
    private static final int STATUS_DONE = 0;
    private static final int STATUS_FAILED = 1;
    private static final long PATIENCE_SECONDS = 20;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is measured; 3.")
    private int rounds = 3;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Workloads: burst, single, rooms, latency, durable, connect, idle, start.")
    private List<String> only = List.of();

    @Option(
            names = "--servers",
            paramLabel = "NAME",
            split = ",",
            description = "Servers: floor, inspircd, ngircd, madang.")
    private List<String> servers = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "How long talk is measured; 10.")
    private int seconds = 10;

    @Option(names = "--warmup", paramLabel = "N", description = "How long is talked before; 5.")
    private int warmup = 5;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The folder with the launcher and bench/; the current one.")
    private Path home = Path.of("");

    @Option(names = "--json", description = "Tell the result as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /// Makes a command that tells its result on the command line's output.
    public CompareCommand() {}

    /// Measures all that was asked for.
    ///
    /// @return the exit status
    @Override
    public Integer call() throws InterruptedException {
        var workloads = chosen(only, List.of(Workload.values()), Workload::word, "workload");
        var rivals = present(chosen(servers, List.of(Rival.values()), Rival::word, "server"));
        check("rounds", rounds, 1);
        check("seconds", seconds, 1);
        check("warmup", warmup, 0);
        var comparison = new Comparison();
        try {
            for (int round = 1; round <= rounds; round++) {
                for (var workload : workloads) {
                    for (var rival : rivals) {
                        say("round %d, %s, %s".formatted(round, workload.word(), rival.word()));
                        measure(workload, rival, comparison);
                    }
                }
            }
        } catch (IOException failed) {
            say("cannot use the temporary folder: " + failed.getMessage());
            return STATUS_FAILED;
        }
        return tell(comparison);
    }

    private void measure(Workload workload, Rival rival, Comparison comparison)
            throws IOException, InterruptedException {
        var absence = workload.absence(rival);
        if (absence.isPresent()) {
            sayLeftOut(workload.word() + ", " + rival.word(), absence.get());
            comparison.leaveOut(workload, rival, absence.get());
            return;
        }
        var folder = Files.createTempDirectory("madang-bench-");
        try (var server = rival.start(home, folder)) {
            double value = workload.measure(server, times(), this::say);
            say("%s, %s: %.3f %s".formatted(workload.word(), rival.word(), value, workload.unit()));
            comparison.add(workload, rival, value);
        } catch (BenchFailure failure) {
            var why = String.valueOf(failure.getMessage());
            say(why);
            comparison.fail(workload, rival, why);
        } finally {
            remove(folder);
        }
    }

    private Load.Times times() {
        return new Load.Times(
                Duration.ofSeconds(warmup),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private <T> List<T> chosen(
            List<String> words, List<T> all, Function<T, String> word, String what) {
        if (words.isEmpty()) return all;
        var chosen = new ArrayList<T>();
        for (var each : words) {
            var found = all.stream().filter(one -> word.apply(one).equals(each)).findAny();
            chosen.add(found.orElseThrow(() -> bad(what, each, all.stream().map(word))));
        }
        return chosen;
    }

    private List<Rival> present(List<Rival> rivals) {
        var present = new ArrayList<Rival>();
        for (var rival : rivals) {
            rival.absence(home)
                    .ifPresentOrElse(
                            why -> sayLeftOut(rival.word(), why), () -> present.add(rival));
        }
        return present;
    }

    private void check(String what, int value, int least) {
        if (value < least) throw bad(what, Integer.toString(value), Stream.of(least + " or more"));
    }

    private ParameterException bad(String what, String value, Stream<String> expected) {
        return new ParameterException(
                spec.commandLine(),
                "%s: %s (expected: %s)"
                        .formatted(what, value, expected.collect(Collectors.joining(", "))));
    }

    private int tell(Comparison comparison) {
        var out = spec.commandLine().getOut();
        if (json) out.println(comparison.json());
        else out.print(comparison.markdown());
        out.flush();
        return comparison.isWhole() ? STATUS_DONE : STATUS_FAILED;
    }

    private void say(String line) {
        var errors = spec.commandLine().getErr();
        errors.println(line);
        errors.flush();
    }

    private void sayLeftOut(String who, String why) {
        say("%s is left out: %s".formatted(who, why));
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        }
    }
}
