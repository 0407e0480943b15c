package chat.madang.gate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

class RelayDecoderTest {
    @Test
    void a_datagram_is_a_name_and_a_message() {
        var frame = Objects.requireNonNull(decode(RelayTongue.datagram("김amir", "안녕: hi")));

        assertThat(frame.name().value()).isEqualTo("김amir");
        assertThat(frame.text().value()).isEqualTo("안녕: hi");
    }

    @Test
    void the_longest_datagram_has_4096_bytes() {
        int textBytes = 4_096 - 1 - "amir".length();

        assertThat(decode(RelayTongue.datagram("amir", "x".repeat(textBytes)))).isNotNull();
        assertThat(decode(RelayTongue.datagram("amir", "x".repeat(textBytes + 1)))).isNull();
    }

    @Test
    void cut_anywhere_it_is_malformed_or_a_shorter_message() {
        var whole = RelayTongue.datagram("amir", "안녕");
        for (int length = 0; length < whole.length; length++) {
            var frame = decode(Arrays.copyOf(whole, length));
            boolean betweenCharacters = length == 5 || length == 8;
            assertThat(frame != null).as("%d bytes", length).isEqualTo(betweenCharacters);
        }
    }

    /// Whatever comes, it is either read to its last byte, or nothing is made of it.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void changed_bytes_are_malformed_or_what_they_say(long seed) throws CharacterCodingException {
        var chance = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            var bytes = RelayTongue.datagram("amir김", "안녕 hello 🐟");
            for (int left = chance.nextInt(4); left > 0; left--) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
            }
            var frame = decode(bytes);
            if (frame == null) continue;
            assertThat(RelayTongue.datagram(frame.name().value(), frame.text().value()))
                    .isEqualTo(bytes);
            assertThat(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 1, bytes[0])).toString())
                    .isEqualTo(frame.name().value());
        }
    }

    private static @Nullable RelayFrame decode(byte[] bytes) {
        return RelayDecoder.decode(Unpooled.wrappedBuffer(bytes));
    }
}
