package chat.madang.gate.irc;

import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;
import chat.madang.gate.Sample;
import chat.madang.gate.irc.IrcReader.Incoming.Words;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What a message costs at `irc`, either way.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IrcCodecBenchmark {
    /// For a client that has asked for nothing.
    public static final Dialect DIALECT = dialect(Set.of());

    private static final int BYTES = 1_024;

    private final IrcDialect tagged =
            dialect(
                    Set.of(
                            Capability.SERVER_TIME,
                            Capability.MESSAGE_TAGS,
                            Capability.ACCOUNT_TAG,
                            Capability.BATCH));
    private final IrcReader reader = new IrcReader();
    private final ByteBuf out = Unpooled.directBuffer(BYTES);
    private final ByteBuf in = Unpooled.directBuffer(BYTES);

    /// Has the line that is read.
    public IrcCodecBenchmark() {
        in.writeCharSequence("PRIVMSG #yard :" + Sample.TEXT + "\r\n", StandardCharsets.UTF_8);
    }

    /// Gives the buffers back.
    @TearDown
    public void release() {
        out.release();
        in.release();
    }

    /// For a client that has asked for nothing.
    @Benchmark
    public int encode() {
        DIALECT.encode(Sample.SAID, Perspective.OTHERS, out.clear());
        return out.writerIndex();
    }

    /// For a client that has asked for times and tags.
    @Benchmark
    public int encodeWithTags() {
        tagged.encode(Sample.SAID, Perspective.OTHERS, out.clear());
        return out.writerIndex();
    }

    /// The line, and the empty one that CR LF makes.
    @Benchmark
    public void decode(Blackhole hole) {
        in.readerIndex(0);
        while (reader.read(in) instanceof Words(var line)) hole.consume(IrcLine.of(line));
    }

    private static IrcDialect dialect(Set<Capability> capabilities) {
        return new IrcDialect(new IrcLines(capabilities, "irc.example"));
    }
}
