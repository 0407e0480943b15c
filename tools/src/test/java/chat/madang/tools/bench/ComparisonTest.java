package chat.madang.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

class ComparisonTest {
    private final Comparison comparison = new Comparison();

    @Test
    void the_middle_of_the_rounds_counts_and_is_compared() {
        for (double value : new double[] {0.9, 0.1, 0.5}) {
            comparison.add(Workload.BURST, Rival.INSPIRCD, value);
        }
        comparison.add(Workload.BURST, Rival.MADANG, 0.1);
        comparison.add(Workload.BURST, Rival.MADANG, 0.3);

        assertThat(comparison.median(Workload.BURST, Rival.INSPIRCD)).hasValue(0.5);
        assertThat(comparison.isWhole()).isTrue();
        assertThat(comparison.markdown())
                .isEqualToNormalizingNewlines(
                        """
                        | workload | server | median | | to InspIRCd | to the floor | rounds |
                        |---|---|---:|---|---:|---:|---|
                        | burst | inspircd | 0.500 | CPU us/delivery | - | - | 0.900, 0.100, 0.500 |
                        | burst | madang | 0.200 | CPU us/delivery | 0.400 | - | 0.100, 0.300 |
                        """);
    }

    @Test
    void what_could_not_be_measured_has_a_row_and_a_reason() {
        comparison.add(Workload.IDLE, Rival.FLOOR, 2);
        comparison.fail(Workload.IDLE, Rival.NGIRCD, "the server does not answer");

        assertThat(comparison.isWhole()).isFalse();
        assertThat(comparison.markdown())
                .contains("| idle | ngircd | - | resident MiB | - | - |  |")
                .endsWith("\nidle, ngircd: the server does not answer\n");
    }

    @Test
    void what_is_left_out_has_a_row_and_a_reason_and_is_no_failure() {
        comparison.leaveOut(Workload.DURABLE, Rival.FLOOR, "no promise");
        comparison.leaveOut(Workload.DURABLE, Rival.FLOOR, "no promise");
        comparison.add(Workload.DURABLE, Rival.MADANG, 20_000);

        assertThat(comparison.isWhole()).isTrue();
        assertThat(comparison.markdown())
                .contains("| durable | floor | - | messages/s | - | - |  |")
                .contains("| durable | madang | 20,000 | messages/s | - | - | 20,000 |")
                .endsWith("\ndurable, floor: no promise\n");
        var durable = new JsonMapper().readTree(comparison.json()).path("durable");
        assertThat(durable.path("floor").path("leftOut").asString()).isEqualTo("no promise");
        assertThat(durable.path("floor").has("failure")).isFalse();
    }

    @Test
    void programs_get_an_object_for_each_server_of_a_workload() {
        comparison.add(Workload.START, Rival.FLOOR, 0.5);
        comparison.add(Workload.START, Rival.MADANG, 1);
        comparison.fail(Workload.START, Rival.MADANG, "no");

        var start = new JsonMapper().readTree(comparison.json()).path("start");

        assertThat(start.path("floor").path("median").asDouble()).isEqualTo(0.5);
        assertThat(start.path("madang").path("toFloor").asDouble()).isEqualTo(2);
        assertThat(start.path("madang").path("failure").asString()).isEqualTo("no");
        assertThat(start.path("madang").has("toInspircd")).isFalse();
    }
}
