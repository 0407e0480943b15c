package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class PipeScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @Test
    void reads_utf_8_lines_whatever_ends_them() {
        var screen = screen("한글\r\n\n👋".getBytes(StandardCharsets.UTF_8));
        assertThat(screen.read()).contains("한글");
        assertThat(screen.read()).contains("");
        assertThat(screen.read()).contains("👋");
        assertThat(screen.read()).isEmpty();
    }

    @Test
    void bytes_that_are_no_utf_8_are_replaced() {
        assertThat(screen((byte) 'a', (byte) 0xFF).read()).contains("a\uFFFD");
    }

    @Test
    void a_line_without_end_is_cut() {
        var screen = screen(new byte[PipeScreen.LINE_BYTES_MAX + 1]);
        assertThat(screen.read().orElseThrow()).hasSize(PipeScreen.LINE_BYTES_MAX);
        assertThat(screen.read()).isEmpty();
    }

    @Test
    void an_input_that_breaks_has_ended() throws IOException {
        try (var broken = new PipedInputStream()) {
            assertThat(screen(broken).read()).isEmpty();
        }
    }

    @Test
    void a_read_that_waits_can_be_called_off() throws Exception {
        try (var silent = new PipedInputStream();
                var typist = new PipedOutputStream(silent)) {
            var screen = screen(silent);
            var read = CompletableFuture.supplyAsync(screen::read);
            screen.callOff();
            assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(Optional.empty());
            typist.flush();
        }
    }

    @Test
    void an_output_without_a_reader_quietly_ends_the_reading() {
        var screen = screenWriting("Broken pipe");
        screen.print("hello");
        screen.print("hello");
        assertThat(screen.read()).isEmpty();
        assertThat(screen.losesLines()).isFalse();
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void an_output_that_fails_is_said_once_and_ends_the_reading() {
        var screen = screenWriting("No space left on device");
        screen.print("hello");
        screen.print("hello");
        assertThat(screen.read()).isEmpty();
        assertThat(screen.losesLines()).isTrue();
        assertThat(errors.toString()).isEqualTo("cannot write: no space left on device\n");
    }

    @Test
    void prints_harmless_utf_8_and_warns_elsewhere() {
        var screen = screen();
        screen.print("안녕\u001b");
        screen.warn("lost\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("안녕\uFFFD\n");
        assertThat(errors.toString()).isEqualTo("lost\uFFFD\n");
    }

    private PipeScreen screenWriting(String failure) {
        var input = new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8));
        return new PipeScreen(input, new BrokenOutput(failure), new PrintWriter(errors));
    }

    private PipeScreen screen(byte... input) {
        return screen(new ByteArrayInputStream(input));
    }

    private PipeScreen screen(InputStream input) {
        return new PipeScreen(input, out, new PrintWriter(errors));
    }
}
