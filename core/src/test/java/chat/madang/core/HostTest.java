package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Audience.Members;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.Rename;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Hosts, those whom they throw out, and rooms that are found by a name: one example each.
class HostTest extends Stage {
    // Hosts

    @Test
    void the_eldest_is_the_host_and_the_next_eldest_after_that() {
        allEnter();
        assertThat(apply(create(AMIR, TEA, ELDERS)))
                .isEqualTo(toRoom(FIRST, new Joined(FIRST, TEA_ROOM, amir, true, stamp(0, 1))));
        apply(new Join(CHOE, FIRST));
        apply(new Join(BEA, FIRST));
        assertThat(apply(new Leave(AMIR, FIRST)))
                .containsExactly(
                        heard(left(FIRST, TEA_ROOM, amir, stamp(3, 4))),
                        heard(new HostChanged(FIRST, TEA_ROOM, choe, stamp(4, 5))));
        assertThat(seen(AMIR))
                .containsExactly(
                        hosted(FIRST, TEA, Optional.of(CHOES_NAME), CHOES_NAME, BEAS_NAME));
    }

    @Test
    void nobody_hears_of_a_host_when_somebody_else_leaves() {
        allEnter();
        apply(create(AMIR, TEA, ELDERS));
        apply(new Join(BEA, FIRST));
        assertThat(events(new Leave(BEA, FIRST)))
                .containsExactly(left(FIRST, TEA_ROOM, bea, stamp(2, 3)));
    }

    @Test
    void a_host_who_comes_back_is_the_youngest() {
        bothEnter();
        apply(create(AMIR, TEA, ELDERS));
        apply(new Join(BEA, FIRST));
        apply(new Leave(AMIR, FIRST));
        assertThat(answer(new Join(AMIR, FIRST)))
                .isInstanceOfSatisfying(
                        Joined.class, joined -> assertThat(joined.asHost()).isFalse());
    }

    @Test
    void a_host_who_is_renamed_stays_host() {
        bothEnter();
        apply(create(AMIR, TEA, ELDERS));
        apply(new Join(BEA, FIRST));
        apply(new Rename(AMIR, CHOES_NAME));
        assertThat(seen(BEA))
                .containsExactly(
                        hosted(FIRST, TEA, Optional.of(CHOES_NAME), CHOES_NAME, BEAS_NAME));
    }

    @Test
    void a_room_ends_with_its_host_and_everybody_is_out() {
        allEnter();
        apply(create(AMIR, TEA, HOSTED));
        apply(new Join(BEA, FIRST));
        assertThat(apply(new Exit(AMIR)))
                .containsExactly(
                        heard(exited(amir, new Place(FIRST, stamp(2, 3)))),
                        heard(new RoomClosed(FIRST, TEA_ROOM, stamp(3, 4))));
        assertThat(rooms(BEA)).isEmpty();
        assertRefused(new Leave(BEA, FIRST), Refusal.NO_SUCH_ROOM);
        assertThat(events(new Exit(BEA))).containsExactly(exited(bea));
    }

    @Test
    void a_hosted_room_goes_on_when_anybody_else_leaves() {
        bothEnter();
        apply(create(AMIR, TEA, HOSTED));
        apply(new Join(BEA, FIRST));
        apply(new Leave(BEA, FIRST));
        assertThat(seen(BEA))
                .containsExactly(hosted(FIRST, TEA, Optional.of(AMIRS_NAME), AMIRS_NAME));
    }

    @Test
    void a_creator_who_left_and_came_back_is_no_host() {
        bothEnter();
        apply(create(AMIR, TEA, new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.CREATOR)));
        apply(new Join(BEA, FIRST));
        apply(new Leave(AMIR, FIRST));
        apply(new Join(AMIR, FIRST));
        assertThat(seen(BEA)).containsExactly(listing(FIRST, TEA, BEAS_NAME, AMIRS_NAME));
        assertRefused(kick(AMIR, BEAS_NAME), Refusal.NOT_RANKED);
    }

    // Kick

    @Test
    void whoever_is_thrown_out_hears_it_as_the_last_thing() {
        allEnter();
        apply(create(AMIR, TEA, ELDERS));
        apply(new Join(BEA, FIRST));
        assertThat(apply(kick(AMIR, new Name("BEA"))))
                .isEqualTo(
                        toRoom(
                                FIRST,
                                new Kicked(
                                        FIRST,
                                        TEA_ROOM,
                                        bea,
                                        amir,
                                        Optional.empty(),
                                        stamp(2, 3))));
        assertThat(seen(CHOE))
                .containsExactly(hosted(FIRST, TEA, Optional.of(AMIRS_NAME), AMIRS_NAME));
        assertThat(answer(new Join(BEA, FIRST))).isInstanceOf(Joined.class);
    }

    @Test
    void only_the_host_throws_out_and_that_counts_before_whom() {
        allEnter();
        apply(create(AMIR, TEA, ELDERS));
        apply(new Join(BEA, FIRST));
        assertRefused(kick(BEA, AMIRS_NAME), Refusal.NOT_RANKED);
        assertRefused(kick(BEA, new Name("nobody")), Refusal.NOT_RANKED);
        assertRefused(kick(CHOE, AMIRS_NAME), Refusal.NOT_A_MEMBER);
        assertRefused(new Kick(CHOE, SECOND, AMIRS_NAME, Spelling.EXACT), Refusal.NO_SUCH_ROOM);
    }

    @Test
    void nobody_throws_out_themselves_or_somebody_who_is_not_there() {
        allEnter();
        apply(create(AMIR, TEA, ELDERS));
        assertRefused(kick(AMIR, AMIRS_NAME), Refusal.ONESELF);
        assertRefused(kick(AMIR, BEAS_NAME), Refusal.WRONG_PLACE);
        assertRefused(kick(AMIR, new Name("nobody")), Refusal.NO_SUCH_PERSON);
    }

    /// Somebody elsewhere whose name is what the gate shows must not stand before a member.
    @Test
    void a_member_is_thrown_out_by_the_shown_name_though_somebody_elsewhere_has_it() {
        allEnter();
        apply(new Rename(BEA, new Name("b c")));
        apply(new Rename(CHOE, new Name("b_c")));
        apply(create(AMIR, TEA, ELDERS));
        apply(new Join(BEA, FIRST));
        var blanks = new Spelling(" ");
        assertThat(answer(new Kick(AMIR, FIRST, new Name("B_C"), blanks)))
                .isInstanceOfSatisfying(
                        Kicked.class, kicked -> assertThat(kicked.who().session()).isEqualTo(BEA));
    }

    // Rooms by name

    @Test
    void a_room_is_joined_by_its_name_in_any_case() {
        bothEnter();
        apply(create(AMIR, new Title("Big, Tea"), PASSING));
        var handle = Handle.of("BIG, tea").orElseThrow();
        assertThat(answer(new Join(BEA, handle)))
                .isInstanceOfSatisfying(
                        Joined.class, joined -> assertThat(joined.room()).isEqualTo(FIRST));
    }

    @Test
    void a_title_that_is_taken_is_refused_to_whoever_wants_it_so() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        var create = new CreateRoom(BEA, new Title("TEA"), PASSING, IfTaken.REFUSE);
        assertRefused(create, Refusal.ROOM_EXISTS);
        apply(new Leave(AMIR, FIRST));
        assertThat(answer(create)).isInstanceOf(Joined.class);
    }

    @Test
    void a_number_that_is_free_again_is_given_again_whatever_its_room_was_called() {
        bothEnter();
        apply(create(AMIR, new Title("tea-2"), PASSING));
        apply(create(AMIR, TEA, PASSING));
        apply(create(AMIR, TEA, PASSING));
        assertThat(handles()).containsExactly("tea-2", "tea", "tea-3");
        apply(new Leave(AMIR, FIRST));
        apply(create(AMIR, TEA, PASSING));
        apply(create(AMIR, TEA, PASSING));
        assertThat(handles()).containsExactly("tea", "tea-3", "tea-2", "tea-4");
    }

    @Test
    void a_number_below_two_or_beyond_all_is_a_name_like_any_other() {
        bothEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(create(AMIR, TEA, PASSING));
        var titles = List.of("tea-1", "tea-0", "tea-02", "tea-99999999999", "tea-");
        for (var title : titles) {
            apply(create(AMIR, new Title(title), PASSING));
            int newest = rooms(AMIR).getLast().room().value();
            apply(new Leave(AMIR, new RoomId(newest)));
        }
        apply(create(AMIR, TEA, PASSING));
        assertThat(handles()).containsExactly("tea", "tea-2", "tea-3");
    }

    // ListPeople

    @Test
    void whoever_asks_is_told_who_is_in_a_room_member_or_not() {
        allEnter();
        apply(create(AMIR, TEA, ELDERS));
        apply(new Join(BEA, FIRST));
        for (var asker : List.of(BEA, CHOE)) {
            var listed = (PeopleListed) answer(new ListPeople(asker, FIRST));
            assertThat(seen(listed.room()))
                    .isEqualTo(hosted(FIRST, TEA, Optional.of(AMIRS_NAME), AMIRS_NAME, BEAS_NAME));
        }
        assertRefused(new ListPeople(CHOE, SECOND), Refusal.NO_SUCH_ROOM);
    }

    private List<String> handles() {
        return rooms(BEA).stream().map(room -> room.name().handle().value()).toList();
    }

    private static Kick kick(SessionId from, Name whom) {
        return new Kick(from, FIRST, whom, Spelling.EXACT);
    }

    private static Delivery heard(Event event) {
        return new Delivery(new Members(List.of(FIRST)), event);
    }
}
