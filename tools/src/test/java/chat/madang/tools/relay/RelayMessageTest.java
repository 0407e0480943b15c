package chat.madang.tools.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

class RelayMessageTest {
    @Test
    void the_datagram_is_the_name_with_its_length_and_then_the_text() {
        var datagram = new RelayMessage("유나", "hi").datagram();
        assertThat(datagram).startsWith(6, 0xEC, 0x9C, 0xA0).endsWith('h', 'i').hasSize(9);
        assertThat(RelayMessage.read(datagram)).contains(new RelayMessage("유나", "hi"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255})
    void a_name_may_be_as_long_as_its_length_can_tell(int bytes) {
        var message = new RelayMessage("a".repeat(bytes), "");
        assertThat(RelayMessage.read(message.datagram())).contains(message);
    }

    @Test
    void a_longer_one_is_not_made() {
        assertThatThrownBy(() -> new RelayMessage("a".repeat(256), "").datagram())
                .hasMessage("name: 256 bytes (expected: 0..255)");
    }

    @Test
    void a_datagram_cut_inside_the_name_says_nothing_and_one_cut_behind_it_says_less() {
        var datagram = new RelayMessage("bea", "tea").datagram();
        for (int length = 0; length < 4; length++) {
            assertThat(RelayMessage.read(Arrays.copyOf(datagram, length))).isEmpty();
        }
        for (int length = 4; length <= datagram.length; length++) {
            assertThat(RelayMessage.read(Arrays.copyOf(datagram, length)))
                    .contains(new RelayMessage("bea", "tea".substring(0, length - 4)));
        }
    }

    @Test
    void what_is_no_utf_8_is_replaced() {
        assertThat(RelayMessage.read(new byte[] {1, (byte) 0xFF, 'a', (byte) 0xC0}))
                .contains(new RelayMessage("\uFFFD", "a\uFFFD"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_bytes_say_something_or_nothing(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var datagram = new byte[random.nextInt(300)];
            random.nextBytes(datagram);
            boolean whole = datagram.length > 0 && (datagram[0] & 0xFF) < datagram.length;
            var read = RelayMessage.read(datagram);
            assertThat(read.isPresent()).isEqualTo(whole);
            read.ifPresent(message ->
                    assertThat(message.name().getBytes(StandardCharsets.UTF_8).length)
                            .isLessThanOrEqualTo(3 * 255));
        }
    }
}
