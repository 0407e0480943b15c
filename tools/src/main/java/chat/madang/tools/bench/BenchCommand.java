package chat.madang.tools.bench;

import chat.madang.tools.talk.Address;
import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/// `madang bench URL`: the load generator.
///
/// Exit status: 0 when every delivery came, in order and once; 1 when one did not, or the run could
/// not be held; 2 for a URL or options that make no sense.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Load a server with people who talk, and measure it.",
        subcommands = CompareCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./madang bench irc://localhost:6667 --people 1000 --talkers 10 --window 100",
            "  ./madang bench irc://localhost:6667 --people 500 --rate 200 --pid 4711",
            "  ./madang bench irc://localhost:6667 --rooms 100 --talkers 100 --window 2000 --echo",
            "  ./madang bench irc://localhost:6667 --people 15000 --idle --seconds 5 --pid 4711",
            "  ./madang bench compare --rounds 3"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int STATUS_DONE = 0;
    private static final int STATUS_FAILED = 1;
    private static final int SIZE_MAX = 400;
    private static final int UNDER_WAY_MAX = 1_000_000;
    private static final double SECONDS_MIN = 0.001;
    private static final int SECONDS_MAX = 86_400;
    private static final double MILLIS = 1e3;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = {
                "Where to:",
                "  irc://HOST[:PORT], any IRC server",
                "  rooms://HOST[:PORT][?format=json|protobuf]",
                "  coded://HOST[:PORT]"
            })
    private String url = "";

    @Option(names = "--people", paramLabel = "N", description = "How many connect; 100.")
    private int people = 100;

    @Option(
            names = "--rooms",
            paramLabel = "N",
            description = "How many rooms they are spread over; 1.")
    private int rooms = 1;

    @Option(
            names = "--talkers",
            paramLabel = "N",
            description = "How many of them talk, spread over the rooms; 1.")
    private int talkers = 1;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "How many messages are under way, altogether; 1.")
    private int window = 1;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Instead of a window: so many messages a second, altogether.")
    private int rate;

    @Option(
            names = "--idle",
            description = "Instead of either: nobody joins or talks, all connect and stay.")
    private boolean idle;

    @Option(
            names = "--echo",
            description = {
                "Talkers hear their own messages, too (irc only: the capability echo-message).",
                "This server lets them hear what is on disk. One person a room is enough."
            })
    private boolean echo;

    @Option(names = "--seconds", paramLabel = "N", description = "How long is measured; 10.")
    private double seconds = 10;

    @Option(names = "--warmup", paramLabel = "N", description = "How long is talked before; 3.")
    private double warmup = 3;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Bytes of a message's text, " + Mark.SIZE_MIN + ".." + SIZE_MAX + "; 40.")
    private int size = 40;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "What names begin with, before a number; p.")
    private String prefix = "p";

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "After how many seconds without a word a server counts as stuck; 20.")
    private double patience = 20;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "The server's process, whose CPU time and memory are told (Linux).")
    private long pid;

    @Option(names = "--json", description = "Tell the result as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /// Makes a command that tells its result on the command line's output.
    public BenchCommand() {}

    /// Runs the load until it is over.
    ///
    /// @return the exit status
    @Override
    public Integer call() {
        try {
            var where = ChatUrl.parse(url);
            var wire = Wires.of(where);
            var target = where.address(Wires.defaultPort(where));
            return tell(Bench.run(resolved(target), wire, load(), this::say));
        } catch (BadUrlException | IllegalArgumentException bad) {
            throw new ParameterException(spec.commandLine(), bad.getMessage(), bad);
        } catch (CannotConnectException | BenchFailure failure) {
            say(String.valueOf(failure.getMessage()));
            return STATUS_FAILED;
        }
    }

    private static InetSocketAddress resolved(Address target) throws CannotConnectException {
        return new InetSocketAddress(target.lookUp().getFirst(), target.port());
    }

    private Load load() {
        check("size", size, Mark.SIZE_MIN, SIZE_MAX);
        check("window", window, 1, UNDER_WAY_MAX);
        check("rate", rate, 0, UNDER_WAY_MAX);
        check("seconds", seconds, SECONDS_MIN, SECONDS_MAX);
        check("warmup", warmup, 0, SECONDS_MAX);
        check("patience", patience, SECONDS_MIN, SECONDS_MAX);
        if (!idle && talkers == 0) {
            throw new IllegalArgumentException("talkers: 0 (expected: 1 or more)");
        }
        var party = new Party(people, rooms, idle ? 0 : talkers, prefix, echo);
        var times = new Load.Times(duration(warmup), duration(seconds), duration(patience));
        return new Load(party, pace(), size, times, server());
    }

    private Pace pace() {
        if (idle) return new Pace.Silence();
        return rate > 0 ? new Pace.Rate(rate) : new Pace.Window(window);
    }

    private OptionalLong server() {
        return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    private static void check(String what, double value, double least, double most) {
        if (value >= least && value <= most) return;
        throw new IllegalArgumentException(
                "%s: %s (expected: %s..%s)"
                        .formatted(what, plain(value), plain(least), plain(most)));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private int tell(Result result) {
        var out = spec.commandLine().getOut();
        if (json) out.println(Report.json(result));
        else out.print(Report.table(result));
        out.flush();
        if (result.faults().total() == 0) return STATUS_DONE;
        say("the server is at fault: " + result.faults().first());
        return STATUS_FAILED;
    }

    private void say(String line) {
        var errors = spec.commandLine().getErr();
        errors.println(line);
        errors.flush();
    }
}
