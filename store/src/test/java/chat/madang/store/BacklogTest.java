package chat.madang.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What waits for the journal's thread, and when it is taken.
final class BacklogTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void nothing_is_taken_when_nothing_comes() throws InterruptedException {
        var taken = new ArrayList<Work>();

        new Backlog(LONG).take(Duration.ofMillis(1), taken);

        assertThat(taken).isEmpty();
    }

    @Test
    void what_is_urgent_is_taken_at_once_with_all_before_it() {
        var backlog = new Backlog(LONG);
        var works = List.of(work(), work(), work());
        var taken = takenFrom(backlog);

        backlog.add(works.get(0));
        backlog.add(works.get(1));
        backlog.addUrgent(works.get(2));

        assertThat(taken.join()).isEqualTo(works);
    }

    @Test
    void what_nobody_waits_for_is_taken_after_a_moment() {
        var backlog = new Backlog(Duration.ofNanos(1));
        var taken = takenFrom(backlog);

        var lone = work();
        backlog.add(lone);

        assertThat(taken.join()).containsExactly(lone);
    }

    @Test
    void much_is_taken_at_once() {
        var backlog = new Backlog(LONG);
        var taken = takenFrom(backlog);

        for (int i = 0; i <= Backlog.GATHERED_MAX; i++) backlog.add(work());

        assertThat(taken.join()).hasSizeGreaterThanOrEqualTo(Backlog.GATHERED_MAX);
    }

    @Test
    void what_was_urgent_makes_nothing_urgent_that_comes_later() {
        var backlog = new Backlog(LONG);
        backlog.addUrgent(work());
        assertThat(takenFrom(backlog).join()).hasSize(1);

        var works = List.of(work(), work());
        var taken = takenFrom(backlog);
        backlog.add(works.getFirst());
        while (!backlog.isEmpty()) Thread.onSpinWait();
        assertThat(taken).isNotDone();
        backlog.addUrgent(works.getLast());

        assertThat(taken.join()).isEqualTo(works);
    }

    private static CompletableFuture<List<Work>> takenFrom(Backlog backlog) {
        var taken = new CompletableFuture<List<Work>>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    var into = new ArrayList<Work>();
                    try {
                        backlog.take(LONG, into);
                        taken.complete(into);
                    } catch (InterruptedException e) {
                        taken.completeExceptionally(e);
                    }
                });
        return taken;
    }

    private static Work work() {
        // Each another one.
        var told = new CompletableFuture<Boolean>();
        return new Work.Afterwards(() -> told.complete(true), () -> told.complete(false));
    }
}
