package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.LEE;
import static chat.madang.store.Yard.NOON;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.name;
import static chat.madang.store.Yard.offer;
import static chat.madang.store.Yard.room;
import static chat.madang.store.Yard.roomKept;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command.Answer;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Event;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.Nonce;
import chat.madang.core.Person;
import chat.madang.core.Rank;
import chat.madang.core.Stamp;
import chat.madang.core.Tags;
import chat.madang.core.Text;
import chat.madang.core.UsedNonce;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is remembered of what was said under nonces.
class NonceTableTest {
    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("madang.db");
    }

    @Test
    void what_was_said_under_a_nonce_is_remembered_from_the_moment_in_which_it_is_noted()
            throws Exception {
        var joined = yard.joined(1, 1, KIM);
        var said = said(1, 2, "n");
        var crashed = folder.resolve("crashed");
        try (var store = Store.open(file, 100)) {
            write(store, joined, roomKept(1));
            assertThat(offer(store, () -> StoreFileTest.copy(folder, crashed), said).join())
                    .isTrue();
        }
        try (var store = Store.open(crashed.resolve("madang.db"), 100)) {
            assertThat(store.memory().nonces()).containsExactly(UsedNonce.of(said).orElseThrow());
            assertThat(Asked.everything(store, new InRoom(room(1))).getLast())
                    .isInstanceOfSatisfying(
                            Said.class, read -> assertThat(read.manner()).isEqualTo(said.manner()));
        }
    }

    @Test
    void only_what_is_kept_and_was_waited_for_is_remembered() throws Exception {
        try (var store = Store.open(file, 100)) {
            var lee = store.accounts().add(LEE.name(), bytes("1234")).orElseThrow();
            var known = Yard.as(lee, LEE);
            var whispered = whispered(KIM, known);
            write(store, yard.joined(1, 1, KIM), roomKept(1));
            write(store, whispered(KIM, LEE), whispered);
            var toSome = manner("n", Optional.of(Rank.VOICE));
            var plain = manner("n", Optional.empty());
            write(
                    store,
                    said(1, toSome, Answer.WHEN_STORED, yard.stamp(2)),
                    said(1, plain, Answer.AT_ONCE, yard.stamp(3)),
                    said(1, Manner.PLAIN, Answer.WHEN_STORED, yard.stamp(4)));

            assertThat(reopened(store)).containsExactly(UsedNonce.of(whispered).orElseThrow());
        }
    }

    @Test
    void what_was_erased_is_remembered_still() throws Exception {
        try (var store = Store.open(file, 100)) {
            var said = said(1, 2, "n");
            var id = said.stamp().id();
            write(store, yard.joined(1, 1, KIM), roomKept(1), said);
            write(store, new Redacted(room(1), name(1), KIM, id, Optional.empty(), yard.stamp(3)));

            assertThat(reopened(store)).containsExactly(UsedNonce.of(said).orElseThrow());
        }
    }

    @Test
    void with_a_room_and_with_an_account_go_their_nonces() throws Exception {
        try (var store = Store.open(file, 100)) {
            var lee = store.accounts().add(LEE.name(), bytes("1234")).orElseThrow();
            var stays = said(2, 2, "n");
            write(store, yard.joined(1, 1, KIM), yard.joined(2, 1, KIM), roomKept(1), roomKept(2));
            write(store, said(1, 2, "n"), stays, said(3, 2, "of a room that does not last"));
            write(store, whispered(KIM, Yard.as(lee, LEE)), whispered(Yard.as(lee, LEE), KIM));
            write(store, new RoomClosed(room(1), name(1), yard.stamp(3)));
            assertThat(History.rows(file, "SELECT place FROM nonce ORDER BY id"))
                    .containsExactly("#2", "#3", "@lee", "@kim");
            store.accounts().remove(LEE.name());

            assertThat(reopened(store)).containsExactly(UsedNonce.of(stays).orElseThrow());
        }
    }

    @Test
    void the_latest_are_remembered_and_few_more_are_in_the_file() throws Exception {
        var all = new ArrayList<UsedNonce>();
        try (var store = Store.open(file, 10)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1));
            for (int turn = 0; turn < 11; turn++) {
                var said = new ArrayList<Event>();
                for (int i = 0; i < 1_000; i++) said.add(said(1, all.size() + i + 2, "n" + i));
                said.forEach(each -> all.add(UsedNonce.of((Said) each).orElseThrow()));
                write(store, said.toArray(Event[]::new));
            }
            assertThat(History.rows(file, "SELECT count(*) FROM nonce")).containsExactly("10000");
            var latest = all.subList(all.size() - UsedNonce.REMEMBERED_MAX, all.size());
            assertThat(reopened(store)).isEqualTo(latest);
        }
    }

    /// What a store remembers that is opened on a copy.
    private List<UsedNonce> reopened(Store store) throws Exception {
        var copy = folder.resolve("copy");
        Yard.between(store, () -> StoreFileTest.copy(folder, copy));
        try (var other = Store.open(copy.resolve("madang.db"), 100)) {
            return other.memory().nonces();
        }
    }

    private Said said(int room, long sequence, String nonce) {
        return said(
                room, manner(nonce, Optional.empty()), Answer.WHEN_STORED, yard.stamp(sequence));
    }

    private static Said said(int room, Manner manner, Answer answer, Stamp stamp) {
        return new Said(room(room), name(room), KIM, new Text("hi"), manner, answer, stamp);
    }

    private Whispered whispered(Person from, Person whom) {
        return new Whispered(
                from,
                whom,
                new Text("psst"),
                manner("n", Optional.empty()),
                false,
                Answer.WHEN_STORED,
                yard.nextId(),
                NOON);
    }

    private static Manner manner(String nonce, Optional<Rank> least) {
        return new Manner(false, least, Tags.NONE, List.of(), Optional.of(new Nonce(nonce)));
    }
}
