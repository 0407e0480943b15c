package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class LogFileTest {
    @TempDir Path folder;

    @Test
    void a_full_file_gives_way_to_another_and_the_eldest_goes() throws IOException {
        var file = folder.resolve("server.txt");

        var said =
                saidWhile(() -> {
                    try (var log = new LogFile(file, 10, 3)) {
                        for (int i = 1; i <= 9; i++) log.append("line " + i);
                    }
                });

        assertThat(said).doesNotContain("WARN");
        assertThat(folder).isDirectoryNotContaining(path -> path.endsWith("server.3.txt"));
        assertThat(Files.readString(file)).isEqualTo("line 9\n");
        assertThat(Files.readString(folder.resolve("server.1.txt"))).isEqualTo("line 7\nline 8\n");
        assertThat(Files.readString(folder.resolve("server.2.txt"))).isEqualTo("line 5\nline 6\n");
    }

    @Test
    void a_single_file_begins_anew() throws IOException {
        var file = folder.resolve("server.txt");

        try (var log = new LogFile(file, 10, 1)) {
            for (int i = 1; i <= 5; i++) log.append("line " + i);
        }

        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(Files.readString(file)).isEqualTo("line 5\n");
    }

    @Test
    void the_folder_may_be_called_anything() throws IOException {
        var file = folder.resolve("100 %d %i (${HOME}) 로그").resolve("server.txt");

        try (var log = new LogFile(file, 1, 2)) {
            log.append("하나");
            log.append("둘");
        }

        assertThat(Files.readString(file)).isEqualTo("둘\n");
        assertThat(Files.readString(file.resolveSibling("server.1.txt"))).isEqualTo("하나\n");
    }

    @Test
    void what_cannot_be_written_is_said_once() throws IOException {
        var file = folder.resolve("logs").resolve("server.txt");
        Files.writeString(folder.resolve("logs"), "a file where the folder should be");

        var said =
                saidWhile(() -> {
                    try (var log = new LogFile(file, 10, 3)) {
                        for (int i = 0; i < 100; i++) log.append("line");
                    }
                });

        assertThat(said.lines().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("lines are missing in file=" + file);
    }

    /// What standard error says meanwhile.
    private static String saidWhile(Runnable action) {
        var before = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
