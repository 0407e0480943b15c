package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the command line answers, without a server that starts.
class MainTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void an_unknown_option_is_one_line_and_status_2() {
        assertThat(run("serve", "--prot", "5")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("madang: Unknown options: '--prot', '5'. See: madang serve --help\n");
    }

    @Test
    void an_unknown_command_is_one_line_and_status_2() {
        assertThat(run("sevre")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("madang: Unmatched argument")
                .endsWith("madang --help\n");
    }

    @Test
    void no_command_shows_the_help() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("serve", "chat", "account").contains("Usage: madang");
    }

    @Test
    void help_and_version_are_status_0() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "chat");
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("madang development");
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString())
                .contains("--config", "--data", "--bind", "--workers", "--web-port");
    }

    @Test
    void a_port_in_use_is_one_line_and_status_2() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(run("serve", "--data", folder.toString(), "--web-port=" + port))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .isEqualTo(
                            ("madang: cannot open gate web on 127.0.0.1:%d: the port is in use."
                                 + " Choose another port with --web-port N (0: any free one, off:"
                                 + " none)\n")
                                    .formatted(port));
        }
    }

    @Test
    void an_address_of_another_machine_is_one_line_and_status_2() {
        assertThat(run("serve", "--data", folder.toString(), "--web-port=0", "--bind=192.0.2.1"))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("madang: cannot open gate web on 192.0.2.1:0: ")
                .hasLineCount(1);
    }

    @Test
    void a_data_folder_that_is_a_file_is_one_line_and_status_2() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThat(run("serve", "--data", file.toString(), "--web-port=0")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("madang: cannot write to the data folder")
                .hasLineCount(1);
    }

    @Test
    void a_config_with_an_unknown_key_is_one_line_and_status_2() throws IOException {
        var file = Files.writeString(folder.resolve("madang.toml"), "[rooms]\nprot = 1\n");

        assertThat(run("serve", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("madang: " + file + ":2: there is no key \"rooms.prot\"")
                .hasLineCount(1);
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
