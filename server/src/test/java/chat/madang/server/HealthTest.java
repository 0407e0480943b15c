package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Memory;
import chat.madang.core.Name;
import chat.madang.core.Rules;
import chat.madang.core.SessionId;
import chat.madang.gate.Gatehouse;
import chat.madang.gate.Limits;
import chat.madang.server.ChatLoop.Ways;
import chat.madang.store.Store;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The core and the journal on their threads, and a clock that goes when it is told to.
class HealthTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private final MockTicker ticker = Ticker.newMockTicker();
    private final Gatehouse gatehouse = new Gatehouse(1, new Limits(Limits.OUTBOUND_BYTES_MIN, 10));

    /// What a turn waits for.
    private final CountDownLatch open = new CountDownLatch(1);

    private Store store;
    private ChatLoop core;
    private Health health;

    @BeforeEach
    void setUp() throws Exception {
        store = Store.open(folder.resolve("madang.db"), 10);
        core =
                new ChatLoop(
                        new Chat(Rules.USUAL, Memory.NONE),
                        () -> Instant.EPOCH,
                        new Ways(List.of((_, written) -> blocked(written)), store),
                        10,
                        () -> {});
        health = new Health(core, store, gatehouse, ticker);
    }

    @AfterEach
    void tearDown() throws Exception {
        open.countDown();
        core.stop();
        store.close();
        gatehouse.close();
    }

    @Test
    void it_is_ready_between_its_start_and_its_stop() {
        assertThat(health.obstacle()).contains("starting");
        assertThat(health.illness()).isEmpty();
        core.start();
        health.started();
        assertThat(health.obstacle()).isEmpty();
        health.stopping();
        assertThat(health.obstacle()).contains("stopping");
        assertThat(health.illness()).isEmpty();
    }

    @Test
    void an_idle_core_is_well_however_long_it_is_idle() {
        core.start();
        health.started();
        ticker.advance(1, TimeUnit.DAYS);

        assertThat(health.illness()).isEmpty();
    }

    @Test
    void a_core_that_hangs_in_a_turn_is_ill_and_gets_well_when_it_goes_on() {
        core.start();
        health.started();
        core.offer(new Command.Enter(new SessionId(1), new Name("amir")));
        await().atMost(PATIENCE).until(() -> core.pulse().isBusy());
        health.look();
        ticker.advance(Health.STUCK.toSeconds() - 1, TimeUnit.SECONDS);
        assertThat(health.illness()).isEmpty();

        ticker.advance(1, TimeUnit.SECONDS);
        assertThat(health.illness()).contains("the core takes no turns, for 20 s");
        assertThat(health.obstacle()).isEqualTo(health.illness());

        open.countDown();
        await().atMost(PATIENCE).until(() -> health.illness().isEmpty());
    }

    @Test
    void a_core_that_has_ended_is_ill() throws Exception {
        core.start();
        health.started();
        core.stop();

        assertThat(health.illness()).contains("the core has ended");
    }

    @Test
    void a_journal_that_has_ended_is_ill() {
        core.start();
        health.started();
        store.close();

        assertThat(health.illness()).contains("the journal has ended");
    }

    private void blocked(Runnable written) {
        try {
            open.await();
        } catch (InterruptedException _) {
            // The core is stopped while it waits here.
            Thread.currentThread().interrupt();
        }
        written.run();
    }
}
