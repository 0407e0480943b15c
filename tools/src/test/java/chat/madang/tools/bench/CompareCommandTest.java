package chat.madang.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class CompareCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --only=bursts   | workload: bursts (expected: burst, single, rooms
                    --servers=ircu  | server: ircu (expected: floor, inspircd, ngircd, madang)
                    --rounds=0      | rounds: 0 (expected: 1 or more)
                    """)
    void what_makes_no_sense_is_said(String option, String message) {
        assertThat(run("compare", option)).isEqualTo(2);
        assertThat(errors.toString()).contains(message);
    }

    @Test
    void who_is_not_here_is_left_out(@TempDir Path home) {
        assertThat(run("compare", "--servers=madang", "--home=" + home)).isZero();
        assertThat(errors.toString()).contains("madang is left out: no launcher " + home);
    }

    @Test
    void a_server_starts_is_measured_and_ends(@TempDir Path home) throws IOException {
        launcher(home, "echo hello; echo ready, over nothing; exec sleep 600");
        assertThat(run("compare", "--servers=madang", "--only=start", "--home=" + home)).isZero();
        assertThat(out.toString()).containsPattern("\\| start \\| madang \\| [0-9.]+ \\| s \\|");
    }

    @Test
    void a_server_that_does_not_start_is_quoted(@TempDir Path home) throws IOException {
        launcher(home, "echo the roof is on fire; exit 3");
        int status =
                run("compare", "--servers=madang", "--only=start", "--rounds=1", "--home=" + home);
        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("start, madang: does not start: the roof is on fire");
    }

    @Test
    void where_an_echo_promises_nothing_there_is_no_value_and_no_failure(@TempDir Path home)
            throws IOException {
        assertThat(run("compare", "--servers=floor", "--only=durable", "--home=" + home)).isZero();
        assertThat(errors.toString()).contains("floor is left out: ");
        // Without a compiler it is left out altogether.
        if (Rival.FLOOR.absence(home).isPresent()) return;
        assertThat(out.toString())
                .contains("| durable | floor | - | messages/s | - | - |  |")
                .containsOnlyOnce("durable, floor: its echo promises nothing about the disk");
    }

    private static void launcher(Path home, String script) throws IOException {
        var launcher = Files.writeString(home.resolve("madang"), "#!/bin/sh\n" + script + "\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    private int run(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
