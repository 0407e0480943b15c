package chat.madang.gate.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;
import chat.madang.gate.Sample;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What a message costs at `web`, either way.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WebCodecBenchmark {
    /// What everybody reads at this gate.
    public static final Dialect DIALECT = new WebDialect();

    private static final WebSocketDecoderConfig CONFIG =
            WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(WebDoor.MESSAGE_BYTES_MAX)
                    .allowExtensions(false)
                    .build();
    private static final int BYTES = 1_024;
    private static final byte[] REQUEST =
            ("{\"type\":\"say\",\"ref\":1,\"room\":1,\"text\":\"" + Sample.TEXT + "\"}")
                    .getBytes(UTF_8);
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int BYTES_OF_ONE = 125;

    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new WebSocket13FrameDecoder(CONFIG),
                    new WebSocketFrameAggregator(WebDoor.MESSAGE_BYTES_MAX),
                    new WebSocketMessages());
    private final ByteBuf out = Unpooled.directBuffer(BYTES);
    private final ByteBuf in = Unpooled.directBuffer(BYTES);

    /// Has the frame that is read.
    public WebCodecBenchmark() {
        if (REQUEST.length > BYTES_OF_ONE) throw new IllegalStateException("too long a request");
        in.writeByte(TEXT).writeByte(MASKED | REQUEST.length).writeBytes(MASK);
        for (int i = 0; i < REQUEST.length; i++) in.writeByte(REQUEST[i] ^ MASK[i % MASK.length]);
    }

    /// Gives the buffers back.
    @TearDown
    public void release() {
        channel.finishAndReleaseAll();
        out.release();
        in.release();
    }

    /// With the head of the frame.
    @Benchmark
    public int encode() {
        DIALECT.encode(Sample.SAID, Perspective.OTHERS, out.clear());
        return out.writerIndex();
    }

    /// A masked frame, as a browser sends it, through Netty's decoder.
    @Benchmark
    public Optional<?> decode() {
        channel.writeInbound(in.retainedDuplicate());
        ByteBuf message = channel.readInbound();
        var bytes = ByteBufUtil.getBytes(message);
        message.release();
        return Request.of(bytes);
    }

    /// The JSON alone.
    @Benchmark
    public Optional<?> decodeJson() {
        return Request.of(REQUEST);
    }
}
