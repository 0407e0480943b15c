package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.LEE;
import static chat.madang.store.Yard.NOON;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.name;
import static chat.madang.store.Yard.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.AccountId;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Handle;
import chat.madang.core.Markers;
import chat.madang.core.Markers.Mark;
import chat.madang.core.Markers.Marker;
import chat.madang.core.Markers.Where;
import chat.madang.core.Markers.Where.With;
import chat.madang.core.Name;
import chat.madang.core.RoomName;
import chat.madang.core.Title;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

class MarkersTest {
    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");
    private Store store;
    private AccountId lee = new AccountId(1);

    @BeforeEach
    void setUp() throws Exception {
        file = folder.resolve("madang.db");
        store = Store.open(file, 100);
        lee = store.accounts().add(LEE.name(), bytes("1")).orElseThrow().id();
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    @Test
    void a_marker_goes_forth_and_never_back() {
        var room = in("tea");
        assertThat(Asked.marker(store, lee, room)).isEmpty();
        assertThat(mark(room, NOON)).isEqualTo(new Marker(NOON, true));
        assertThat(mark(room, NOON)).isEqualTo(new Marker(NOON, false));
        assertThat(mark(room, NOON.minusMillis(1))).isEqualTo(new Marker(NOON, false));
        // What is less than a millisecond is not kept.
        var later = NOON.plusMillis(1);
        assertThat(mark(room, later.plusNanos(999_999))).isEqualTo(new Marker(later, true));
        assertThat(Asked.marker(store, lee, room)).contains(later);
    }

    @Test
    void markers_are_of_one_account_and_one_conversation() throws Exception {
        var kim = store.accounts().add(KIM.name(), bytes("1")).orElseThrow().id();
        mark(in("tea-7"), NOON);
        mark(new With(new Name("KIM")), NOON);
        // A name like a room's handle.
        assertThat(Asked.marker(store, lee, new With(new Name("tea-7")))).isEmpty();
        assertThat(Asked.marker(store, kim, in("tea-7"))).isEmpty();
        assertThat(Asked.marker(store, lee, new With(KIM.name()))).contains(NOON);

        store.accounts().remove(LEE.name());
        assertThat(Asked.marker(store, lee, in("tea-7"))).isEmpty();
        // Of an account that is gone nothing is kept, and nobody is told otherwise.
        mark(in("tea-7"), NOON);
        assertThat(Asked.marker(store, lee, in("tea-7"))).isEmpty();
    }

    @Test
    void markers_outlive_the_server_and_the_room_whose_name_they_have() throws Exception {
        Yard.write(store, yard.joined(1, 1, KIM));
        mark(in(name(1).handle().value()), NOON);
        mark(new With(KIM.name()), NOON);
        Yard.write(store, new RoomClosed(room(1), name(1), yard.stamp(2)));
        store.close();
        store = Store.open(file, 100);

        assertThat(Asked.marker(store, lee, in(name(1).handle().value()))).contains(NOON);
        assertThat(Asked.marker(store, lee, new With(KIM.name()))).contains(NOON);
    }

    @Test
    void markers_go_along_when_a_room_is_called_otherwise() {
        var kim = store.accounts().add(KIM.name(), bytes("1")).orElseThrow().id();
        Asked.mark(store, kim, in("coffee"), NOON.minusSeconds(9));
        mark(in("tea"), NOON);
        mark(in("coffee"), NOON.minusSeconds(5));
        var coffee = RoomName.of(new Title("Coffee"));
        var tea = RoomName.of(new Title("Tea"));
        Yard.write(store, new Retitled(room(1), coffee, tea, KIM, Optional.empty(), yard.stamp(2)));

        assertThat(Asked.marker(store, lee, in("coffee"))).contains(NOON);
        assertThat(Asked.marker(store, lee, in("tea"))).contains(NOON);
        assertThat(Asked.marker(store, kim, in("coffee"))).contains(NOON.minusSeconds(9));
        // Never back.
        Yard.write(store, new Retitled(room(1), tea, coffee, KIM, Optional.empty(), yard.stamp(3)));
        assertThat(Asked.marker(store, lee, in("tea"))).contains(NOON);
    }

    @Test
    void the_ones_that_were_set_last_come_first() {
        mark(in("tea"), NOON);
        mark(new With(new Name("Kim A")), NOON.plusMillis(2));
        mark(in("coffee"), NOON.plusMillis(1));
        mark(in("tea"), NOON.minusMillis(9));

        assertThat(Asked.<List<Mark>>later(to -> store.markers().latest(lee, 2, to)).join())
                .containsExactly(
                        new Mark(in("tea"), NOON), new Mark(in("coffee"), NOON.plusMillis(1)));
        assertThat(Asked.<List<Mark>>later(to -> store.markers().latest(lee, 9, to)).join())
                .hasSize(3)
                .last()
                .isEqualTo(new Mark(new With(new Name("Kim A")), NOON.plusMillis(2)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void the_one_that_was_set_longest_ago_is_forgotten(long seed) {
        var random = new Random(seed);
        var naive = new LinkedHashMap<Integer, Instant>();
        for (int i = 0; i < 3_000; i++) {
            int room = 1 + random.nextInt(1_300);
            var instant = NOON.plusMillis(random.nextInt(5));
            Asked.<Marker>later(
                    reply -> store.markers().set(lee, in("tea-" + room), instant, reply));
            var before = naive.remove(room);
            naive.put(room, before != null && before.isAfter(instant) ? before : instant);
            if (naive.size() > Markers.COUNT_MAX) naive.remove(naive.keySet().iterator().next());
        }
        assertThat(naive).hasSize(Markers.COUNT_MAX);
        var kept = new ArrayList<CompletableFuture<Optional<Instant>>>();
        for (int i = 1; i <= 1_300; i++) {
            var room = in("tea-" + i);
            kept.add(Asked.later(reply -> store.markers().get(lee, room, reply)));
        }
        for (int i = 1; i <= 1_300; i++) {
            assertThat(kept.get(i - 1).join())
                    .as("room %d", i)
                    .isEqualTo(Optional.ofNullable(naive.get(i)));
        }
    }

    private static Where in(String handle) {
        return new Where.InRoom(new Handle(handle));
    }

    private Marker mark(Where where, Instant upTo) {
        return Asked.mark(store, lee, where, upTo);
    }
}
