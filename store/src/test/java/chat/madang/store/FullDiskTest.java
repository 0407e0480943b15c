package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.LEE;
import static chat.madang.store.Yard.NOON;
import static chat.madang.store.Yard.between;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.hold;
import static chat.madang.store.Yard.name;
import static chat.madang.store.Yard.offer;
import static chat.madang.store.Yard.room;
import static chat.madang.store.Yard.roomKept;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Stretch;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Handle;
import chat.madang.core.Markers.Where;
import chat.madang.core.Memory.LastingRoom;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// A disk that is full, as SQLite tells of it (SQLITE_FULL): the file may have no more pages.
class FullDiskTest {
    private static final String LARGE = "x".repeat(4_000);

    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");
    private Store store;
    private Account lee;

    @BeforeEach
    void setUp() throws Exception {
        file = folder.resolve("madang.db");
        store = Store.open(file, 100);
        lee = store.accounts().add(LEE.name(), bytes("1234")).orElseThrow();
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    @Test
    void what_must_be_stored_fails_and_all_else_does_not() {
        fill();

        assertThat(write(store, yard.kept(lee.id(), LARGE))).isFalse();
        assertThat(write(store, new Entered(KIM))).isTrue();
        assertThat(write(store)).isTrue();
        assertThat(write(store, yard.said(1, 1, LARGE))).isFalse();
    }

    @Test
    void each_turn_of_a_batch_is_told_what_became_of_it() throws Exception {
        fill();
        var goOn = hold(store);
        var letter = offer(store, yard.kept(lee.id(), LARGE));
        var talk = offer(store, new Entered(KIM));
        var said = offer(store, yard.said(1, 1, "short"));
        goOn.run();

        assertThat(letter.join()).isFalse();
        assertThat(talk.join()).isTrue();
        assertThat(said.join()).isFalse();
    }

    @Test
    void nothing_of_a_failed_turn_is_on_disk_and_the_next_is_when_there_is_room() throws Exception {
        fill();
        for (int i = 0; i < 20; i++) {
            assertThat(write(store, yard.kept(lee.id(), LARGE))).isFalse();
        }
        free();
        var kept = yard.kept(lee.id(), LARGE);
        assertThat(write(store, kept)).isTrue();

        reopen();
        assertThat(store.memory().mail().get(lee.id())).containsExactly(kept.letter());
    }

    @Test
    @Timeout(120)
    void it_says_so_and_finds_out_by_itself_when_there_is_room() {
        assertThat(store.isWritable()).isTrue();
        fill();
        assertThat(write(store, yard.kept(lee.id(), LARGE))).isFalse();
        assertThat(store.isWritable()).isFalse();
        assertThat(store.isAlive()).isTrue();

        free();
        while (!store.isWritable()) Thread.onSpinWait();
        assertThat(write(store, yard.kept(lee.id(), LARGE))).isTrue();
    }

    @Test
    void each_transaction_is_timed() {
        var timed = new LongAdder();
        store.listenToCommits(nanos -> timed.add(nanos > 0 ? 1 : 0));
        long rounds = store.rounds();

        assertThat(write(store, yard.kept(lee.id(), LARGE))).isTrue();
        between(store, () -> assertThat(store.isBusy()).isTrue());

        assertThat(timed.sum()).isEqualTo(1);
        assertThat(store.rounds()).isGreaterThan(rounds);
    }

    @Test
    void it_may_be_full_again_and_again() throws Exception {
        for (int i = 1; i <= 5; i++) {
            fill();
            assertThat(write(store, yard.kept(lee.id(), LARGE))).isFalse();
            free();
            assertThat(write(store, yard.kept(lee.id(), LARGE))).isTrue();
        }
        reopen();
        assertThat(store.memory().mail().get(lee.id())).hasSize(5);
    }

    @Test
    void numbers_that_were_used_meanwhile_are_not_used_again() throws Exception {
        write(store, yard.joined(1, 1, KIM), roomKept(1));
        fill();
        for (int i = 2; i <= 40; i++) write(store, yard.said(1, i, LARGE));
        assertThat(write(store, yard.joined(8, 1, KIM), yard.said(8, 2, LARGE))).isFalse();
        free();

        reopen();
        assertThat(store.memory().lastRoom()).isEqualTo(8);
        assertThat(store.memory().lastMessage()).isEqualTo(yard.lastId());
        assertThat(store.memory().rooms())
                .extracting(LastingRoom::lastSequence)
                .containsExactly(40L);
    }

    @Test
    void a_room_that_came_into_being_meanwhile_lasts_with_what_is_promised_later()
            throws Exception {
        fill();
        write(store, yard.joined(1, 1, KIM), roomKept(1), yard.said(1, 2, LARGE));
        free();
        assertThat(write(store, yard.scheduled(1, "later", NOON))).isTrue();

        reopen();
        assertThat(store.memory().rooms()).extracting(LastingRoom::id).containsExactly(room(1));
        assertThat(store.memory().scheduled()).hasSize(1);
    }

    @Test
    void what_could_not_be_unscheduled_waits_still() throws Exception {
        var scheduled = yard.scheduled(1, "old", NOON);
        write(store, yard.joined(1, 1, KIM), roomKept(1), scheduled);
        fill();
        assertThat(write(store, yard.said(1, 2, LARGE), Yard.unscheduled(scheduled))).isFalse();
        free();
        assertThat(write(store, yard.said(1, 3, "hi"))).isTrue();

        reopen();
        assertThat(store.memory().scheduled()).containsExactly(scheduled.message());
    }

    @Test
    void what_was_said_meanwhile_is_missing_from_the_history_and_nothing_after_it() {
        write(store, yard.joined(1, 1, KIM), roomKept(1), yard.said(1, 2, "before"));
        fill();
        assertThat(write(store, yard.said(1, 3, LARGE), yard.said(1, 4, LARGE))).isFalse();
        free();
        write(store, yard.said(1, 5, "after"));

        for (int after = 0; after < 6; after++) {
            var rest = new Stretch(room(1), after, 10, new Filter(true, true));
            assertThat(Asked.follow(store, rest).isAll()).isEqualTo(after >= 4);
        }
    }

    @Test
    void what_was_received_or_said_meanwhile_does_not_come_again() throws Exception {
        var letter = yard.kept(lee.id(), "old");
        var scheduled = yard.scheduled(1, "old", NOON);
        write(store, yard.joined(1, 1, KIM), roomKept(1), letter, scheduled);
        fill();
        var promised = yard.scheduled(1, LARGE, NOON);
        assertThat(
                        write(
                                store,
                                promised,
                                said(scheduled.message(), 2),
                                said(promised.message(), 3),
                                new Collected(LEE.session(), lee.id(), letter.letter().id()),
                                yard.said(1, 4, LARGE)))
                .isFalse();
        free();

        reopen();
        assertThat(store.memory().mail()).isEmpty();
        assertThat(store.memory().scheduled()).isEmpty();
    }

    @Test
    void who_came_and_went_meanwhile_is_seen_afterwards() {
        write(store, new LoggedIn(Yard.from("192.0.2.1", KIM), lee.id(), List.of()));
        fill();
        write(store, new Exited(KIM, List.of(), Optional.empty()), yard.said(1, 1, LARGE));
        write(
                store,
                new LoggedIn(Yard.from("192.0.2.2", LEE), lee.id(), List.of()),
                yard.said(1, 2, LARGE));
        free();
        write(store, closed(1, 3));

        assertThat(store.accounts().list())
                .extracting(AccountRecord::origin)
                .containsExactly("192.0.2.2");
    }

    @Test
    void a_room_that_ended_meanwhile_leaves_no_rows() throws Exception {
        write(store, yard.joined(1, 1, KIM), yard.scheduled(1, "later", NOON));
        fill();
        assertThat(write(store, closed(1, 2), yard.said(2, 1, LARGE))).isFalse();
        assertThat(write(store, yard.joined(3, 1, KIM), closed(3, 2), yard.said(2, 2, LARGE)))
                .isFalse();
        free();
        assertThat(write(store, yard.said(2, 3, "short"))).isTrue();

        store.close();
        assertThat(History.rows(file, "SELECT room FROM history")).containsExactly("2");
        assertThat(History.rows(file, "SELECT room FROM scheduled")).isEmpty();
    }

    @Test
    void what_somebody_waits_for_is_refused_and_what_is_there_can_be_read() throws Exception {
        var said = yard.said(1, 1, LARGE);
        write(store, said);
        var room = new InRoom(room(1));
        var place = new Where.InRoom(new Handle("room-1"));
        assertThat(Asked.mark(store, lee.id(), place, NOON).moved()).isTrue();
        fill();

        var id = said.stamp().id();
        var reason = Optional.<Text>empty();
        var redacted = new Redacted(room(1), name(1), KIM, id, reason, yard.stamp(2));
        var goOn = hold(store);
        var erased = offer(store, redacted);
        var letter = offer(store, yard.kept(lee.id(), LARGE), yard.kept(lee.id(), LARGE));
        goOn.run();
        assertThat(letter.join()).isFalse();
        assertThat(erased.join()).isFalse();
        assertThat(Asked.everything(store, room)).hasSize(1);
        assertThat(Asked.marker(store, lee.id(), place)).contains(NOON);

        free();
        assertThat(write(store, redacted)).isTrue();
        assertThat(Asked.everything(store, room)).containsExactly(redacted);
    }

    private RoomClosed closed(int room, long sequence) {
        return new RoomClosed(room(room), name(room), yard.stamp(sequence));
    }

    private SaidAsScheduled said(ScheduledMessage message, long sequence) {
        return new SaidAsScheduled(
                message, name(message.room().value()), Optional.empty(), yard.stamp(sequence));
    }

    /// From now on the file cannot grow, and none of its pages is free.
    private void fill() {
        between(
                store,
                () -> {
                    var connection = store.connection();
                    connection.execute("CREATE TABLE IF NOT EXISTS filler (bytes BLOB)");
                    while (number("PRAGMA freelist_count") > 0) {
                        connection.execute("INSERT INTO filler VALUES (zeroblob(3000))");
                    }
                    connection.execute("PRAGMA max_page_count = 1");
                });
    }

    private void free() {
        between(store, () -> store.connection().execute("PRAGMA max_page_count = 1000000"));
    }

    private int number(String query) {
        return store.connection().createQuery(query).mapTo(Integer.class).one();
    }

    private void reopen() throws StoreFailure {
        store.close();
        store = Store.open(file, 100);
    }
}
