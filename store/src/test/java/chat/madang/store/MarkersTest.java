package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.LEE;
import static chat.madang.store.Yard.NOON;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.room;
import static chat.madang.store.Yard.roomKept;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.AccountId;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Markers;
import chat.madang.core.Markers.Marker;
import chat.madang.core.Name;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Random;

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
        var room = new InRoom(room(1));
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
        mark(new InRoom(room(7)), NOON);
        mark(new With(lee, new Name("KIM")), NOON);
        // A name like a room's number.
        assertThat(Asked.marker(store, lee, new With(lee, new Name("7")))).isEmpty();
        assertThat(Asked.marker(store, kim, new InRoom(room(7)))).isEmpty();
        assertThat(Asked.marker(store, lee, new With(lee, KIM.name()))).contains(NOON);

        store.accounts().remove(LEE.name());
        assertThat(Asked.marker(store, lee, new InRoom(room(7)))).isEmpty();
        // Of an account that is gone nothing is kept, and nobody is told otherwise.
        mark(new InRoom(room(7)), NOON);
        assertThat(Asked.marker(store, lee, new InRoom(room(7)))).isEmpty();
    }

    @Test
    void markers_outlive_the_server_where_the_room_does() throws Exception {
        Yard.write(store, yard.joined(1, 1, KIM), roomKept(1), yard.joined(2, 1, KIM));
        mark(new InRoom(room(1)), NOON);
        mark(new InRoom(room(2)), NOON);
        mark(new With(lee, KIM.name()), NOON);
        store.close();
        store = Store.open(file, 100);

        assertThat(Asked.marker(store, lee, new InRoom(room(1)))).contains(NOON);
        assertThat(Asked.marker(store, lee, new InRoom(room(2)))).isEmpty();
        assertThat(Asked.marker(store, lee, new With(lee, KIM.name()))).contains(NOON);
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
                    reply -> store.markers().set(lee, new InRoom(room(room)), instant, reply));
            var before = naive.remove(room);
            naive.put(room, before != null && before.isAfter(instant) ? before : instant);
            if (naive.size() > Markers.COUNT_MAX) naive.remove(naive.keySet().iterator().next());
        }
        assertThat(naive).hasSize(Markers.COUNT_MAX);
        for (int room = 1; room <= 1_300; room++) {
            assertThat(Asked.marker(store, lee, new InRoom(room(room))))
                    .as("room %d", room)
                    .isEqualTo(Optional.ofNullable(naive.get(room)));
        }
    }

    private Marker mark(Conversation of, Instant upTo) {
        return Asked.mark(store, lee, of, upTo);
    }
}
