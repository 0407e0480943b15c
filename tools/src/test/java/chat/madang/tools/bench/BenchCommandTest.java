package chat.madang.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void a_run_ends_in_a_table() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right())) {
            assertThat(run(url(relay), "--people=3", "--seconds=0.2", "--warmup=0")).isZero();
        }
        assertThat(out.toString())
                .contains("connects/s", "joins/s", "deliveries/s", "latency p99 ms")
                .containsPattern("faults +0\n");
    }

    @Test
    void or_in_one_object_with_the_server_s_use() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right())) {
            var self = "--pid=" + ProcessHandle.current().pid();
            assertThat(run(url(relay), "--people=3", "--seconds=0.2", "--rate=50", "--json", self))
                    .isZero();
        }
        var object = new JsonMapper().readTree(out.toString());
        assertThat(object.path("messages").asInt()).isPositive();
        assertThat(object.path("latencyMillis").path("p99.9").asDouble()).isPositive();
        assertThat(object.path("faults").path("lost").asInt(-1)).isZero();
        assertThat(object.has("serverCpuSeconds")).isEqualTo(ProcessUseTest.HAS_PROC);
        assertThat(object.has("serverResidentBytes")).isEqualTo(ProcessUseTest.HAS_PROC);
    }

    @Test
    void a_fault_is_told_and_is_the_exit_status() throws IOException {
        try (var relay =
                new ScriptedRelay((_, n, line) -> n == 3 ? List.of(line, line) : List.of(line))) {
            assertThat(run(url(relay), "--people=2", "--seconds=0.2", "--warmup=0")).isEqualTo(1);
        }
        assertThat(out.toString()).containsPattern("doubled +1\n");
        assertThat(errors.toString())
                .contains(
                        "the server is at fault: person 1 heard a second time: talker 0, number 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    telnet://localhost | --people=3  | scheme: telnet (expected: irc, rooms, coded)
                    irc://localhost/x  | --people=3  | path: x (expected: none)
                    rooms://localhost?format=xml | --people=3 | format: xml (expected: json
                    coded://localhost | --rooms=2 | rooms: 2 (expected: 1, as coded has no others)
                    irc://localhost    | --people=1  | people: 1 (expected: 2 a room, or more)
                    irc://localhost    | --people=1 --rooms=2 --echo | people: 1 (expected: 1 a
                    coded://localhost  | --echo      | scheme: coded (expected: irc, for --echo)
                    rooms://localhost  | --echo      | scheme: rooms (expected: irc, for --echo)
                    irc://localhost    | --talkers=0 | talkers: 0 (expected: 1 or more)
                    irc://localhost    | --size=8    | size: 8 (expected: 24..400)
                    irc://localhost    | --window=0  | window: 0 (expected: 1..1000000)
                    """)
    void what_makes_no_sense_is_said(String url, String options, String message) {
        assertThat(run((url + " " + options).split(" "))).isEqualTo(2);
        assertThat(errors.toString()).contains(message);
    }

    @Test
    void with_an_echo_somebody_alone_can_talk() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right())) {
            assertThat(run(url(relay), "--echo", "--people=1", "--seconds=0.2", "--warmup=0"))
                    .isZero();
        }
        assertThat(out.toString()).containsPattern("faults +0\n");
    }

    private int run(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    private static String url(ScriptedRelay relay) {
        return "irc://127.0.0.1:" + relay.address().getPort();
    }
}
