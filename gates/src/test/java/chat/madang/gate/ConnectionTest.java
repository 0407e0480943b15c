package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.madang.core.Event;

import io.netty.buffer.ByteBuf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

/// One connection and its session. What the letters mean stands at [EchoGate].
class ConnectionTest {
    private static final int OUTBOUND_BYTES_MAX = Limits.OUTBOUND_BYTES_MIN;

    private final Stage stage = new Stage(1, new Limits(OUTBOUND_BYTES_MAX, 100));
    private final EchoGate gate = new EchoGate();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void answers_come_in_the_order_of_the_questions() {
        var amir = stage.connect(gate);

        send(amir, "eqpcpqp");
        stage.settle();

        assertThat(heard(amir)).isEqualTo("E1Q1PJ1PQ1P");
    }

    @Test
    void while_an_answer_is_awaited_nothing_is_read() {
        var amir = stage.connect(gate);

        send(amir, "ep");

        assertThat(isReading(amir)).isFalse();
        assertThat(heard(amir)).isEmpty();
        stage.settle();
        assertThat(isReading(amir)).isTrue();
        assertThat(heard(amir)).isEqualTo("E1P");
    }

    @Test
    void a_full_entrance_stops_the_reading_and_loses_nothing() {
        var amir = joined();
        var bea = joined();
        heard(amir);

        stage.closeEntrance();
        send(amir, "sss");
        stage.settle();
        assertThat(isReading(amir)).isFalse();
        assertThat(heard(bea)).isEmpty();

        stage.openEntrance();
        stage.settle();
        assertThat(isReading(amir)).isTrue();
        assertThat(heard(bea)).isEqualTo("s1s1s1");
    }

    @Test
    void a_question_that_the_entrance_refused_is_waited_for_when_it_was_taken() {
        var amir = joined();

        send(amir, "s");
        stage.closeEntrance();
        send(amir, "qp");
        stage.settle();
        stage.openEntrance();
        stage.settle();

        assertThat(heard(amir)).isEqualTo("S1Q1P");
    }

    @Test
    void a_connection_has_a_bounded_number_of_commands_under_way() {
        var amir = joined();

        send(amir, "s".repeat(Session.UNANSWERED_MAX + 1));

        assertThat(stage.waitingCommands()).isEqualTo(Session.UNANSWERED_MAX);
        assertThat(isReading(amir)).isFalse();
        stage.settle();
        assertThat(heard(amir)).isEqualTo("S1".repeat(Session.UNANSWERED_MAX + 1));
        assertThat(isReading(amir)).isTrue();
    }

    @Test
    void what_came_before_the_end_of_the_input_is_still_heard() {
        var amir = joined();
        var bea = joined();
        heard(amir);

        send(bea, "qsp");
        bea.endInput();
        stage.settle();

        assertThat(heard(amir)).isEqualTo("s2x2");
        assertThat(heard(bea)).isEqualTo("Q2PS2X2");
        assertThat(bea.isConnected()).isFalse();
    }

    @Test
    void who_has_ended_their_input_stays_until_all_is_answered() {
        var amir = joined();

        send(amir, "Wp");
        amir.endInput();
        stage.settle();

        assertThat(heard(amir)).isEqualTo("PW1X1");
    }

    @Test
    void what_came_before_a_peer_vanished_is_still_heard() {
        var amir = joined();
        var bea = joined();
        heard(amir);

        send(bea, "qs");
        bea.vanish();
        stage.settle();

        assertThat(heard(amir)).isEqualTo("s2x2");
        assertThat(stage.connections()).isEqualTo(1);
    }

    @Test
    void who_has_gone_is_heard_at_their_pace_for_a_while_and_no_longer() {
        var amir = joined();
        var bea = joined();
        var cho = joined();
        heard(amir);

        send(bea, "z".repeat(Rest.AFTER_END_SECONDS_MAX) + "szs");
        bea.endInput();
        send(cho, "z".repeat(Rest.AFTER_END_SECONDS_MAX) + "szs");
        cho.vanish();
        for (int i = 0; i < Rest.AFTER_END_SECONDS_MAX; i++) {
            assertThat(heard(amir)).isEmpty();
            assertThat(bea.isConnected()).isTrue();
            stage.pass(1, TimeUnit.SECONDS);
        }

        assertThat(heard(amir)).isEqualTo("s2s3x2x3");
        assertThat(bea.isConnected()).isFalse();
        assertThat(stage.connections()).isEqualTo(1);
    }

    @Test
    void a_peer_that_vanishes_before_its_name_was_answered_leaves_nothing_behind() {
        var amir = stage.connect(gate);
        send(amir, "e");
        amir.vanish();
        stage.settle();

        assertThat(stage.connections()).isZero();
        assertThat(stage.fanout(0).peers()).isEmpty();
    }

    @Test
    void a_peer_that_vanishes_while_the_entrance_is_full_leaves_nothing_behind() {
        var amir = stage.connect(gate);
        stage.closeEntrance();
        send(amir, "e");
        amir.vanish();
        stage.openEntrance();
        stage.settle();

        assertThat(stage.connections()).isZero();
    }

    @Test
    void a_peer_that_never_enters_leaves_nothing_behind() {
        var amir = stage.connect(gate);
        amir.vanish();
        stage.settle();

        assertThat(stage.connections()).isZero();
    }

    @Test
    void an_incomplete_frame_is_waited_for_a_minute() {
        var amir = joined();
        stage.pass(1, TimeUnit.HOURS);
        send(amir, "p.");
        stage.pass(Inlet.FRAME_SECONDS_MAX - 1, TimeUnit.SECONDS);
        amir.connection().check();
        assertThat(amir.isConnected()).isTrue();

        stage.pass(1, TimeUnit.SECONDS);
        amir.connection().check();
        stage.settle();
        assertThat(amir.isConnected()).isFalse();
        assertThat(stage.connections()).isZero();
    }

    @Test
    void an_idle_peer_is_left_alone() {
        var amir = joined();

        stage.pass(365, TimeUnit.DAYS);
        amir.connection().check();

        assertThat(amir.isConnected()).isTrue();
    }

    @Test
    void a_failure_of_the_gate_closes_that_connection_alone() {
        var amir = joined();
        var bea = joined();
        heard(amir);

        send(bea, "!");
        stage.settle();

        assertThat(bea.isConnected()).isFalse();
        assertThat(heard(amir)).isEqualTo("x2");
    }

    @Test
    void a_failure_of_the_gate_while_a_turn_is_taken_closes_that_connection_alone() {
        var amir = joined();
        var bea = joined();
        heard(amir);

        send(bea, "q!");
        stage.settle();

        assertThat(bea.isConnected()).isFalse();
        assertThat(heard(amir)).isEqualTo("x2");
        assertThat(stage.connections()).isEqualTo(1);
    }

    @Test
    void a_dialect_can_be_changed_in_a_room_for_one_alone() {
        var amir = joined();
        var bea = joined();
        var cho = joined();
        heard(amir);
        heard(bea);

        amir.connection().speak(new Stars());
        send(cho, "s");
        stage.settle();
        assertThat(heard(amir)).isEqualTo("*");
        assertThat(heard(bea)).isEqualTo("s3");

        amir.connection().speak(new EchoGate.Letters());
        send(cho, "s");
        send(amir, "l");
        stage.settle();
        assertThat(heard(amir)).isEqualTo("s3L1");
        assertThat(heard(bea)).isEqualTo("s3l1");
    }

    @Test
    void when_the_server_goes_it_says_goodbye() {
        var amir = joined();
        var bea = stage.connect(gate);

        amir.connection().dismiss();
        bea.connection().dismiss();
        stage.settle();

        assertThat(heard(amir)).isEqualTo("B");
        assertThat(heard(bea)).isEmpty();
        assertThat(amir.isConnected()).isFalse();
        assertThat(bea.isConnected()).isFalse();
        assertThat(stage.connections()).isZero();
    }

    /// Connected, entered, in room 1, and everything heard.
    private Actor joined() {
        var actor = stage.connect(gate);
        send(actor, actor.connection().session().value() == 1 ? "ec" : "e1");
        stage.settle();
        heard(actor);
        return actor;
    }

    private static void send(Actor actor, String letters) {
        actor.send(letters.getBytes(US_ASCII));
    }

    private static String heard(Actor actor) {
        return new String(actor.received(), US_ASCII);
    }

    private static boolean isReading(Actor actor) {
        return actor.channel().config().isAutoRead();
    }

    /// A star for whatever happens.
    private static final class Stars implements Dialect {
        @Override
        public void encode(Event event, Perspective perspective, ByteBuf out) {
            out.writeByte('*');
        }

        @Override
        public void encodeGoodbye(ByteBuf out) {}
    }
}
