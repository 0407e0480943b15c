package chat.madang.gate.coded;

import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;
import chat.madang.gate.Sample;
import chat.madang.gate.TextReader;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// What a message costs at `coded`, either way, in lines.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodedCodecBenchmark {
    /// For a client that ends its messages with a line end.
    public static final Dialect DIALECT = CodedDialect.LINES;

    private static final int BYTES = 1_024;

    private final TextReader reader = new TextReader();
    private final ByteBuf out = Unpooled.directBuffer(BYTES);
    private final ByteBuf in = Unpooled.directBuffer(BYTES);

    /// Has the line that is read.
    public CodedCodecBenchmark() {
        in.writeCharSequence("002#amir#" + Sample.TEXT + "\n", StandardCharsets.UTF_8);
    }

    /// Gives the buffers back.
    @TearDown
    public void release() {
        out.release();
        in.release();
    }

    /// For others.
    @Benchmark
    public int encode() {
        DIALECT.encode(Sample.SAID, Perspective.OTHERS, out.clear());
        return out.writerIndex();
    }

    /// A line.
    @Benchmark
    public Object decode() {
        in.readerIndex(0);
        return CodedReader.read(Objects.requireNonNull(reader.read(in), "a whole line"));
    }
}
