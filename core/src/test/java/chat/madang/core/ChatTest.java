package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Audience.Members;
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
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// What single commands do, one example each; the rooms here have no host.
class ChatTest extends Stage {
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
        assertRefused(create(AMIR, TEA, PASSING), Refusal.NOT_ENTERED);
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
        var renamed = new Renamed(new Person(AMIR, CHOES_NAME), AMIRS_NAME, List.of());
        assertThat(apply(new Rename(AMIR, CHOES_NAME))).isEqualTo(alone(AMIR, renamed));
    }

    @Test
    void a_rename_is_heard_once_by_everybody_in_the_same_rooms() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(create(BEA, CHESS, PASSING));
        apply(new Join(AMIR, SECOND));
        var renamed =
                new Renamed(
                        new Person(AMIR, CHOES_NAME),
                        AMIRS_NAME,
                        List.of(new Place(FIRST, stamp(3, 2)), new Place(SECOND, stamp(4, 3))));
        assertThat(apply(new Rename(AMIR, CHOES_NAME)))
                .containsExactly(new Delivery(new Members(List.of(FIRST, SECOND)), renamed));
    }

    @Test
    void one_s_own_name_in_another_spelling_is_not_taken() {
        bothEnter();
        var shouted = new Name("AMIR");
        assertThat(apply(new Rename(AMIR, shouted)))
                .isEqualTo(
                        alone(AMIR, new Renamed(new Person(AMIR, shouted), AMIRS_NAME, List.of())));
        assertRefused(new Enter(CHOE, AMIRS_NAME), Refusal.NAME_TAKEN);
    }

    @Test
    void a_name_given_up_is_free() {
        bothEnter();
        apply(new Rename(AMIR, CHOES_NAME));
        assertThat(apply(new Rename(BEA, AMIRS_NAME)))
                .isEqualTo(
                        alone(BEA, new Renamed(new Person(BEA, AMIRS_NAME), BEAS_NAME, List.of())));
    }

    @Test
    void the_renamed_speak_and_are_listed_under_the_new_name_in_their_old_place() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
        apply(new Rename(AMIR, CHOES_NAME));
        assertThat(seen(BEA)).containsExactly(listing(FIRST, TEA, CHOES_NAME, BEAS_NAME));
        assertThat(answer(new Say(AMIR, FIRST, HELLO)))
                .isInstanceOfSatisfying(
                        Said.class,
                        said -> assertThat(said.who()).isEqualTo(new Person(AMIR, CHOES_NAME)));
    }

    // CreateRoom

    @Test
    void whoever_makes_a_room_joins_it() {
        bothEnter();
        var joined = new Joined(FIRST, TEA_ROOM, new Person(AMIR, AMIRS_NAME), false, stamp(0, 1));
        assertThat(apply(create(AMIR, TEA, PASSING))).isEqualTo(toRoom(FIRST, joined));
    }

    @Test
    void rooms_may_share_a_title() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(create(BEA, TEA, PASSING));
        assertThat(rooms(AMIR))
                .extracting(room -> room.name().title(), room -> room.name().handle().value())
                .containsExactly(tuple(TEA, "tea"), tuple(TEA, "tea-2"));
    }

    @Test
    void the_number_of_a_room_that_is_over_is_not_given_again() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(new Leave(AMIR, FIRST));
        apply(create(AMIR, CHESS, PASSING));
        assertThat(seen(AMIR)).containsExactly(listing(SECOND, CHESS, AMIRS_NAME));
    }

    // Join

    @Test
    void a_join_is_heard_by_the_room_and_so_by_the_newcomer() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        var joined = new Joined(FIRST, TEA_ROOM, new Person(BEA, BEAS_NAME), false, stamp(1, 2));
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
        apply(create(AMIR, TEA, PASSING));
        assertRefused(new Join(AMIR, FIRST), Refusal.ALREADY_A_MEMBER);
    }

    @Test
    void a_room_takes_as_many_as_its_capacity_and_nobody_more() {
        allEnter();
        apply(create(AMIR, TEA, new RoomPolicy(2, Ends.WITH_LAST_MEMBER, Host.NONE)));
        assertThat(answer(new Join(BEA, FIRST))).isInstanceOf(Joined.class);
        assertRefused(new Join(CHOE, FIRST), Refusal.ROOM_FULL);
    }

    @Test
    void a_member_of_a_full_room_is_told_that_they_are_in_it() {
        bothEnter();
        apply(create(AMIR, TEA, new RoomPolicy(1, Ends.WITH_LAST_MEMBER, Host.NONE)));
        assertRefused(new Join(AMIR, FIRST), Refusal.ALREADY_A_MEMBER);
    }

    @Test
    void a_seat_given_up_is_free() {
        allEnter();
        apply(create(AMIR, TEA, new RoomPolicy(2, Ends.WITH_LAST_MEMBER, Host.NONE)));
        apply(new Join(BEA, FIRST));
        apply(new Leave(AMIR, FIRST));
        assertThat(answer(new Join(CHOE, FIRST))).isInstanceOf(Joined.class);
    }

    // Leave

    @Test
    void a_leave_is_heard_by_the_room() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
        var left = left(FIRST, TEA_ROOM, new Person(AMIR, AMIRS_NAME), stamp(2, 3));
        assertThat(apply(new Leave(AMIR, FIRST))).isEqualTo(toRoom(FIRST, left));
        assertThat(seen(AMIR)).containsExactly(listing(FIRST, TEA, BEAS_NAME));
    }

    @Test
    void nobody_leaves_a_room_that_they_are_not_in() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        assertRefused(new Leave(BEA, FIRST), Refusal.NOT_A_MEMBER);
        assertRefused(new Leave(BEA, SECOND), Refusal.NO_SUCH_ROOM);
    }

    @Test
    void a_passing_room_is_over_when_the_last_member_leaves() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        assertThat(events(new Leave(AMIR, FIRST)))
                .containsExactly(
                        left(FIRST, TEA_ROOM, amir, stamp(1, 2)),
                        new RoomClosed(FIRST, TEA_ROOM, stamp(2, 3)));
        assertThat(rooms(AMIR)).isEmpty();
        assertRefused(new Join(AMIR, FIRST), Refusal.NO_SUCH_ROOM);
    }

    @Test
    void a_lasting_room_waits_empty_and_counts_on() {
        bothEnter();
        apply(create(AMIR, TEA, LASTING));
        apply(new Leave(AMIR, FIRST));
        assertThat(seen(BEA)).containsExactly(listing(FIRST, TEA));
        var joined = new Joined(FIRST, TEA_ROOM, new Person(BEA, BEAS_NAME), false, stamp(2, 3));
        assertThat(apply(new Join(BEA, FIRST))).isEqualTo(toRoom(FIRST, joined));
    }

    // Say

    @Test
    void a_message_goes_to_its_room_alone() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(create(AMIR, CHESS, PASSING));
        var said = said(SECOND, CHESS_ROOM, new Person(AMIR, AMIRS_NAME), HELLO, stamp(2, 2));
        assertThat(apply(new Say(AMIR, SECOND, HELLO))).isEqualTo(toRoom(SECOND, said));
    }

    @Test
    void nobody_speaks_in_a_room_that_they_are_not_in() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        assertRefused(new Say(BEA, FIRST, HELLO), Refusal.NOT_A_MEMBER);
        assertRefused(new Say(BEA, SECOND, HELLO), Refusal.NO_SUCH_ROOM);
    }

    // ListRooms

    /// Copying the yard for each who asks would let a crowd of them stall it.
    @Test
    void all_who_ask_between_two_changes_are_given_the_same_list() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));

        var first = ((RoomsListed) answer(new ListRooms(AMIR))).rooms();
        assertThat(((RoomsListed) answer(new ListRooms(BEA))).rooms()).isSameAs(first);

        apply(new Join(BEA, FIRST));
        assertThat(((RoomsListed) answer(new ListRooms(BEA))).rooms()).isNotEqualTo(first);
    }

    @Test
    void rooms_are_listed_by_number_with_members_as_they_came() {
        allEnter();
        assertThat(rooms(AMIR)).isEmpty();
        apply(create(CHOE, TEA, PASSING));
        apply(create(BEA, CHESS, PASSING));
        apply(new Join(AMIR, SECOND));
        apply(new Join(AMIR, FIRST));
        assertThat(seen(AMIR))
                .containsExactly(
                        listing(FIRST, TEA, CHOES_NAME, AMIRS_NAME),
                        listing(SECOND, CHESS, BEAS_NAME, AMIRS_NAME));
        assertThat(apply(new ListRooms(AMIR)))
                .isEqualTo(alone(AMIR, new RoomsListed(AMIR, rooms(BEA))));
    }

    @Test
    void whoever_comes_back_into_a_room_stands_last() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
        apply(new Leave(AMIR, FIRST));
        apply(new Join(AMIR, FIRST));
        assertThat(seen(AMIR)).containsExactly(listing(FIRST, TEA, BEAS_NAME, AMIRS_NAME));
    }

    // Exit

    @Test
    void an_exit_outside_all_rooms_is_heard_by_the_one_who_goes() {
        bothEnter();
        var exited = exited(new Person(AMIR, AMIRS_NAME));
        assertThat(apply(new Exit(AMIR))).isEqualTo(alone(AMIR, exited));
    }

    @Test
    void an_exit_is_heard_once_in_all_rooms_and_ends_those_that_are_empty() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(create(AMIR, CHESS, PASSING));
        apply(new Join(BEA, SECOND));
        var both = List.of(FIRST, SECOND);
        var places = List.of(new Place(FIRST, stamp(3, 2)), new Place(SECOND, stamp(4, 3)));
        assertThat(apply(new Exit(AMIR)))
                .containsExactly(
                        new Delivery(new Members(both), new Exited(amir, places, Optional.empty())),
                        new Delivery(
                                new Members(List.of(FIRST)),
                                new RoomClosed(FIRST, TEA_ROOM, stamp(5, 3))));
        assertThat(seen(BEA)).containsExactly(listing(SECOND, CHESS, BEAS_NAME));
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
        apply(create(AMIR, TEA, LASTING));
        apply(new Exit(AMIR));
        assertRefused(new Say(AMIR, FIRST, HELLO), Refusal.NOT_ENTERED);
        assertRefused(new Exit(AMIR), Refusal.NOT_ENTERED);
    }
}
