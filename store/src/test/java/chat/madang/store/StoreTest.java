package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.LASTING;
import static chat.madang.store.Yard.LEE;
import static chat.madang.store.Yard.NEW;
import static chat.madang.store.Yard.NOON;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.name;
import static chat.madang.store.Yard.room;
import static chat.madang.store.Yard.roomKept;
import static chat.madang.store.Yard.unscheduled;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Listing;
import chat.madang.core.Manner;
import chat.madang.core.Memory;
import chat.madang.core.Memory.LastingRoom;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Place;
import chat.madang.core.Rank;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Tags;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class StoreTest {
    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("madang.db");
    }

    @Test
    void a_new_store_knows_nothing() throws Exception {
        try (var store = Store.open(file, 100)) {
            assertThat(store.memory()).isEqualTo(Memory.NONE);
        }
        assertThat(reopened()).isEqualTo(Memory.NONE);
    }

    @Test
    void everything_that_happens_in_a_room_is_its_history() throws Exception {
        var park = new Person(KIM.session(), new Name("park"));
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(1, 1, KIM), yard.joined(1, 2, LEE), roomKept(1));
            write(store, yard.said(1, 3, "안녕 \0\n👩‍👩‍👧"));
            write(store, new Renamed(park, KIM.name(), List.of(place(1, 4))));
            write(store, new HostChanged(room(1), name(1), LEE, yard.stamp(5)));
            write(store, new Kicked(room(1), name(1), park, LEE, Optional.empty(), yard.stamp(6)));
            write(store, yard.joined(1, 7, KIM));
            write(store, new Left(room(1), name(1), KIM, Optional.empty(), yard.stamp(8)));
            var scheduled = yard.scheduled(1, "later", NOON);
            write(store, scheduled);
            write(
                    store,
                    new SaidAsScheduled(
                            scheduled.message(), name(1), Optional.empty(), yard.stamp(9)));
            write(store, new Exited(LEE, List.of(place(1, 10)), Optional.empty()));
        }
        assertThat(History.of(file, 1))
                .containsExactly(
                        "1 joined kim ",
                        "2 joined lee ",
                        "3 said kim 안녕 \0\n👩‍👩‍👧",
                        "4 renamed park kim",
                        "5 host lee ",
                        "6 kicked park lee",
                        "7 joined kim ",
                        "8 left kim ",
                        "9 scheduled kim later",
                        "10 exited lee ");
        var memory = reopened();
        assertThat(memory.rooms()).containsExactly(lasting(1, 10));
        assertThat(memory.lastRoom()).isEqualTo(1);
        assertThat(memory.lastMessage()).isEqualTo(yard.lastId());
        assertThat(memory.scheduled()).isEmpty();
    }

    @Test
    void what_nothing_lasts_of_is_kept_as_well() throws Exception {
        var listing = new Listing(room(1), name(1), LASTING, List.of(), NEW);
        try (var store = Store.open(file, 100)) {
            assertThat(write(store)).isTrue();
            assertThat(
                            write(
                                    store,
                                    new Entered(KIM),
                                    new Event.AddresseeCame(KIM.session(), LEE.name()),
                                    new RoomsListed(KIM.session(), List.of(listing)),
                                    new PeopleListed(KIM.session(), listing),
                                    new Renamed(KIM, LEE.name(), List.of()),
                                    new Refused(
                                            new Command.ListRooms(KIM.session()),
                                            Refusal.NOT_ENTERED)))
                    .isTrue();
        }
        assertThat(reopened()).isEqualTo(Memory.NONE);
    }

    @Test
    void an_id_that_only_a_whisper_had_is_not_used_again() throws Exception {
        try (var store = Store.open(file, 100)) {
            write(store, Yard.whispered(KIM, LEE, "psst", yard.nextId()));
        }
        assertThat(reopened().lastMessage()).isEqualTo(yard.lastId());
    }

    @Test
    void letters_are_there_until_they_are_collected() throws Exception {
        Account lee;
        try (var store = Store.open(file, 100)) {
            lee = store.accounts().add(LEE.name(), bytes("1234")).orElseThrow();
            var first = yard.kept(lee.id(), "first \0 😀");
            var second = yard.kept(lee.id(), "");
            assertThat(write(store, first)).isTrue();
            assertThat(write(store, second)).isTrue();
            assertThat(reread(store).mail())
                    .isEqualTo(Map.of(lee.id(), List.of(first.letter(), second.letter())));

            write(store, new Collected(LEE.session(), lee.id(), first.letter().id()));
            assertThat(reread(store).mail()).isEqualTo(Map.of(lee.id(), List.of(second.letter())));
            write(store, new Collected(LEE.session(), lee.id(), second.letter().id()));
        }
        var memory = reopened();
        assertThat(memory.accounts()).containsExactly(lee);
        assertThat(memory.mail()).isEmpty();
    }

    @Test
    void a_letter_that_is_kept_and_collected_in_one_turn_is_gone() throws Exception {
        try (var store = Store.open(file, 100)) {
            var lee = store.accounts().add(LEE.name(), bytes("1234")).orElseThrow();
            var first = yard.kept(lee.id(), "first");
            var second = yard.kept(lee.id(), "second");
            write(
                    store,
                    first,
                    second,
                    new Collected(LEE.session(), lee.id(), second.letter().id()),
                    new Collected(LEE.session(), lee.id(), first.letter().id()),
                    yard.kept(lee.id(), "third"));
        }
        assertThat(reopened().mail().values())
                .singleElement()
                .satisfies(box -> assertThat(box.getFirst().text().value()).isEqualTo("third"));
    }

    @Test
    void what_is_scheduled_in_a_lasting_room_waits_over_a_restart() throws Exception {
        var soon = yard.scheduled(1, "soon", NOON);
        var late = yard.scheduled(1, "late", Instant.MAX);
        try (var store = Store.open(file, 100)) {
            assertThat(write(store, yard.joined(1, 1, KIM), roomKept(1), soon, late)).isTrue();
        }
        var messages = reopened().scheduled();
        assertThat(messages).hasSize(2).first().isEqualTo(soon.message());
        assertThat(messages.getLast().id()).isEqualTo(late.message().id());
        assertThat(messages.getLast().due()).isAfter(Instant.parse("+100000-01-01T00:00:00Z"));
    }

    @Test
    void what_was_unscheduled_waits_no_more() throws Exception {
        var first = yard.scheduled(1, "first", NOON);
        var second = yard.scheduled(1, "second", NOON);
        var third = yard.scheduled(1, "third", NOON);
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1), first, second);
            assertThat(write(store, unscheduled(first), third, unscheduled(third))).isTrue();
        }
        assertThat(reopened().scheduled()).containsExactly(second.message());
    }

    @Test
    void a_temporary_room_its_history_and_its_schedule_end_with_the_server() throws Exception {
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(7, 1, KIM), yard.scheduled(7, "later", NOON));
            assertThat(History.of(file, 7)).hasSize(1);
        }
        var memory = reopened();
        assertThat(memory.rooms()).isEmpty();
        assertThat(memory.scheduled()).isEmpty();
        assertThat(memory.lastRoom()).isEqualTo(7);
        assertThat(memory.lastMessage()).isEqualTo(yard.lastId());
        assertThat(History.of(file, 7)).isEmpty();
    }

    @Test
    void a_room_that_was_closed_has_no_history_and_no_schedule() throws Exception {
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(1, 1, KIM), yard.joined(2, 1, KIM));
            write(store, yard.scheduled(1, "later", NOON));
            write(store, new RoomClosed(room(1), name(1), yard.stamp(2)));

            assertThat(History.of(file, 1)).isEmpty();
            assertThat(History.of(file, 2)).hasSize(1);
            assertThat(History.rows(file, "SELECT text FROM scheduled")).isEmpty();
        }
    }

    @Test
    void a_room_that_does_not_last_any_more_is_gone_after_a_restart() throws Exception {
        var over = new RoomPolicy(5, Ends.WITH_LAST_MEMBER, Host.NONE);
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1));
            write(store, yard.joined(2, 1, KIM), roomKept(2));
            write(store, new RoomKept(room(1), name(1), over, NEW));
            write(store, new RoomClosed(room(2), name(2), yard.stamp(2)));
            // Another room is called so now.
            write(store, yard.joined(3, 1, KIM), new RoomKept(room(3), name(2), LASTING, NEW));
        }
        var memory = reopened();
        assertThat(memory.rooms()).extracting(LastingRoom::id).containsExactly(new RoomId(3));
        assertThat(memory.lastRoom()).isEqualTo(3);
    }

    @Test
    void other_rules_of_a_lasting_room_last_and_its_counting_goes_on() throws Exception {
        var other = new RoomPolicy(99, Ends.NEVER, Host.NONE);
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1), yard.said(1, 2, "hi"));
        }
        try (var store = Store.open(file, 100)) {
            write(store, new RoomKept(room(1), name(1), other, NEW));
        }
        assertThat(reopened().rooms())
                .containsExactly(new LastingRoom(room(1), name(1), other, NEW, 2));
    }

    @Test
    void history_is_cut_and_the_counting_goes_on() throws Exception {
        try (var store = Store.open(file, 10)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1));
            for (int i = 2; i <= 1_030; i++) write(store, yard.said(1, i, "line " + i));
        }
        assertThat(History.of(file, 1))
                .hasSize(10 + 1_030 % 256)
                .startsWith("1015 said kim line 1015")
                .endsWith("1030 said kim line 1030");
        assertThat(reopened().rooms()).containsExactly(lasting(1, 1_030));
    }

    @Test
    void history_is_cut_also_when_what_is_counted_is_not_kept() throws Exception {
        var toSome = new Manner(false, Optional.of(Rank.VOICE), Tags.NONE, List.of());
        try (var store = Store.open(file, 10)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1));
            for (int i = 2; i <= 600; i++) {
                var manner = i % 256 == 0 ? toSome : Manner.PLAIN;
                write(store, Yard.said(1, KIM, "line " + i, manner, yard.stamp(i)));
            }
        }
        assertThat(History.of(file, 1)).hasSize(9 + 600 % 256);
    }

    @Test
    void the_counting_goes_on_when_all_history_is_lost() throws Exception {
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(1, 1, KIM), roomKept(1), yard.said(1, 2, "hi"));
        }
        History.change(file, "DELETE FROM history");

        assertThat(reopened().rooms()).containsExactly(lasting(1, 2));
    }

    @Test
    void numbers_grow_over_restarts_and_never_again_get_smaller() throws Exception {
        try (var store = Store.open(file, 100)) {
            write(store, yard.joined(9, 1, KIM));
        }
        var last = yard.lastId();
        try (var store = Store.open(file, 100)) {
            // As after a clock that was set back.
            write(store, new Yard().joined(3, 1, KIM));
        }
        assertThat(reopened().lastRoom()).isEqualTo(9);
        assertThat(reopened().lastMessage()).isEqualTo(last);
    }

    @Test
    void who_is_here_is_written_until_they_go_or_the_server_does() throws Exception {
        try (var store = Store.open(file, 100)) {
            var accounts = store.accounts();
            var kim = accounts.add(KIM.name(), bytes("1234")).orElseThrow();
            assertThat(accounts.add(LEE.name(), bytes("1234"))).isPresent();
            write(store, new LoggedIn(Yard.from("192.0.2.7", KIM), kim.id(), List.of()));
            write(store, chosen(Presence.AWAY), yard.kept(kim.id(), "a"));
            assertThat(accounts.list())
                    .extracting(
                            AccountRecord::here, AccountRecord::origin, AccountRecord::addressee)
                    .containsExactly(tuple(true, "192.0.2.7", "lee"), tuple(false, "", ""));
            assertThat(accounts.list().getFirst().kept()).isEqualTo(1);

            write(store, new AddresseeGone(KIM.session(), LEE.name()));
            assertThat(accounts.list().getFirst().addressee()).isEmpty();
            write(store, chosen(Presence.HERE), chosen(Presence.UNKNOWN));
            assertThat(accounts.list().getFirst().addressee()).isEmpty();

            write(store, new Exited(KIM, List.of(), Optional.empty()));
            assertThat(accounts.list()).extracting(AccountRecord::here).containsOnly(false);
            write(store, new LoggedIn(KIM, kim.id(), List.of()));
        }
        assertThat(Accounts.open(file).list()).extracting(AccountRecord::here).containsOnly(false);
    }

    private static AddresseeChosen chosen(Presence presence) {
        return new AddresseeChosen(KIM.session(), Optional.of(LEE.name()), presence);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private Place place(int room, long sequence) {
        return new Place(room(room), yard.stamp(sequence));
    }

    private static LastingRoom lasting(int room, long lastSequence) {
        return new LastingRoom(room(room), name(room), LASTING, NEW, lastSequence);
    }

    private static Memory reread(Store store) {
        var read = new Memory[1];
        Yard.between(store, () -> read[0] = new Recollection(store.connection()).read());
        return read[0];
    }

    private Memory reopened() throws StoreFailure {
        try (var store = Store.open(file, 100)) {
            return store.memory();
        }
    }
}
