package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Peers that read slowly or not at all, and those who talk to them. The letters are explained at
/// [EchoGate]; `S` says 4 KiB.
class SlowReaderTest {
    private static final int SAID_BYTES = 4 * 1024;
    private static final int OUTBOUND_BYTES_MAX = Limits.OUTBOUND_BYTES_MIN;
    private static final int LAG_BYTES = OUTBOUND_BYTES_MAX / 4;

    private final Stage stage = new Stage(2, new Limits(OUTBOUND_BYTES_MAX, 100));
    private final EchoGate gate = new EchoGate();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void who_never_reads_is_closed_at_the_bound_and_the_others_go_on() {
        var room = room(20);
        var talker = room.get(0);
        var deaf = room.get(1);
        stopReading(deaf);

        int fitting = OUTBOUND_BYTES_MAX / SAID_BYTES - 1;
        for (int i = 0; i < fitting; i++) say(talker);
        assertThat(deaf.isConnected()).isTrue();
        for (int i = 0; i < 5; i++) say(talker);

        assertThat(deaf.isConnected()).isFalse();
        assertThat(stage.connections()).isEqualTo(19);
        assertThat(stage.traffic(gate).connections()).isEqualTo(19);
        assertThat(stage.traffic(gate).closedAsSlowInAll()).isEqualTo(1);
        assertThat(stage.traffic(gate).outboundBytesInAll())
                .isGreaterThanOrEqualTo(18L * (fitting + 5) * SAID_BYTES);
        for (var hearer : room.subList(2, 20)) {
            assertThat(heard(hearer)).hasSize((fitting + 5) * (SAID_BYTES + 1) + "x2".length());
        }
    }

    @Test
    void one_who_lags_among_many_does_not_hold_up_the_talk() {
        var room = room(20);
        stopReading(room.get(1));

        for (int i = 0; i < LAG_BYTES / SAID_BYTES + 2; i++) say(room.get(0));

        assertThat(room.get(1).channel().isWritable()).isFalse();
        assertThat(isReading(room.get(0))).isTrue();
    }

    @Test
    void a_talker_rests_while_many_of_the_hearers_lag_and_goes_on_when_they_have_read() {
        var room = room(4);
        var talker = room.get(0);
        var slow = stopReading(room.get(1));

        for (int i = 0; i < LAG_BYTES / SAID_BYTES + 1; i++) say(talker);
        assertThat(isReading(talker)).isFalse();
        stage.pass(500, TimeUnit.MILLISECONDS);
        assertThat(isReading(talker)).isFalse();

        slow.stopped = false;
        room.get(1).channel().flush();
        stage.pass(10, TimeUnit.MILLISECONDS);
        assertThat(isReading(talker)).isTrue();
        assertThat(room.get(1).isConnected()).isTrue();
    }

    @Test
    void who_lags_is_not_heard_until_it_has_read() {
        var room = room(20);
        var slow = room.get(1);
        var socket = stopReading(slow);
        for (int i = 0; i < LAG_BYTES / SAID_BYTES + 1; i++) say(room.get(0));

        slow.send("s".getBytes(US_ASCII));
        stage.settle();
        assertThat(isReading(slow)).isFalse();
        int saidBefore = heard(room.get(2)).length;

        socket.stopped = false;
        slow.channel().flush();
        stage.settle();
        assertThat(saidBefore).isPositive();
        assertThat(new String(heard(room.get(2)), US_ASCII)).isEqualTo("s2");
        assertThat(isReading(slow)).isTrue();
    }

    @Test
    void what_one_turn_brings_closes_nobody_who_has_read_before() {
        var room = room(4);
        var reader = room.get(1);
        var socket = stopReading(reader);
        var talkers = List.of(room.get(0), room.get(2), room.get(3));

        for (int i = 0; i < 2 * OUTBOUND_BYTES_MAX / SAID_BYTES; i++) {
            talkers.get(i % 3).send("S".getBytes(US_ASCII));
        }
        stage.settle();
        assertThat(reader.isConnected()).isTrue();

        socket.stopped = false;
        reader.channel().flush();
        say(room.get(0));
        assertThat(reader.isConnected()).isTrue();
    }

    @Test
    void a_talker_does_not_rest_for_ever() {
        var room = room(2);
        var talker = room.get(0);
        stopReading(room.get(1));

        for (int i = 0; i < LAG_BYTES / SAID_BYTES + 1; i++) say(talker);
        assertThat(isReading(talker)).isFalse();
        stage.pass(1_010, TimeUnit.MILLISECONDS);
        assertThat(isReading(talker)).isTrue();
    }

    @Test
    void a_talker_who_goes_while_resting_is_gone() {
        var room = room(2);
        stopReading(room.get(1));
        for (int i = 0; i < LAG_BYTES / SAID_BYTES + 1; i++) say(room.get(0));

        room.get(0).vanish();
        stage.pass(2, TimeUnit.SECONDS);

        assertThat(stage.connections()).isEqualTo(1);
    }

    @Test
    void who_lags_and_goes_is_counted_no_more() {
        var room = room(4);
        stopReading(room.get(1));
        for (int i = 0; i < LAG_BYTES / SAID_BYTES + 1; i++) say(room.get(0));
        assertThat(isReading(room.get(0))).isFalse();

        room.get(1).vanish();
        stage.settle();
        stage.pass(10, TimeUnit.MILLISECONDS);

        assertThat(isReading(room.get(0))).isTrue();
    }

    /// So many people in room 1, and everything heard.
    private List<Actor> room(int people) {
        var room = new ArrayList<Actor>();
        for (int i = 0; i < people; i++) {
            var actor = stage.connect(gate);
            actor.send((i == 0 ? "ec" : "e1").getBytes(US_ASCII));
            stage.settle();
            room.add(actor);
        }
        for (var member : room) member.received();
        return room;
    }

    private void say(Actor talker) {
        talker.send("S".getBytes(US_ASCII));
        stage.settle();
    }

    private static FullSocket stopReading(Actor actor) {
        var socket = new FullSocket();
        actor.channel().pipeline().addFirst(socket);
        return socket;
    }

    private static byte[] heard(Actor actor) {
        return actor.received();
    }

    private static boolean isReading(Actor actor) {
        return actor.channel().config().isAutoRead();
    }

    /// Takes nothing while stopped, as a socket does whose peer does not read.
    private static final class FullSocket extends ChannelOutboundHandlerAdapter {
        private boolean stopped = true;

        @Override
        public void flush(ChannelHandlerContext context) {
            if (!stopped) context.flush();
        }
    }
}
