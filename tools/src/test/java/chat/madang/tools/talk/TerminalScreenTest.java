package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class TerminalScreenTest {
    @TempDir Path folder;
    private TypedTerminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new TypedTerminal(folder.resolve("history"));
    }

    @AfterEach
    void close() {
        terminal.screen().close();
    }

    @Test
    void reads_what_is_typed_whatever_it_is_written_in() throws Exception {
        terminal.type("안녕 \\\"日本 👋 it's !!\n");
        assertThat(terminal.screen().read()).contains("안녕 \\\"日本 👋 it's !!");
    }

    @Test
    void shows_harmless_text_while_a_line_is_being_typed() throws Exception {
        var read = reading();
        terminal.type("half");
        terminal.awaitShown("half");
        terminal.screen().print("[유나] 안녕\u001b[2J");
        terminal.awaitShown("[유나] 안녕\uFFFD[2J");
        terminal.type(" a line\n");
        assertThat(read.get(30, TimeUnit.SECONDS)).contains("half a line");
    }

    @Test
    void control_d_leaves() throws Exception {
        terminal.type("\u0004");
        assertThat(terminal.screen().read()).isEmpty();
    }

    @Test
    void a_read_that_waits_can_be_called_off_and_leaves_no_interrupt_behind() throws Exception {
        var read =
                CompletableFuture.supplyAsync(() -> {
                    var line = terminal.screen().read();
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return line;
                });
        terminal.awaitShown("> ");
        terminal.screen().callOff();
        assertThat(read.get(30, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void nothing_is_read_after_it_was_called_off() throws Exception {
        terminal.screen().callOff();
        terminal.type("hello\n");
        assertThat(terminal.screen().read()).isEmpty();
    }

    @Test
    void keeps_what_was_typed_for_the_next_time() throws Exception {
        terminal.type("/join 1\n\n");
        terminal.screen().read();
        terminal.screen().read();
        assertThat(Files.readString(folder.resolve("history"))).isEqualTo("/join 1\n");
    }

    @Test
    void what_is_typed_ahead_of_the_prompt_is_not_shown_amid_other_lines() throws Exception {
        assertThat(terminal.echoes()).isFalse();
        terminal.type("hello\nahead\n");
        assertThat(terminal.screen().read()).contains("hello");
        assertThat(terminal.echoes()).isFalse();
        assertThat(terminal.screen().read()).contains("ahead");
    }

    @Test
    void the_lines_of_a_paste_come_one_by_one_and_are_brought_back_one_by_one() throws Exception {
        terminal.type("\u001b[200~one\ntwo\nthree\u001b[201~\n");
        for (var line : new String[] {"one", "two", "three"}) {
            assertThat(terminal.screen().read()).contains(line);
        }
        terminal.type("\u001bOA\u001bOA\n");
        assertThat(terminal.screen().read()).contains("two");
    }

    private CompletableFuture<Optional<String>> reading() {
        return CompletableFuture.supplyAsync(terminal.screen()::read);
    }
}
