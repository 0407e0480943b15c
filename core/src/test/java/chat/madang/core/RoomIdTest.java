package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomIdTest {
    @Test
    void numbers_start_at_1() {
        assertThat(new RoomId(1).value()).isEqualTo(1);
        assertThat(new RoomId(Integer.MAX_VALUE).value()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void a_number_below_1_is_refused_and_named(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoomId(number))
                .withMessage("room: %d (expected: 1..)", number);
    }
}
