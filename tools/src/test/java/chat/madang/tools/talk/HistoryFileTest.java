package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;

class HistoryFileTest {
    @Test
    void stands_in_the_state_folder_of_the_user() {
        var home = "/home/a";
        assertThat(HistoryFile.of(Map.of("XDG_STATE_HOME", "/state"), home).path())
                .isEqualTo(Path.of("/state/madang/history"));
        assertThat(HistoryFile.of(Map.of(), home).path())
                .isEqualTo(Path.of("/home/a/.local/state/madang/history"));
    }

    @Test
    void a_state_folder_that_is_not_absolute_does_not_count() {
        assertThat(HistoryFile.of(Map.of("XDG_STATE_HOME", "state"), "/home/a").path())
                .isEqualTo(Path.of("/home/a/.local/state/madang/history"));
    }

    @Test
    void a_folder_that_the_locale_cannot_spell_keeps_nothing() {
        // Not even UTF-8 has a half of a surrogate pair.
        for (var history :
                List.of(
                        HistoryFile.of(Map.of("XDG_STATE_HOME", "/\uD800"), "/home/a"),
                        HistoryFile.of(Map.of(), "/\uD800"))) {
            history.add("hello");
            assertThat(history.load()).isEmpty();
        }
    }

    @Test
    void brings_back_what_was_typed(@TempDir Path folder) throws IOException {
        var history = new HistoryFile(folder.resolve("new/history"));
        assertThat(history.load()).isEmpty();
        history.add("/join 1");
        history.add("안녕");
        assertThat(history.load()).containsExactly("/join 1", "안녕");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void keeps_the_latest_lines(@TempDir Path folder) throws IOException {
        var path = folder.resolve("history");
        Files.writeString(path, "old\n" + "new\n".repeat(HistoryFile.LINES_MAX));
        var latest = Collections.nCopies(HistoryFile.LINES_MAX, "new");
        assertThat(new HistoryFile(path).load()).isEqualTo(latest);
        assertThat(Files.readAllLines(path)).isEqualTo(latest);
    }

    @Test
    void a_file_that_cannot_be_hurts_nobody(@TempDir Path folder) throws IOException {
        var notAFolder = Files.writeString(folder.resolve("file"), "");
        var history = new HistoryFile(notAFolder.resolve("history"));
        history.add("hello");
        assertThat(history.load()).isEmpty();
    }
}
