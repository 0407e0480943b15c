package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class AgendaTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final RoomId ROOM = new RoomId(1);
    private static final RoomId OTHER = new RoomId(2);
    private static final Person AMIR = new Person(new SessionId(1), new Name("amir"));
    private static final Person BEA = new Person(new SessionId(2), new Name("bea"));

    private final Agenda agenda = new Agenda(2, List.of());

    @Test
    void the_earliest_is_the_next_and_ties_are_kept_in_order_of_scheduling() {
        var late = message(1, ROOM, "a", NOON.plusSeconds(1));
        var second = message(3, ROOM, "b", NOON);
        var first = message(2, ROOM, "c", NOON);
        for (var each : List.of(late, second, first)) agenda.add(each, Optional.empty());
        assertThat(List.of(late, second, first).stream().sorted())
                .containsExactly(first, second, late);
        assertThat(agenda.nextDue()).contains(NOON);
        assertThat(agenda.due(NOON)).containsExactly(first, second);
        assertThat(agenda.due(Instant.MAX)).containsExactly(first, second, late);
        assertThat(agenda.due(NOON.minusNanos(1))).isEmpty();
    }

    @Test
    void a_room_takes_so_many_and_nobody_can_add_one_more() {
        for (int i = 0; i < Agenda.OF_A_ROOM_MAX; i++) {
            assertThat(agenda.isFull(ROOM, AMIR)).isFalse();
            agenda.add(message(i, ROOM, "author " + i, NOON), Optional.empty());
        }
        assertThat(agenda.isFull(ROOM, AMIR)).isTrue();
        assertThat(agenda.isFull(OTHER, AMIR)).isFalse();
        agenda.remove(message(0, ROOM, "author 0", NOON));
        assertThat(agenda.isFull(ROOM, AMIR)).isFalse();
    }

    @Test
    void a_person_is_counted_by_session_and_by_name() {
        agenda.add(message(1, ROOM, "amir", NOON), Optional.of(AMIR.session()));
        agenda.add(message(2, OTHER, "AMIR", NOON), Optional.of(AMIR.session()));
        assertThat(agenda.isFull(ROOM, AMIR)).isTrue();
        assertThat(agenda.isFull(ROOM, new Person(AMIR.session(), new Name("x")))).isTrue();
        assertThat(agenda.isFull(ROOM, new Person(BEA.session(), AMIR.name()))).isTrue();
        assertThat(agenda.isFull(ROOM, BEA)).isFalse();
    }

    @Test
    void what_is_removed_counts_no_more_and_is_removed_once() {
        var message = message(1, ROOM, "amir", NOON);
        agenda.add(message, Optional.of(AMIR.session()));
        agenda.add(message(2, ROOM, "amir", NOON), Optional.of(AMIR.session()));
        assertThat(agenda.remove(message)).isTrue();
        assertThat(agenda.remove(message)).isFalse();
        assertThat(agenda.isFull(ROOM, AMIR)).isFalse();
        assertThat(agenda.author(message)).isEmpty();
    }

    @Test
    void with_a_room_goes_what_waited_for_it_and_nothing_else() {
        agenda.add(message(1, ROOM, "amir", NOON), Optional.of(AMIR.session()));
        var other = message(2, OTHER, "amir", NOON.plusSeconds(1));
        agenda.add(other, Optional.of(AMIR.session()));
        agenda.removeAll(ROOM);
        agenda.removeAll(new RoomId(3));
        assertThat(agenda.due(Instant.MAX)).containsExactly(other);
        assertThat(agenda.author(other)).contains(AMIR.session());
        assertThat(agenda.isFull(ROOM, AMIR)).isFalse();
    }

    private static ScheduledMessage message(long id, RoomId room, String author, Instant due) {
        return new ScheduledMessage(
                new MessageId(id), room, new Name(author), new Text("text"), due);
    }
}
