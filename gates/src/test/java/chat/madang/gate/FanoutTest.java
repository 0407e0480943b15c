package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.madang.core.Event;
import chat.madang.core.Event.Said;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// What one loop does with a turn. What the letters mean stands at [EchoGate].
class FanoutTest {
    private final Stage stage = new Stage(1, new Limits(Limits.OUTBOUND_BYTES_MIN, 100));
    private final EchoGate.Letters letters = new EchoGate.Letters();
    private final EchoGate gate = new EchoGate(letters);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_run_is_encoded_once_for_all_who_read_the_same_dialect() {
        var room = room(10);
        letters.encodedForOthers = 0;

        send(room.get(0), "sss");
        send(room.get(1), "ss");
        stage.settle();

        assertThat(letters.encodedForOthers).isEqualTo(5);
        assertThat(heard(room.get(9))).isEqualTo("s1s1s1s2s2");
    }

    @Test
    void each_dialect_is_encoded_for_its_readers() {
        var others = new EchoGate.Letters();
        var room = room(3);
        var guest = stage.connect(new EchoGate(others));
        send(guest, "e1");
        stage.settle();
        hearAll(room);
        others.encodedForOthers = 0;

        send(room.get(0), "ss");
        stage.settle();

        assertThat(others.encodedForOthers).isEqualTo(2);
        assertThat(heard(guest)).isEqualTo("E4J4s1s1");
        assertThat(heard(room.get(1))).isEqualTo("s1s1");
    }

    @Test
    void who_caused_some_of_a_run_sees_that_in_their_own_way() {
        var room = room(3);

        send(room.get(0), "s");
        send(room.get(1), "s");
        send(room.get(0), "s");
        stage.settle();

        assertThat(heard(room.get(0))).isEqualTo("S1s2S1");
        assertThat(heard(room.get(1))).isEqualTo("s1S2s1");
        assertThat(heard(room.get(2))).isEqualTo("s1s2s1");
    }

    @Test
    void who_joins_hears_what_follows_and_who_leaves_what_precedes() {
        var room = room(2);
        var cho = stage.connect(gate);
        send(cho, "e");
        stage.settle();
        hearAll(room);
        heard(cho);

        send(room.get(0), "s");
        send(cho, "1");
        send(room.get(0), "s");
        send(room.get(1), "l");
        send(room.get(0), "s");
        stage.settle();

        assertThat(heard(cho)).isEqualTo("J3s1l2s1");
        assertThat(heard(room.get(1))).isEqualTo("s1j3s1L2");
        assertThat(heard(room.get(0))).isEqualTo("S1j3S1l2S1");
    }

    @Test
    void an_answer_for_one_does_not_overtake_what_was_said_before_it() {
        var room = room(2);

        send(room.get(0), "s");
        send(room.get(1), "q");
        send(room.get(0), "s");
        stage.settle();

        assertThat(heard(room.get(1))).isEqualTo("s1Q2s1");
    }

    @Test
    void a_turn_is_flushed_once_and_a_run_written_once_a_member() {
        var room = room(3);
        var counter = new WriteCounter();
        room.get(2).channel().pipeline().addFirst(counter);

        send(room.get(0), "s".repeat(100));
        send(room.get(1), "s".repeat(100));
        stage.settle();

        assertThat(heard(room.get(2))).isEqualTo("s1".repeat(100) + "s2".repeat(100));
        assertThat(counter.writes).isEqualTo(1);
        assertThat(counter.flushes).isEqualTo(1);
    }

    @Test
    void rooms_without_members_are_forgotten() {
        var room = room(5);
        for (var member : room) member.vanish();
        stage.settle();

        assertThat(stage.fanout(0).rooms()).isZero();
        assertThat(stage.lags().size()).isZero();
        assertThat(stage.connections()).isZero();
    }

    @Test
    void what_cannot_be_encoded_is_left_out_and_the_turn_counts_as_written() {
        var room = room(2);
        var broken = stage.connect(new EchoGate(new Broken()));
        send(broken, "e1");
        stage.settle();
        hearAll(room);
        heard(broken);

        send(room.get(0), "ss");
        stage.settle();
        send(room.get(1), "q");
        stage.settle();

        assertThat(heard(room.get(1))).isEqualTo("s1s1Q2");
        assertThat(heard(broken)).isEmpty();
        assertThat(stage.unwrittenTurns()).isZero();
    }

    @Test
    void who_scheduled_a_message_hears_it_only_if_they_are_there_when_it_is_said() {
        var room = room(3);
        send(room.get(0), "w");
        send(room.get(1), "wl");
        stage.settle();
        hearAll(room);

        // What is due is said before what waits is done, and both are one run.
        send(room.get(0), "l1");
        send(room.get(1), "1");
        stage.pass(1, TimeUnit.SECONDS);

        assertThat(heard(room.get(0))).isEqualTo("D0d0L1J1");
        assertThat(heard(room.get(1))).isEqualTo("J2j1");
        assertThat(heard(room.get(2))).isEqualTo("d0d0l1j2j1");
    }

    @Test
    void when_there_is_no_memory_left_nobody_waits_for_what_they_have_missed() {
        var exhausted = new Exhausted();
        var poor = new EchoGate(exhausted);
        var rich = stage.connect(gate);
        send(rich, "ec");
        stage.settle();
        var member = stage.connect(poor);
        send(member, "e1");
        var joining = stage.connect(poor);
        send(joining, "e");
        stage.settle();
        heard(rich);

        exhausted.isOut = true;
        send(joining, "1");
        stage.settle();

        assertThat(member.isConnected()).isFalse();
        assertThat(joining.isConnected()).isFalse();
        assertThat(heard(rich)).isEqualTo("j3x2x3");
        assertThat(stage.fanout(0).peers()).containsExactly(rich.connection());
        assertThat(stage.connections()).isEqualTo(1);
        assertThat(stage.unwrittenTurns()).isZero();

        rich.vanish();
        stage.settle();
        assertThat(stage.fanout(0).rooms()).isZero();
        assertThat(stage.lags().size()).isZero();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    /// However the core's work is cut into turns, and however people are spread over the loops.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everybody_in_a_room_hears_the_same_in_the_same_order(long seed) {
        var random = new Random(seed);
        try (var crowd = new Stage(1 + random.nextInt(3), new Limits(1 << 20, 100))) {
            crowd.limitTurns(1 + random.nextInt(8));
            var actors = new ArrayList<Actor>();
            for (int i = 0; i < 8; i++) actors.add(crowd.connect(gate));
            send(actors.get(0), "ec");
            crowd.settle();
            for (var actor : actors.subList(1, 8)) send(actor, "e1");
            crowd.settle();
            hearAll(actors);

            for (int step = 0; step < 200; step++) {
                // Members 6 and 7 only listen.
                send(actors.get(random.nextInt(6)), random.nextInt(4) == 0 ? "q" : "s");
                if (random.nextInt(10) == 0) crowd.settle();
            }
            crowd.settle();

            var heard = heard(actors.get(7));
            assertThat(heard(actors.get(6))).isEqualTo(heard);
            for (int i = 0; i < 6; i++) {
                var own = "S" + (i + 1);
                var seen = heard(actors.get(i)).replace("Q" + (i + 1), "");
                assertThat(seen.replace(own, own.toLowerCase(Locale.ROOT))).isEqualTo(heard);
            }
        }
    }

    /// So many people in room 1, and everything heard.
    private List<Actor> room(int people) {
        var room = new ArrayList<Actor>();
        for (int i = 0; i < people; i++) {
            var actor = stage.connect(gate);
            send(actor, i == 0 ? "ec" : "e1");
            stage.settle();
            room.add(actor);
        }
        hearAll(room);
        return room;
    }

    private static void hearAll(List<Actor> room) {
        for (var member : room) heard(member);
    }

    private static void send(Actor actor, String letters) {
        actor.send(letters.getBytes(US_ASCII));
    }

    private static String heard(Actor actor) {
        return new String(actor.received(), US_ASCII);
    }

    /// Fails at what others say.
    private static final class Broken implements Dialect {
        private final Dialect letters = new EchoGate.Letters();

        @Override
        public void encode(Event event, Perspective perspective, ByteBuf out) {
            letters.encode(event, perspective, out);
            if (event instanceof Said) throw new IllegalStateException("as asked");
        }

        @Override
        public void encodeGoodbye(ByteBuf out) {
            letters.encodeGoodbye(out);
        }
    }

    /// Has no memory for what others do, once it is out of it.
    private static final class Exhausted implements Dialect {
        private final Dialect letters = new EchoGate.Letters();
        private boolean isOut;

        @Override
        public void encode(Event event, Perspective perspective, ByteBuf out) {
            if (isOut && perspective == Perspective.OTHERS) throw new OutOfMemoryError("as asked");
            letters.encode(event, perspective, out);
        }

        @Override
        public void encodeGoodbye(ByteBuf out) {
            letters.encodeGoodbye(out);
        }
    }

    private static final class WriteCounter extends ChannelOutboundHandlerAdapter {
        private int writes;
        private int flushes;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            writes++;
            context.write(message, promise);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            flushes++;
            context.flush();
        }
    }
}
