package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.gate.DatagramPort.Dropped;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One peer of a UDP port, and its session. What the words mean stands at [EchoDatagrams].
class CorrespondentTest {
    private static final int CONNECTIONS_MAX = 100;

    private final Stage stage = new Stage(1, new Limits(1_048_576, CONNECTIONS_MAX));
    private final EchoDatagrams gate = new EchoDatagrams();
    private final DatagramStand stand = stage.open(gate);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_comes_while_an_answer_is_awaited_is_heard_after_it_in_order() {
        var amir = stage.nextAddress();
        send(amir, "enter", "one", "ask", "two", "three");
        assertThat(heard(amir)).isEmpty();

        stage.settle();
        assertThat(heard(amir)).containsExactly("entered", "one", "listed", "two", "three");
    }

    @Test
    void of_what_waits_no_more_is_kept_than_the_bound_and_the_rest_counted() {
        var amir = come();
        stage.closeEntrance();
        send(amir, "ask");
        for (int i = 0; i < Correspondent.UNHEARD_MAX + 5; i++) send(amir, "m" + i);
        stage.settle();
        assertThat(stand.port().dropped(Dropped.TOO_MANY)).isEqualTo(5);

        stage.openEntrance();
        stage.settle();
        assertThat(heard(amir))
                .hasSize(1 + Correspondent.UNHEARD_MAX)
                .startsWith("listed", "m0", "m1")
                .endsWith("m" + (Correspondent.UNHEARD_MAX - 1));
    }

    @Test
    void all_together_have_a_bound_of_what_waits_and_it_is_free_again_afterwards() {
        var people = new ArrayList<InetSocketAddress>();
        for (int i = 0; i < 70; i++) people.add(come());
        stage.closeEntrance();
        var longest = "x".repeat(DatagramPort.DATAGRAM_BYTES_MAX);
        for (var person : people) send(person, "ask");
        for (var person : people) {
            for (int i = 0; i < Correspondent.UNHEARD_MAX; i++) send(person, longest);
        }
        int kept = DatagramPort.UNHEARD_BYTES_MAX / DatagramPort.DATAGRAM_BYTES_MAX;
        assertThat(stand.port().dropped(Dropped.TOO_MANY))
                .isEqualTo(70L * Correspondent.UNHEARD_MAX - kept);

        stage.openEntrance();
        stage.settle();
        int heard = 0;
        for (var person : people) heard += heard(person).size();
        assertThat(heard).isEqualTo(70 + kept);
        assertThat(stand.port().hasRoomFor(DatagramPort.UNHEARD_BYTES_MAX)).isTrue();
    }

    @Test
    void who_is_removed_exits_and_is_heard_no_more() {
        var amir = come();
        send(amir, "one", "exit", "too late");
        stage.settle();

        assertThat(heard(amir)).containsExactly("one");
        assertThat(gate.people()).isZero();
        assertThat(stage.connections()).isZero();
    }

    @Test
    void who_is_to_go_is_told_nothing_more_also_while_the_core_has_not_let_them_go() {
        var amir = come();
        var bea = come();
        send(amir, "exit");
        send(bea, "to all");
        assertThat(gate.people()).isEqualTo(2);

        stage.settle();
        assertThat(heard(amir)).isEmpty();
        assertThat(heard(bea)).containsExactly("to all");
        assertThat(gate.people()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_kept_for_want_of_memory_takes_no_room_from_others() {
        var amir = come();
        send(amir, "ask");
        stand.send(amir, new Unkeepable("one".getBytes(StandardCharsets.UTF_8)));
        assertThat(stand.port().hasRoomFor(DatagramPort.UNHEARD_BYTES_MAX)).isTrue();

        stage.settle();
        send(amir, "two");
        assertThat(heard(amir)).containsExactly("listed", "two");
    }

    @Test
    void what_waited_of_somebody_who_goes_is_let_go() {
        var amir = come();
        send(amir, "ask", "exit", "one", "two");
        stage.settle();

        assertThat(heard(amir)).containsExactly("listed");
        assertThat(stand.port().hasRoomFor(DatagramPort.UNHEARD_BYTES_MAX)).isTrue();
    }

    @Test
    void a_failing_dialogue_ends_its_peer_and_nobody_else() {
        var amir = come();
        var bea = come();
        send(amir, "bug");
        send(bea, "still here");
        stage.settle();

        assertThat(heard(amir)).isEmpty();
        assertThat(heard(bea)).containsExactly("still here");
        assertThat(stage.connections()).isEqualTo(1);
    }

    @Test
    void a_failing_dialogue_ends_its_peer_also_when_it_had_to_wait() {
        var amir = come();
        send(amir, "ask", "bug", "one");
        stage.settle();

        assertThat(heard(amir)).containsExactly("listed");
        assertThat(stage.connections()).isZero();
    }

    @Test
    void a_failing_gate_drops_that_datagram_alone() {
        var amir = come();
        send(amir, "fail", "still here");
        stage.settle();

        assertThat(heard(amir)).containsExactly("still here");
    }

    @Test
    void when_as_many_are_here_as_may_be_nobody_else_comes_in() {
        for (int i = 0; i < CONNECTIONS_MAX; i++) come();
        var late = stage.nextAddress();
        send(late, "enter");
        stage.settle();

        assertThat(heard(late)).isEmpty();
        assertThat(stand.port().dropped(Dropped.FULL)).isEqualTo(1);
        assertThat(stage.connections()).isEqualTo(CONNECTIONS_MAX);
    }

    @Test
    void three_failed_sends_in_a_row_remove_and_two_do_not() {
        var amir = come();
        var bea = come();
        stand.cutOff(amir);
        send(bea, "to all", "to all");
        stage.settle();
        assertThat(gate.people()).isEqualTo(2);

        send(bea, "to all");
        stage.settle();
        assertThat(gate.people()).isEqualTo(1);
        assertThat(heard(bea)).containsExactly("to all", "to all", "to all");
        assertThat(stand.port().dropped(Dropped.NOT_SENT)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void who_comes_and_goes_at_once_leaves_nothing_behind() {
        var amir = stage.nextAddress();
        stage.closeEntrance();
        send(amir, "enter", "exit");
        stage.settle();
        assertThat(stage.connections()).isEqualTo(1);

        stage.openEntrance();
        stage.settle();
        assertThat(heard(amir)).containsExactly("entered");
        assertThat(stage.connections()).isZero();
    }

    private InetSocketAddress come() {
        var address = stage.nextAddress();
        send(address, "enter");
        stage.settle();
        assertThat(heard(address)).containsExactly("entered");
        return address;
    }

    private void send(InetSocketAddress from, String... texts) {
        for (var text : texts) stand.send(from, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> heard(InetSocketAddress at) {
        return stand.received(at).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /// A datagram for whose copy there is no memory.
    private static final class Unkeepable extends UnpooledHeapByteBuf {
        Unkeepable(byte[] bytes) {
            super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes.length);
        }

        @Override
        public ByteBuf copy(int index, int length) {
            throw new OutOfMemoryError("as asked");
        }
    }
}
