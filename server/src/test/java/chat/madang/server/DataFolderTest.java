package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class DataFolderTest {
    @TempDir private Path folder;

    @Test
    void a_missing_folder_is_made() throws Exception {
        var deep = folder.resolve("a/b/c");

        DataFolder.open(deep).close();

        assertThat(deep).isDirectory();
    }

    @Test
    void one_server_at_a_time_and_then_the_next() throws Exception {
        try (var _ = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage(
                            "another server is using the data folder %s. Stop it, or choose another with --data DIR"
                                    .formatted(folder));
        }
        DataFolder.open(folder).close();
    }

    @Test
    void whether_a_server_has_it_can_be_asked_without_making_anything() throws Exception {
        var data = folder.resolve("data");
        assertThat(DataFolder.isHeld(data)).isFalse();
        assertThat(data).doesNotExist();
        try (var _ = DataFolder.open(data)) {
            assertThat(DataFolder.isHeld(data)).isTrue();
            assertThat(DataFolder.isHeld(data)).isTrue();
        }
        assertThat(DataFolder.isHeld(data)).isFalse();
        DataFolder.open(data).close();
    }

    @Test
    void a_folder_that_cannot_be_written_is_said_so() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "kept");

        assertThatThrownBy(() -> DataFolder.open(file))
                .hasMessageStartingWith("cannot write to the data folder " + file + ": ")
                .hasMessageEndingWith("Choose another with --data DIR");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
                .isInstanceOf(StartFailure.class);
        assertThatThrownBy(() -> DataFolder.open(Path.of("/proc/madang")))
                .isInstanceOf(StartFailure.class);
        assertThat(file).hasContent("kept");
    }
}
