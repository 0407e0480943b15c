package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomPolicyTest {
    @Test
    void a_room_for_one_is_a_room() {
        assertThat(new RoomPolicy(1, Ends.NEVER, Host.NONE).capacity()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void a_room_for_nobody_is_refused_and_named(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoomPolicy(capacity, Ends.WITH_LAST_MEMBER, Host.NONE))
                .withMessage("capacity: %d (expected: 1..)", capacity);
    }

    @ParameterizedTest
    @EnumSource(names = "CREATOR", mode = EnumSource.Mode.EXCLUDE)
    void a_room_that_ends_with_its_host_has_its_creator_as_host(Host host) {
        assertThat(new RoomPolicy(1, Ends.WITH_HOST, Host.CREATOR).host()).isEqualTo(Host.CREATOR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoomPolicy(1, Ends.WITH_HOST, host))
                .withMessage("host: %s (expected: CREATOR)", host);
    }
}
