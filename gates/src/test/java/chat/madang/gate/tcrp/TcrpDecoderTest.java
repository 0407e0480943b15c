package chat.madang.gate.tcrp;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.gate.tcrp.TcrpRequest.Entry;
import chat.madang.gate.tcrp.TcrpRequest.Malformed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

class TcrpDecoderTest {
    private static final int PAYLOAD_BYTES_MAX = 65_536;

    private final TcrpDecoder decoder = new TcrpDecoder(PAYLOAD_BYTES_MAX);

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void cut_anywhere_a_request_is_not_complete_before_its_last_byte(boolean digits) {
        var whole = TcrpFrames.request(TcrpFrames.JOIN, digits, "차 room", "김amir");
        for (int length = 0; length < whole.length; length++) {
            var in = Unpooled.wrappedBuffer(whole, 0, length);
            assertThat(decoder.decode(in)).as("%d bytes", length).isNull();
            assertThat(in.readableBytes()).isEqualTo(length);
        }
        assertThat(decoder.decode(Unpooled.wrappedBuffer(whole)))
                .isInstanceOfSatisfying(
                        Entry.class,
                        entry -> {
                            assertThat(entry.room()).isEqualTo("차 room");
                            assertThat(entry.wish()).isEqualTo("김amir");
                            assertThat(entry.creates()).isFalse();
                        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 255, 256, 65_536, 65_537, 1 << 29, Integer.MAX_VALUE})
    void sizes_are_read_in_both_forms_as_they_were_written(long size) {
        for (boolean digits : new boolean[] {false, true}) {
            var in = Unpooled.wrappedBuffer(TcrpFrames.size(size, digits));
            var form = SizeForm.of(in);
            assertThat(form).isEqualTo(digits ? SizeForm.DIGITS : SizeForm.BINARY);
            assertThat(form.read(in)).isEqualTo(size);

            var out = Unpooled.buffer();
            form.write((int) size, out);
            assertThat(ByteBufUtil.getBytes(out)).isEqualTo(TcrpFrames.size(size, digits));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0100000000000000000000000000000000000000000000000000000001",
                "0000000000000000000000000000000000000000000000000100000004",
                "0000000000000000000000000000000000000000000000000080000000",
                "3939393939393939393939393939393939393939393939393939393939",
                "3030303030303030303030303030303030303034323934393637323936",
            })
    void a_size_that_no_number_holds_is_too_large_and_no_small_one(String hex) {
        var in = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
        assertThat(SizeForm.of(in).read(in)).isEqualTo(SizeForm.TOO_LARGE);
    }

    @Test
    void of_a_payload_that_is_too_long_nothing_is_waited_for() {
        var header = TcrpFrames.header(3, 1, 0, TcrpFrames.size(PAYLOAD_BYTES_MAX + 1L, false));
        assertThat(decoder.decode(withRoom(header, "te"))).isNull();
        assertThat(decoder.decode(withRoom(header, "tea")))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.room()).isEqualTo("tea"));

        var largest = TcrpFrames.header(3, 1, 0, TcrpFrames.size(PAYLOAD_BYTES_MAX, false));
        assertThat(decoder.decode(withRoom(largest, "tea"))).isNull();
    }

    /// Whatever comes, it is waited for within the bound, or answered.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void changed_bytes_are_a_request_or_malformed_or_not_complete(long seed) {
        var chance = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            boolean digits = chance.nextBoolean();
            var payload = chance.nextBoolean() ? "amir" : "{\"username\":\"김\"}";
            var bytes = TcrpFrames.request(1 + chance.nextInt(2), digits, "tea", payload);
            for (int left = chance.nextInt(4); left > 0; left--) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
            }
            var in = Unpooled.wrappedBuffer(bytes);
            switch (decoder.decode(in)) {
                case null -> assertThat(in.readableBytes()).isEqualTo(bytes.length);
                case Entry entry -> assertThat(entry.room()).isNotBlank();
                case Malformed malformed -> assertThat(malformed.header()).isNotNull();
            }
        }
    }

    private static ByteBuf withRoom(byte[] header, String room) {
        return Unpooled.wrappedBuffer(header, room.getBytes(StandardCharsets.UTF_8));
    }
}
