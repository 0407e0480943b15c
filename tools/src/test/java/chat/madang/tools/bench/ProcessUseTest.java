package chat.madang.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.file.Files;
import java.nio.file.Path;

class ProcessUseTest {
    static final boolean HAS_PROC = Files.exists(Path.of("/proc/self/stat"));

    @Test
    @EnabledOnOs(OS.LINUX)
    void this_process_has_used_time_and_memory() {
        var use = ProcessUse.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(use.cpuNanos()).isPositive();
        assertThat(use.residentBytes()).isGreaterThan(10_000_000);
    }

    @Test
    void nobody_has_used_nothing() {
        assertThat(ProcessUse.of(Long.MAX_VALUE)).isEmpty();
    }
}
