package chat.madang.gate.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;
import chat.madang.gate.Sample;
import chat.madang.gate.rooms.wire.CSChat;
import chat.madang.gate.rooms.wire.Type;
import chat.madang.gate.rooms.wire.Type.MessageType;

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

import java.util.concurrent.TimeUnit;

/// What a message costs at `rooms`, either way, in either format.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoomsCodecBenchmark {
    /// For a client that speaks JSON.
    public static final Dialect DIALECT = RoomsDialect.JSON;

    private static final int BYTES = 1_024;

    private final RoomsDecoder decoder = new RoomsDecoder();
    private final RoomsReader jsonReader = RoomsDialect.JSON.reader();
    private final RoomsReader protobufReader = RoomsDialect.PROTOBUF.reader();
    private final ByteBuf out = Unpooled.directBuffer(BYTES);
    private final ByteBuf json = Unpooled.directBuffer(BYTES);
    private final ByteBuf protobuf = Unpooled.directBuffer(BYTES);

    /// Has the frames that are read.
    public RoomsCodecBenchmark() {
        var object = "{\"type\":\"CSChat\",\"text\":\"" + Sample.TEXT + "\"}";
        frame(object.getBytes(UTF_8), json);
        var type = Type.newBuilder().setType(MessageType.CS_CHAT).build();
        frame(type.toByteArray(), protobuf);
        frame(CSChat.newBuilder().setText(Sample.TEXT).build().toByteArray(), protobuf);
    }

    /// Gives the buffers back.
    @TearDown
    public void release() {
        out.release();
        json.release();
        protobuf.release();
    }

    /// A frame.
    @Benchmark
    public int encodeJson() {
        return encode(DIALECT);
    }

    /// Two frames: the type, and the message.
    @Benchmark
    public int encodeProtobuf() {
        return encode(RoomsDialect.PROTOBUF);
    }

    /// A frame.
    @Benchmark
    public void decodeJson(Blackhole hole) {
        decode(json, jsonReader, hole);
    }

    /// Two frames.
    @Benchmark
    public void decodeProtobuf(Blackhole hole) {
        decode(protobuf, protobufReader, hole);
    }

    private int encode(Dialect dialect) {
        dialect.encode(Sample.SAID, Perspective.OTHERS, out.clear());
        return out.writerIndex();
    }

    private void decode(ByteBuf in, RoomsReader reader, Blackhole hole) {
        in.readerIndex(0);
        for (var frame = decoder.decode(in); frame != null; frame = decoder.decode(in)) {
            hole.consume(reader.read(frame));
        }
    }

    private static void frame(byte[] payload, ByteBuf out) {
        out.writeShort(payload.length).writeBytes(payload);
    }
}
