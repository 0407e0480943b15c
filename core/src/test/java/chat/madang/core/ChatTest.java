package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Listing;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;
import chat.madang.core.RoomPolicy.Ends;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class ChatTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final SessionId AMIR = new SessionId(1);
    private static final SessionId BEA = new SessionId(2);
    private static final SessionId CHOE = new SessionId(3);
    private static final Name AMIRS_NAME = new Name("amir");
    private static final Name BEAS_NAME = new Name("bea");
    private static final Name CHOES_NAME = new Name("최");
    private static final Title TEA = new Title("tea");
    private static final Title CHESS = new Title("chess");
    private static final RoomId FIRST = new RoomId(1);
    private static final RoomId SECOND = new RoomId(2);
    private static final RoomPolicy PASSING = new RoomPolicy(10, Ends.WITH_LAST_MEMBER);
    private static final RoomPolicy LASTING = new RoomPolicy(10, Ends.NEVER);
    private static final Text HELLO = new Text("hello");

    private final Chat chat = new Chat();

    // Enter

    @Test
    void whoever_enters_hears_it_alone() {
        bothEnter();
        assertThat(apply(new Enter(CHOE, CHOES_NAME)))
                .isEqualTo(alone(CHOE, new Entered(new Person(CHOE, CHOES_NAME))));
    }

    @Test
    void whoever_is_here_cannot_enter_again_not_even_under_another_name() {
        bothEnter();
        assertRefused(new Enter(AMIR, CHOES_NAME), Refusal.ALREADY_ENTERED);
    }

    @Test
    void to_have_entered_counts_before_a_taken_name() {
        bothEnter();
        assertRefused(new Enter(AMIR, BEAS_NAME), Refusal.ALREADY_ENTERED);
    }

    @Test
    void a_name_that_somebody_has_is_refused_in_any_case() {
        bothEnter();
        assertRefused(new Enter(CHOE, new Name("BEA")), Refusal.NAME_TAKEN);
        assertRefused(new Rename(AMIR, new Name("Bea")), Refusal.NAME_TAKEN);
    }

    @Test
    void nothing_goes_before_entering() {
        assertRefused(new Rename(AMIR, AMIRS_NAME), Refusal.NOT_ENTERED);
        assertRefused(new CreateRoom(AMIR, TEA, PASSING), Refusal.NOT_ENTERED);
        assertRefused(new Join(AMIR, FIRST), Refusal.NOT_ENTERED);
        assertRefused(new Leave(AMIR, FIRST), Refusal.NOT_ENTERED);
        assertRefused(new Say(AMIR, FIRST, HELLO), Refusal.NOT_ENTERED);
        assertRefused(new ListRooms(AMIR), Refusal.NOT_ENTERED);
        assertRefused(new Exit(AMIR), Refusal.NOT_ENTERED);
    }

    // Rename

    @Test
    void a_rename_outside_all_rooms_is_heard_by_the_renamed_alone() {
        bothEnter();
        var renamed = new Renamed(new Person(AMIR, CHOES_NAME), AMIRS_NAME);
        assertThat(apply(new Rename(AMIR, CHOES_NAME))).isEqualTo(alone(AMIR, renamed));
    }

    @Test
    void a_rename_is_heard_once_by_everybody_in_the_same_rooms() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new CreateRoom(BEA, CHESS, PASSING));
        apply(new Join(AMIR, SECOND));
        var renamed = new Renamed(new Person(AMIR, CHOES_NAME), AMIRS_NAME);
        assertThat(apply(new Rename(AMIR, CHOES_NAME)))
                .containsExactly(new Delivery(new Members(List.of(FIRST, SECOND)), renamed));
    }

    @Test
    void one_s_own_name_in_another_spelling_is_not_taken() {
        bothEnter();
        var shouted = new Name("AMIR");
        assertThat(apply(new Rename(AMIR, shouted)))
                .isEqualTo(alone(AMIR, new Renamed(new Person(AMIR, shouted), AMIRS_NAME)));
        assertRefused(new Enter(CHOE, AMIRS_NAME), Refusal.NAME_TAKEN);
    }

    @Test
    void a_name_given_up_is_free() {
        bothEnter();
        apply(new Rename(AMIR, CHOES_NAME));
        assertThat(apply(new Rename(BEA, AMIRS_NAME)))
                .isEqualTo(alone(BEA, new Renamed(new Person(BEA, AMIRS_NAME), BEAS_NAME)));
    }

    @Test
    void the_renamed_speak_and_are_listed_under_the_new_name_in_their_old_place() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
        apply(new Rename(AMIR, CHOES_NAME));
        assertThat(rooms(BEA)).containsExactly(listing(FIRST, TEA, CHOES_NAME, BEAS_NAME));
        assertThat(answer(new Say(AMIR, FIRST, HELLO)))
                .isInstanceOfSatisfying(
                        Said.class,
                        said -> assertThat(said.who()).isEqualTo(new Person(AMIR, CHOES_NAME)));
    }

    // CreateRoom

    @Test
    void whoever_makes_a_room_joins_it() {
        bothEnter();
        var joined = new Joined(FIRST, TEA, new Person(AMIR, AMIRS_NAME), stamp(0, 1));
        assertThat(apply(new CreateRoom(AMIR, TEA, PASSING))).isEqualTo(toRoom(FIRST, joined));
    }

    @Test
    void rooms_may_share_a_title() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new CreateRoom(BEA, TEA, PASSING));
        assertThat(rooms(AMIR))
                .containsExactly(listing(FIRST, TEA, AMIRS_NAME), listing(SECOND, TEA, BEAS_NAME));
    }

    @Test
    void the_number_of_a_room_that_is_over_is_not_given_again() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new Leave(AMIR, FIRST));
        apply(new CreateRoom(AMIR, CHESS, PASSING));
        assertThat(rooms(AMIR)).containsExactly(listing(SECOND, CHESS, AMIRS_NAME));
    }

    // Join

    @Test
    void a_join_is_heard_by_the_room_and_so_by_the_newcomer() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        var joined = new Joined(FIRST, TEA, new Person(BEA, BEAS_NAME), stamp(1, 2));
        assertThat(apply(new Join(BEA, FIRST))).isEqualTo(toRoom(FIRST, joined));
    }

    @Test
    void a_room_that_nobody_made_cannot_be_joined() {
        bothEnter();
        assertRefused(new Join(AMIR, FIRST), Refusal.NO_SUCH_ROOM);
    }

    @Test
    void a_member_cannot_join_again() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        assertRefused(new Join(AMIR, FIRST), Refusal.ALREADY_A_MEMBER);
    }

    @Test
    void a_room_takes_as_many_as_its_capacity_and_nobody_more() {
        allEnter();
        apply(new CreateRoom(AMIR, TEA, new RoomPolicy(2, Ends.WITH_LAST_MEMBER)));
        assertThat(answer(new Join(BEA, FIRST))).isInstanceOf(Joined.class);
        assertRefused(new Join(CHOE, FIRST), Refusal.ROOM_FULL);
    }

    @Test
    void a_member_of_a_full_room_is_told_that_they_are_in_it() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, new RoomPolicy(1, Ends.WITH_LAST_MEMBER)));
        assertRefused(new Join(AMIR, FIRST), Refusal.ALREADY_A_MEMBER);
    }

    @Test
    void a_seat_given_up_is_free() {
        allEnter();
        apply(new CreateRoom(AMIR, TEA, new RoomPolicy(2, Ends.WITH_LAST_MEMBER)));
        apply(new Join(BEA, FIRST));
        apply(new Leave(AMIR, FIRST));
        assertThat(answer(new Join(CHOE, FIRST))).isInstanceOf(Joined.class);
    }

    // Leave

    @Test
    void a_leave_is_heard_by_the_room() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
        var left = new Left(FIRST, TEA, new Person(AMIR, AMIRS_NAME), stamp(2, 3));
        assertThat(apply(new Leave(AMIR, FIRST))).isEqualTo(toRoom(FIRST, left));
        assertThat(rooms(AMIR)).containsExactly(listing(FIRST, TEA, BEAS_NAME));
    }

    @Test
    void nobody_leaves_a_room_that_they_are_not_in() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        assertRefused(new Leave(BEA, FIRST), Refusal.NOT_A_MEMBER);
        assertRefused(new Leave(BEA, SECOND), Refusal.NO_SUCH_ROOM);
    }

    @Test
    void a_passing_room_is_over_when_the_last_member_leaves() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new Leave(AMIR, FIRST));
        assertThat(rooms(AMIR)).isEmpty();
        assertRefused(new Join(AMIR, FIRST), Refusal.NO_SUCH_ROOM);
    }

    @Test
    void a_lasting_room_waits_empty_and_counts_on() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, LASTING));
        apply(new Leave(AMIR, FIRST));
        assertThat(rooms(BEA)).containsExactly(listing(FIRST, TEA));
        var joined = new Joined(FIRST, TEA, new Person(BEA, BEAS_NAME), stamp(2, 3));
        assertThat(apply(new Join(BEA, FIRST))).isEqualTo(toRoom(FIRST, joined));
    }

    // Say

    @Test
    void a_message_goes_to_its_room_alone() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new CreateRoom(AMIR, CHESS, PASSING));
        var said = new Said(SECOND, new Person(AMIR, AMIRS_NAME), HELLO, stamp(2, 2));
        assertThat(apply(new Say(AMIR, SECOND, HELLO))).isEqualTo(toRoom(SECOND, said));
    }

    @Test
    void nobody_speaks_in_a_room_that_they_are_not_in() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.NOT_A_MEMBER);
        assertRefused(new Say(BEA, SECOND, HELLO), Refusal.NO_SUCH_ROOM);
    }

    // ListRooms

    /// Copying the yard for each who asks would let a crowd of them stall it.
    @Test
    void all_who_ask_between_two_changes_are_given_the_same_list() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));

        var first = ((RoomsListed) answer(new ListRooms(AMIR))).rooms();
        assertThat(((RoomsListed) answer(new ListRooms(BEA))).rooms()).isSameAs(first);

        apply(new Join(BEA, FIRST));
        assertThat(((RoomsListed) answer(new ListRooms(BEA))).rooms()).isNotEqualTo(first);
    }

    @Test
    void rooms_are_listed_by_number_with_members_as_they_came() {
        allEnter();
        assertThat(rooms(AMIR)).isEmpty();
        apply(new CreateRoom(CHOE, TEA, PASSING));
        apply(new CreateRoom(BEA, CHESS, PASSING));
        apply(new Join(AMIR, SECOND));
        apply(new Join(AMIR, FIRST));
        var listed =
                new RoomsListed(
                        AMIR,
                        List.of(
                                listing(FIRST, TEA, CHOES_NAME, AMIRS_NAME),
                                listing(SECOND, CHESS, BEAS_NAME, AMIRS_NAME)));
        assertThat(apply(new ListRooms(AMIR))).isEqualTo(alone(AMIR, listed));
    }

    @Test
    void whoever_comes_back_into_a_room_stands_last() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
        apply(new Leave(AMIR, FIRST));
        apply(new Join(AMIR, FIRST));
        assertThat(rooms(AMIR)).containsExactly(listing(FIRST, TEA, BEAS_NAME, AMIRS_NAME));
    }

    // Exit

    @Test
    void an_exit_outside_all_rooms_is_heard_by_the_one_who_goes() {
        bothEnter();
        var exited = new Exited(new Person(AMIR, AMIRS_NAME), List.of());
        assertThat(apply(new Exit(AMIR))).isEqualTo(alone(AMIR, exited));
    }

    @Test
    void an_exit_is_heard_once_in_all_rooms_and_ends_those_that_are_empty() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, PASSING));
        apply(new CreateRoom(AMIR, CHESS, PASSING));
        apply(new Join(BEA, SECOND));
        var both = List.of(FIRST, SECOND);
        var exited = new Exited(new Person(AMIR, AMIRS_NAME), both);
        assertThat(apply(new Exit(AMIR))).containsExactly(new Delivery(new Members(both), exited));
        assertThat(rooms(BEA)).containsExactly(listing(SECOND, CHESS, BEAS_NAME));
    }

    @Test
    void the_name_of_somebody_who_went_is_free() {
        bothEnter();
        apply(new Rename(AMIR, CHOES_NAME));
        apply(new Exit(AMIR));
        assertThat(answer(new Enter(CHOE, CHOES_NAME))).isInstanceOf(Entered.class);
    }

    @Test
    void nothing_goes_after_an_exit() {
        bothEnter();
        apply(new CreateRoom(AMIR, TEA, LASTING));
        apply(new Exit(AMIR));
        assertRefused(new Say(AMIR, FIRST, HELLO), Refusal.NOT_ENTERED);
        assertRefused(new Exit(AMIR), Refusal.NOT_ENTERED);
    }

    private void bothEnter() {
        apply(new Enter(AMIR, AMIRS_NAME));
        apply(new Enter(BEA, BEAS_NAME));
    }

    private void allEnter() {
        bothEnter();
        apply(new Enter(CHOE, CHOES_NAME));
    }

    private List<Delivery> apply(Command command) {
        return chat.apply(command, NOON);
    }

    private Event answer(Command command) {
        return apply(command).getFirst().event();
    }

    private List<Listing> rooms(SessionId asker) {
        return ((RoomsListed) answer(new ListRooms(asker))).rooms();
    }

    private void assertRefused(Command command, Refusal why) {
        assertThat(apply(command)).isEqualTo(alone(command.from(), new Refused(command, why)));
    }

    private static List<Delivery> alone(SessionId session, Event event) {
        return List.of(new Delivery(new One(session), event));
    }

    private static List<Delivery> toRoom(RoomId room, Event event) {
        return List.of(new Delivery(new Members(List.of(room)), event));
    }

    private static Listing listing(RoomId room, Title title, Name... members) {
        return new Listing(room, title, List.of(members));
    }

    /// The stamp of an event at noon that `earlier` stamped events of the yard came before.
    private static Stamp stamp(int earlier, long sequence) {
        var id = new MessageId((NOON.toEpochMilli() << 20) + earlier);
        return new Stamp(id, sequence, NOON);
    }
}
