package chat.madang.tools.tcrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

class FrameTest {
    private static final Frame ANSWER = new Frame("차", 1, 1, "0");

    @Test
    void a_request_is_a_header_of_32_bytes_the_room_and_the_payload() {
        assertThat(HexFormat.of().formatHex(new Frame("차", 1, 0, "bea").bytes()))
                .isEqualTo("030100" + "00".repeat(28) + "03" + "ecb0a8" + "626561");
    }

    @Test
    void what_is_written_is_read() throws IOException {
        for (var frame :
                new Frame[] {
                    ANSWER,
                    new Frame("", 0, 255, ""),
                    new Frame("a".repeat(255), 255, 2, "t".repeat(255))
                }) {
            assertThat(read(frame.bytes())).isEqualTo(frame);
        }
    }

    @Test
    void what_its_sizes_cannot_tell_is_not_written() {
        assertThatThrownBy(() -> new Frame("a".repeat(256), 1, 0, "").bytes())
                .hasMessage("room: 256 bytes (expected: 0..255)");
        assertThatThrownBy(() -> new Frame("a", 1, 0, "가".repeat(86)).bytes())
                .hasMessage("payload: 258 bytes (expected: 0..255)");
    }

    @Test
    void a_frame_that_is_cut_anywhere_is_none() {
        var bytes = ANSWER.bytes();
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void a_payload_of_too_many_bytes_is_refused_at_the_size() {
        for (int at = 3; at < 31; at++) {
            var header = new byte[32];
            header[at] = 1;
            assertThatThrownBy(() -> read(header))
                    .isInstanceOf(GarbledException.class)
                    .hasMessage("a payload of too many bytes");
        }
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        var bytes = ANSWER.bytes();
        bytes[bytes.length - 1] = (byte) 0xFF;
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(GarbledException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_bytes_are_a_frame_or_refused(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            // Otherwise the size is always too much.
            int zeros = random.nextInt(32);
            for (int at = 3; at < Math.min(zeros, bytes.length); at++) bytes[at] = 0;
            try {
                assertThat(bytes).startsWith(read(bytes).bytes());
            } catch (IOException refused) {
                assertThat(refused).isInstanceOfAny(EOFException.class, GarbledException.class);
            }
        }
    }

    private static Frame read(byte[] bytes) throws IOException {
        return Frame.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
