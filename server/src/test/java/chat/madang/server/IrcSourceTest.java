package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class IrcSourceTest {
    @TempDir private Path folder;

    @Test
    void the_file_is_read_anew_each_time_and_what_is_wrong_with_it_is_said() throws Exception {
        var file = folder.resolve("madang.toml");
        var source =
                new IrcSource("madang.toml", () -> Config.of(Settings.defaults().withFile(file)));

        Files.writeString(file, "irc.motd = \"tea\"\n");
        assertThat(source.read().toCompletableFuture().join().motd()).containsExactly("tea");
        Files.writeString(file, "irc.motd = \"cake\"\n");
        assertThat(source.read().toCompletableFuture().join().motd()).containsExactly("cake");
        Files.writeString(file, "irc.channels = 0\n");
        var failed = source.read().toCompletableFuture();
        assertThatThrownBy(failed::join)
                .hasCauseInstanceOf(StartFailure.class)
                .hasMessageContaining("irc.channels: \"0\"");
    }
}
