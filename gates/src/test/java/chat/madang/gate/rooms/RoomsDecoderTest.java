package chat.madang.gate.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

class RoomsDecoderTest {
    private static final int STEPS = 500;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @Test
    void one_byte_at_a_time_gives_the_same_frames() {
        byte[] bytes = hex("0003 616263 0000 0001 7a");

        assertThat(decode(bytes, 1)).containsExactly("abc", "", "z");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_cut_of_the_bytes_gives_the_same_frames(long seed) {
        var random = new Random(seed);
        var all = Unpooled.buffer();
        for (int i = 0; i < 20; i++) {
            int length =
                    random.nextInt(5) == 0 ? 40_000 + random.nextInt(20_000) : random.nextInt(200);
            all.writeShort(length);
            for (int k = 0; k < length; k++) all.writeByte('a' + random.nextInt(26));
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);

        var whole = decode(bytes, bytes.length);
        assertThat(whole).hasSize(20);
        assertThat(decodeRandomly(bytes, random)).isEqualTo(whole);
    }

    @Test
    void the_longest_payload_passes_and_one_byte_more_is_passed_over() {
        int most = RoomsDecoder.PAYLOAD_BYTES_MAX;
        var in = Unpooled.buffer();
        in.writeShort(most).writeZero(most);
        in.writeShort(most + 1).writeZero(most + 1);
        in.writeShort(1).writeByte('z');
        var decoder = new RoomsDecoder();

        assertThat(decoder.decode(in)).isInstanceOf(RoomsFrame.Payload.class);
        assertThat(decoder.decode(in)).isEqualTo(new RoomsFrame.Oversized(most + 1));
        assertThat(decoder.decode(in))
                .isEqualTo(new RoomsFrame.Payload(ByteBuffer.wrap(new byte[] {'z'})));
        assertThat(decoder.decode(in)).isNull();
    }

    @Test
    void an_oversized_frame_is_not_kept_while_it_comes() {
        var in = Unpooled.buffer();
        var decoder = new RoomsDecoder();
        in.writeShort(65_535);
        assertThat(decoder.decode(in)).isEqualTo(new RoomsFrame.Oversized(65_535));

        for (int left = 65_535; left > 0; left -= 4_369) {
            in.writeZero(4_369);
            assertThat(decoder.decode(in)).isNull();
            assertThat(in.readableBytes()).isZero();
        }
    }

    /// Whatever bytes come, they are frames or they are waited for: nothing throws, and never does
    /// more than one payload lie waiting.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void random_bytes_never_fail(long seed) {
        var random = new Random(seed);
        var decoder = new RoomsDecoder();
        var readers = List.of(new JsonReader(), new ProtobufReader());
        var in = Unpooled.buffer();
        for (int step = 0; step < STEPS; step++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            // Mostly short frames, or hardly any would be whole.
            if (noise.length > 1) noise[0] = 0;
            in.writeBytes(noise);
            for (var frame = decoder.decode(in); frame != null; frame = decoder.decode(in)) {
                for (var reader : readers) reader.read(copy(frame));
            }
            in.discardReadBytes();
            assertThat(in.readableBytes()).isLessThan(2 + RoomsDecoder.PAYLOAD_BYTES_MAX);
        }
    }

    private static List<String> decode(byte[] bytes, int step) {
        var decoder = new RoomsDecoder();
        var frames = new ArrayList<String>();
        var in = Unpooled.buffer();
        for (int at = 0; at < bytes.length; at += step) {
            in.writeBytes(bytes, at, Math.min(step, bytes.length - at));
            drain(decoder, in, frames);
        }
        assertThat(in.readableBytes()).isZero();
        return frames;
    }

    private static List<String> decodeRandomly(byte[] bytes, Random random) {
        var decoder = new RoomsDecoder();
        var frames = new ArrayList<String>();
        var in = Unpooled.buffer();
        int at = 0;
        while (at < bytes.length) {
            int step = Math.min(1 + random.nextInt(7_000), bytes.length - at);
            in.writeBytes(bytes, at, step);
            at += step;
            drain(decoder, in, frames);
        }
        return frames;
    }

    private static void drain(RoomsDecoder decoder, ByteBuf in, List<String> frames) {
        for (var frame = decoder.decode(in); frame != null; frame = decoder.decode(in)) {
            frames.add(
                    switch (frame) {
                        case RoomsFrame.Payload(var payload) ->
                                StandardCharsets.UTF_8.decode(payload).toString();
                        case RoomsFrame.Oversized(int length) -> "oversized " + length;
                    });
        }
    }

    /// To be read once more: reading a payload takes it away.
    private static RoomsFrame copy(RoomsFrame frame) {
        return frame instanceof RoomsFrame.Payload(var bytes)
                ? new RoomsFrame.Payload(bytes.duplicate())
                : frame;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
