package chat.madang.tools.open;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

class ChatLogTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T13:04:05.9Z"), ZoneId.of("Asia/Seoul"));

    @TempDir Path folder;
    private final List<String> warnings = new ArrayList<>();

    @Test
    void a_line_has_date_and_time_and_goes_behind_what_was_there() throws Exception {
        var file = folder.resolve("유나_chat_log.txt");
        Files.writeString(file, "before\n");
        log(folder, "유나").add("bob >> 안녕 👋");
        log(folder, "유나").add("유나 >> hi");
        assertThat(file)
                .hasContent(
                        """
                        before
                        2026-11-21 22:04:05 bob >> 안녕 👋
                        2026-11-21 22:04:05 유나 >> hi
                        """);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Alice, Alice",
        "a b, a b",
        "../../etc/passwd, _._.._etc_passwd",
        "., _",
        "a/b\\c:d*e?f\"g<h>i|j, a_b_c_d_e_f_g_h_i_j",
        "a\u0000b\u001bc\u0085d\u2028e\ud800f, a_b_c_d_e_f",
    })
    void what_cannot_be_a_files_name_is_written_with_a_low_line(String nickname, String name)
            throws IOException {
        log(folder, nickname).add("hi");
        assertThat(folder).isDirectoryContaining("glob:**/" + name + "_chat_log.txt");
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_made() {
        log(folder.resolve("a/b"), "bob").add("hi");
        assertThat(folder.resolve("a/b/bob_chat_log.txt")).content().endsWith(" hi\n");
    }

    @Test
    void what_could_steer_a_terminal_is_made_harmless() {
        log(folder, "bob").add("a\u001b[2J\nb\ud800");
        assertThat(folder.resolve("bob_chat_log.txt"))
                .content()
                .endsWith(" a\uFFFD[2J\uFFFDb\uFFFD\n");
    }

    @Test
    void a_log_that_cannot_be_written_is_told_once_and_tried_again() throws Exception {
        var file = folder.resolve("bob_chat_log.txt");
        Files.createDirectory(file);
        var log = log(folder, "bob");
        log.add("one");
        log.add("two");
        assertThat(warnings)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("cannot write the log " + file);
        Files.delete(file);
        log.add("three");
        assertThat(file).content().endsWith(" three\n").doesNotContain("one");
        assertThat(warnings).hasSize(1);
    }

    private ChatLog log(Path where, String nickname) {
        return new ChatLog(where, nickname, CLOCK, warnings::add);
    }
}
