package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Leave;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Rooms that the house wants there to be: one example each.
class KeepRoomTest extends Stage {
    private static final Handle TEAS = new Handle("tea");
    private static final RoomPolicy OF_ELDERS = new RoomPolicy(10, Ends.NEVER, Host.ELDEST);
    private static final RoomPolicy SMALL = new RoomPolicy(1, Ends.NEVER, Host.NONE);

    @Test
    void a_room_that_is_to_be_comes_into_being_with_the_first_who_joins_it_by_its_name() {
        bothEnter();
        assertThat(apply(new KeepRoom(TEA, LASTING))).isEmpty();
        assertThat(rooms(AMIR)).isEmpty();
        assertThat(apply(new Join(AMIR, TEAS)))
                .containsExactly(
                        alone(SessionId.NOBODY, new RoomKept(FIRST, TEA_ROOM, LASTING, USUAL))
                                .getFirst(),
                        toRoom(FIRST, new Joined(FIRST, TEA_ROOM, amir, false, stamp(0, 1)))
                                .getFirst());
        assertThat(apply(new Join(BEA, TEAS)))
                .isEqualTo(toRoom(FIRST, new Joined(FIRST, TEA_ROOM, bea, false, stamp(1, 2))));
        assertThat(seen(AMIR)).containsExactly(listing(FIRST, TEA, AMIRS_NAME, BEAS_NAME));
    }

    @Test
    void once_it_is_there_it_stays_and_is_not_made_again() {
        bothEnter();
        apply(new KeepRoom(TEA, LASTING));
        apply(new Join(AMIR, TEAS));
        apply(new Leave(AMIR, FIRST));
        assertThat(seen(BEA)).containsExactly(listing(FIRST, TEA));
        assertThat(events(new Join(BEA, TEAS)))
                .containsExactly(new Joined(FIRST, TEA_ROOM, bea, false, stamp(2, 3)));
    }

    @Test
    void nobody_makes_it_by_a_number_or_from_outside_the_yard() {
        apply(new KeepRoom(TEA, LASTING));
        assertRefused(new Join(AMIR, TEAS), Refusal.NOT_ENTERED);
        bothEnter();
        assertRefused(new Join(AMIR, FIRST), Refusal.NO_SUCH_ROOM);
        assertRefused(new Join(AMIR, Handle.of(CHESS)), Refusal.NO_SUCH_ROOM);
        assertThat(rooms(AMIR)).isEmpty();
    }

    @Test
    void its_name_is_taken_before_it_is_there() {
        bothEnter();
        apply(new KeepRoom(TEA, LASTING));
        var title = new Title("TEA");
        assertRefused(new CreateRoom(AMIR, title, PASSING, IfTaken.REFUSE), Refusal.ROOM_EXISTS);
        apply(create(AMIR, title, PASSING));
        apply(new Join(BEA, TEAS));
        assertThat(handles()).containsExactly("tea-2", "tea");
    }

    @Test
    void a_name_with_a_number_is_taken_too() {
        bothEnter();
        apply(new KeepRoom(new Title("tea-2"), LASTING));
        apply(create(AMIR, TEA, PASSING));
        apply(create(AMIR, TEA, PASSING));
        assertThat(handles()).containsExactly("tea", "tea-3");
        apply(new Join(BEA, new Handle("tea-2")));
        apply(new Leave(BEA, new RoomId(3)));
        apply(create(BEA, TEA, PASSING));
        assertThat(handles()).containsExactly("tea", "tea-3", "tea-2", "tea-4");
    }

    @Test
    void of_several_each_comes_when_it_is_joined() {
        bothEnter();
        apply(new KeepRoom(TEA, LASTING));
        apply(new KeepRoom(CHESS, OF_ELDERS));
        apply(new Join(AMIR, Handle.of(CHESS)));
        assertThat(handles()).containsExactly("chess");
        apply(new Join(BEA, TEAS));
        assertThat(seen(AMIR))
                .containsExactly(
                        hosted(FIRST, CHESS, Optional.of(AMIRS_NAME), AMIRS_NAME),
                        listing(SECOND, TEA, BEAS_NAME));
    }

    @Test
    void what_was_wanted_last_holds() {
        bothEnter();
        apply(new KeepRoom(TEA, LASTING));
        var title = new Title("Tea");
        assertThat(apply(new KeepRoom(title, SMALL))).isEmpty();
        assertThat(events(new Join(AMIR, TEAS)))
                .containsExactly(
                        new RoomKept(FIRST, new RoomName(title, TEAS), SMALL, USUAL),
                        new Joined(FIRST, new RoomName(title, TEAS), amir, false, stamp(0, 1)));
        assertRefused(new Join(BEA, TEAS), Refusal.ROOM_FULL);
    }

    @Test
    void the_first_in_it_is_host_as_the_eldest_and_never_as_its_creator() {
        bothEnter();
        apply(new KeepRoom(TEA, OF_ELDERS));
        apply(new KeepRoom(CHESS, new RoomPolicy(10, Ends.NEVER, Host.CREATOR)));
        apply(new Join(AMIR, TEAS));
        apply(new Join(BEA, TEAS));
        apply(new Join(BEA, Handle.of(CHESS)));
        assertThat(answer(new Kick(AMIR, FIRST, BEAS_NAME, Spelling.EXACT)))
                .isInstanceOf(Kicked.class);
        assertRefused(new Kick(BEA, SECOND, AMIRS_NAME, Spelling.EXACT), Refusal.NOT_RANKED);
    }

    @Test
    void a_room_that_is_there_gets_the_new_rules_and_whoever_is_in_stays_in() {
        allEnter();
        apply(create(AMIR, TEA, HOSTED));
        apply(new Join(BEA, FIRST));
        var small = new RoomPolicy(1, Ends.NEVER, Host.ELDEST);
        assertThat(apply(new KeepRoom(new Title("Tea"), small)))
                .isEqualTo(alone(SessionId.NOBODY, new RoomKept(FIRST, TEA_ROOM, small, USUAL)));
        assertThat(rooms(AMIR).getFirst().policy()).isEqualTo(small);
        assertThat(seen(AMIR))
                .containsExactly(
                        hosted(FIRST, TEA, Optional.of(AMIRS_NAME), AMIRS_NAME, BEAS_NAME));
        assertRefused(new Join(CHOE, FIRST), Refusal.ROOM_FULL);
    }

    @Test
    void a_room_that_would_have_ended_is_that_room_and_ends_no_more() {
        bothEnter();
        apply(create(AMIR, TEA, HOSTED));
        apply(new KeepRoom(TEA, LASTING));
        apply(new Leave(AMIR, FIRST));
        assertThat(seen(BEA)).containsExactly(listing(FIRST, TEA));
        assertThat(events(new Join(BEA, TEAS)))
                .containsExactly(new Joined(FIRST, TEA_ROOM, bea, false, stamp(2, 3)));
    }

    @Test
    void other_rules_about_the_host_are_in_force_at_once() {
        allEnter();
        apply(create(AMIR, TEA, PASSING));
        apply(new Join(BEA, FIRST));
        apply(new KeepRoom(TEA, OF_ELDERS));
        assertThat(rooms(CHOE).getFirst().host()).contains(amir);
        apply(new KeepRoom(TEA, new RoomPolicy(10, Ends.NEVER, Host.CREATOR)));
        assertThat(rooms(CHOE).getFirst().host()).isEmpty();
    }

    @Test
    void a_room_that_somebody_made_to_last_is_made_known_before_anything_happens_there() {
        bothEnter();
        assertThat(events(create(AMIR, TEA, LASTING)))
                .containsExactly(
                        new RoomKept(FIRST, TEA_ROOM, LASTING, USUAL),
                        new Joined(FIRST, TEA_ROOM, amir, false, stamp(0, 1)));
    }

    @Test
    void the_house_keeps_no_room_that_would_end() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepRoom(TEA, PASSING))
                .withMessage("ends: WITH_LAST_MEMBER (expected: NEVER)");
    }

    private List<String> handles() {
        return rooms(BEA).stream().map(room -> room.name().handle().value()).toList();
    }
}
