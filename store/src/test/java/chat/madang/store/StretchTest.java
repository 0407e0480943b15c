package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.NOON;
import static chat.madang.store.Yard.name;
import static chat.madang.store.Yard.room;
import static chat.madang.store.Yard.roomKept;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Sequel;
import chat.madang.core.Archive.Stretch;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.Said;
import chat.madang.core.Manner;
import chat.madang.core.Rank;
import chat.madang.core.Tags;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What has happened in a room by its sequence numbers, and when something of it is missing.
class StretchTest {
    private static final Filter EVERYTHING = new Filter(false, true);

    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("madang.db");
    }

    @Test
    void what_came_after_a_number_is_told_from_the_eldest_on() throws Exception {
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1));
            for (int i = 2; i <= 6; i++) write(store, yard.said(1, i, "no " + i));

            assertThat(texts(follow(store, 3, 1_000))).containsExactly("no 4", "no 5", "no 6");
            assertThat(follow(store, 3, 3).isAll()).isTrue();
            assertThat(follow(store, 6, 1)).isEqualTo(new Sequel(List.of(), true, false));
            assertThat(texts(follow(store, 3, 2))).containsExactly("no 4", "no 5");
            assertThat(follow(store, 3, 2).isAll()).isFalse();
            var within = new Stretch(room(1), 2, 5, 1_000, EVERYTHING);
            assertThat(texts(Asked.follow(store, within))).containsExactly("no 3", "no 4");
            assertThat(Asked.follow(store, within).isAll()).isTrue();
        }
    }

    @Test
    void what_the_last_run_may_have_told_and_has_not_kept_is_lost() throws Exception {
        var first = yard.joined(1, 1, KIM);
        var last = yard.said(1, 2, "kept");
        try (var store = Store.open(file, 100)) {
            write(store, first, roomKept(1));
            write(store, last);
        }
        var later = NOON.plusSeconds(60);
        var options = new Store.Options(Retention.of(100), InstantSource.fixed(later), () -> {});
        try (var store = Store.open(file, options)) {
            var lost = store.archive().lost();

            assertThat(lost.after()).isEqualTo(last.stamp().id());
            assertThat(lost.before()).isEqualTo(lost.after().next(later));
            assertThat(lost.isEmpty()).isFalse();
        }
    }

    @Test
    void what_was_erased_or_is_never_kept_is_not_missing() throws Exception {
        try (var store = Store.open(file, 100)) {
            var said = yard.said(1, 2, "oops");
            var toSome = new Manner(false, Optional.of(Rank.VOICE), Tags.NONE, List.of());
            var erased =
                    new Redacted(
                            room(1),
                            name(1),
                            KIM,
                            said.stamp().id(),
                            Optional.empty(),
                            yard.stamp(3));
            write(store, yard.joined(1, 1, KIM), roomKept(1), said, erased);
            write(store, Yard.said(1, KIM, "psst", toSome, yard.stamp(4)), yard.said(1, 5, "hi"));

            var all = follow(store, 1, 1_000);
            assertThat(all.isAll()).isTrue();
            assertThat(all.events().getFirst()).isInstanceOf(Redacted.class);
            assertThat(texts(all)).containsExactly("hi");
            var blind = new Stretch(room(1), 1, 1_000, new Filter(true, false));
            assertThat(Asked.follow(store, blind).events()).hasSize(1);
        }
    }

    @Test
    void what_was_cut_is_missing_also_after_a_restart() throws Exception {
        try (var store = Store.open(file, 10)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1));
            for (int i = 2; i <= 300; i++) write(store, yard.said(1, i, "no " + i));
        }
        try (var store = Store.open(file, 10)) {
            assertThat(follow(store, 0, 1_000).isAll()).isFalse();
            assertThat(texts(follow(store, 0, 1_000))).first().isEqualTo("no 247");
            assertThat(follow(store, 245, 1_000).isAll()).isFalse();
            assertThat(follow(store, 246, 1_000).isAll()).isTrue();
            assertThat(texts(follow(store, 246, 1_000))).hasSize(54);
        }
    }

    @Test
    void what_is_too_old_is_missing_whether_or_not_it_is_in_the_file() throws Exception {
        var later = new Yard(NOON.plus(Duration.ofDays(5)));
        try (var store = Store.open(file, 100)) {
            var old = new Yard(NOON);
            write(store, old.joined(1, 1, KIM), roomKept(1), old.said(1, 2, "old"));
            write(store, later.said(1, 3, "young"));
        }
        var clock = InstantSource.fixed(NOON.plus(Duration.ofDays(8)));
        var options = new Store.Options(new Retention(100, 7), clock, () -> {});
        for (int i = 4; i < 6; i++) {
            try (var store = Store.open(file, options)) {
                assertThat(follow(store, 1, 1_000).isAll()).isFalse();
                assertThat(texts(follow(store, 1, 1_000))).first().isEqualTo("young");
                assertThat(follow(store, 2, 1_000).isAll()).isTrue();
                // With this, what is too old is deleted.
                write(store, later.said(1, i, "now"));
            }
        }
    }

    private static Sequel follow(Store store, long after, int limit) {
        return Asked.follow(store, new Stretch(room(1), after, limit, EVERYTHING));
    }

    private static List<String> texts(Sequel sequel) {
        return sequel.events().stream()
                .filter(Said.class::isInstance)
                .map(event -> ((Said) event).text().value())
                .toList();
    }
}
