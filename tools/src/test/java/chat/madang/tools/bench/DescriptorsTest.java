package chat.madang.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;

class DescriptorsTest {
    @Test
    void as_many_as_are_needed_are_enough() {
        assertThat(new Descriptors(100, 1_000).lack(900 - Descriptors.SPARE)).isEmpty();
    }

    @Test
    void one_less_is_told_with_both_numbers() {
        assertThat(new Descriptors(100, 1_000).lack(901 - Descriptors.SPARE))
                .contains(
                        "too few file descriptors (ulimit -n): 1,001 are needed, there are 1,000");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_run_that_needs_more_does_not_begin() {
        int most = Math.toIntExact(Descriptors.here().orElseThrow().most());
        var party = new Party(most, 1, 0, "p", false);
        var times = new Load.Times(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60));
        var load = new Load(party, new Pace.Silence(), 40, times, OptionalLong.empty());
        var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertThatThrownBy(() -> Bench.run(nowhere, each -> new IrcWire(party, 40), load, _ -> {}))
                .isInstanceOf(BenchFailure.class)
                .hasMessageStartingWith("too few file descriptors (ulimit -n): ");
    }
}
