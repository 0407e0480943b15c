package chat.madang.gate;

import chat.madang.core.Command.Say;
import chat.madang.core.Delivery;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.gate.coded.CodedCodecBenchmark;
import chat.madang.gate.irc.IrcCodecBenchmark;
import chat.madang.gate.rooms.RoomsCodecBenchmark;
import chat.madang.gate.web.WebCodecBenchmark;

import io.netty.buffer.Unpooled;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a delivery costs the loop: encoded once, a slice for each, written, flushed; without the
/// system's part of it. A thousand connections on one loop, all in one room.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanoutBenchmark {
    private static final int PEOPLE = 1_000;
    private static final int MESSAGES = 100;

    /// What everybody reads.
    @Param({"irc", "web", "rooms", "coded"})
    public String gate = "irc";

    private final List<Delivery> one = new ArrayList<>();
    private final List<Delivery> hundred = new ArrayList<>();

    /// Gathered when it is known what everybody reads, before anything is measured.
    @SuppressWarnings("NullAway.Init")
    private Crowd crowd;

    /// Everybody comes in and joins; a hundred of them say something.
    @Setup
    public void gather() {
        crowd = new Crowd(PEOPLE, dialect());
        for (int i = 1; i <= MESSAGES; i++) hundred.addAll(crowd.apply(say(i)));
        one.addAll(crowd.apply(say(1)));
        checkHeard();
    }

    /// Everybody goes.
    @TearDown
    public void close() {
        crowd.close();
    }

    /// A turn with one message.
    @Benchmark
    @OperationsPerInvocation(PEOPLE)
    public long oneMessage() {
        return crowd.tell(one);
    }

    /// A turn with a hundred messages, each by somebody else in the room.
    @Benchmark
    @OperationsPerInvocation(MESSAGES * PEOPLE)
    public long hundredMessages() {
        return crowd.tell(hundred);
    }

    /// All but the author are told of a message, who has it from the dialogue, if at all.
    private void checkHeard() {
        var bytes = Unpooled.buffer();
        dialect().encode(one.getFirst().event(), Perspective.OTHERS, bytes);
        long expected = (PEOPLE - 1L) * bytes.readableBytes();
        long before = crowd.tell(List.of());
        long heard = crowd.tell(one) - before;
        if (heard != expected) {
            throw new IllegalStateException("heard: %d (expected: %d)".formatted(heard, expected));
        }
    }

    private static Say say(int session) {
        return new Say(new SessionId(session), Crowd.ROOM, new Text(Sample.TEXT));
    }

    private Dialect dialect() {
        return switch (gate) {
            case "irc" -> IrcCodecBenchmark.DIALECT;
            case "web" -> WebCodecBenchmark.DIALECT;
            case "rooms" -> RoomsCodecBenchmark.DIALECT;
            case "coded" -> CodedCodecBenchmark.DIALECT;
            default -> throw new IllegalArgumentException("gate: " + gate);
        };
    }
}
