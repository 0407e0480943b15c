package chat.madang.core;

import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Event.Refused;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// What one command costs the core, in a yard whose thousand people are all in one room.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChatBenchmark {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final int PEOPLE = 1_000;
    private static final RoomId ROOM = new RoomId(1);
    private static final SessionId NEWCOMER = new SessionId(PEOPLE + 1);
    private static final Text TEXT = new Text("x".repeat(64));
    private static final RoomPolicy POLICY =
            new RoomPolicy(PEOPLE + 1, Ends.WITH_LAST_MEMBER, Host.NONE);

    private final Chat chat = new Chat(Rules.USUAL, Memory.NONE);
    private final List<Name> names =
            IntStream.rangeClosed(1, PEOPLE + 1).mapToObj(i -> new Name("p" + i)).toList();
    private int turn;

    /// Everybody comes in and joins; the newcomer only comes in.
    @Setup
    public void enter() {
        var first = new SessionId(1);
        for (int i = 1; i <= PEOPLE + 1; i++) apply(new Enter(new SessionId(i), names.get(i - 1)));
        apply(new CreateRoom(first, new Title("yard"), POLICY, IfTaken.REFUSE));
        for (int i = 2; i <= PEOPLE; i++) apply(new Join(new SessionId(i), ROOM));
    }

    /// The members say something by turns.
    @Benchmark
    public List<Delivery> say() {
        return apply(new Say(next(), ROOM, TEXT));
    }

    /// The members whisper to the next one by turns.
    @Benchmark
    public List<Delivery> whisper() {
        var from = next();
        var to = names.get(turn % PEOPLE);
        return apply(new Whisper(from, to, Spelling.EXACT, TEXT));
    }

    /// Somebody joins and leaves again: half of that.
    @Benchmark
    @OperationsPerInvocation(2)
    public void joinAndLeave(Blackhole hole) {
        hole.consume(apply(new Join(NEWCOMER, ROOM)));
        hole.consume(apply(new Leave(NEWCOMER, ROOM)));
    }

    private SessionId next() {
        turn = turn % PEOPLE + 1;
        return new SessionId(turn);
    }

    /// What is refused is not what is measured.
    private List<Delivery> apply(Command command) {
        var deliveries = chat.apply(command, NOON);
        if (deliveries.getFirst().event() instanceof Refused refused) {
            throw new IllegalStateException(refused.toString());
        }
        return deliveries;
    }
}
