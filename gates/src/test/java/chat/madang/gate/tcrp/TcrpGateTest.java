package chat.madang.gate.tcrp;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command;
import chat.madang.core.Handle;
import chat.madang.core.Name;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.SessionId;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.gate.Actor;
import chat.madang.gate.DatagramPort.Dropped;
import chat.madang.gate.DatagramStand;
import chat.madang.gate.Limits;
import chat.madang.gate.Stage;
import chat.madang.gate.tcrp.TcrpFrames.Frame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// What the `tcrp` gate does that no transcript can show.
class TcrpGateTest {
    private static final TcrpOptions OPTIONS = new TcrpOptions(65_536, 300, 10_000);

    /// Somebody at a gate of whom nothing is seen here.
    private static final SessionId ELSEWHERE = new SessionId(1_000_000);

    private final Stage stage = new Stage(2, new Limits(1_048_576, 20));
    private final TcrpGate gate = TcrpTestGate.numberingGate(OPTIONS);
    private final DatagramStand stand = stage.open(gate);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void an_answer_repeats_the_operation_and_the_room() {
        var amir = stage.connect(gate);
        request(amir, TcrpFrames.CREATE, "차 room", "amir");

        assertThat(TcrpFrames.read(amir.received()))
                .containsExactly(
                        new Frame("차 room", 1, 1, false, "0"),
                        new Frame("차 room", 1, 2, false, TcrpFrames.token(1)));
        assertThat(amir.isConnected()).isFalse();
    }

    @Test
    void an_answer_repeats_them_also_when_the_request_is_malformed() {
        var size = TcrpFrames.size(4, true);
        for (int operation : new int[] {0, 3}) {
            var amir = stage.connect(gate);
            amir.send(TcrpFrames.header(3, operation, 0, size));
            assertThat(amir.received()).isEmpty();
            amir.send("tea".getBytes(StandardCharsets.UTF_8));

            assertThat(TcrpFrames.read(amir.received()))
                    .containsExactly(new Frame("tea", operation, 1, true, "5"));
            assertThat(amir.isConnected()).isFalse();
        }
    }

    @Test
    void who_ends_what_they_send_gets_the_token_all_the_same() {
        var amir = stage.connect(gate);
        amir.send(TcrpFrames.request(TcrpFrames.CREATE, false, "tea", "amir"));
        amir.endInput();
        stage.settle();

        assertThat(TcrpFrames.read(amir.received())).hasSize(2);
        assertThat(stage.connections()).isEqualTo(1);
    }

    @Test
    void who_vanishes_before_the_token_is_there_leaves_nothing_behind() {
        var amir = stage.connect(gate);
        amir.send(TcrpFrames.request(TcrpFrames.CREATE, false, "tea", "amir"));
        amir.vanish();
        stage.settle();
        assertThat(stage.connections()).isZero();

        var bea = stage.connect(gate);
        request(bea, TcrpFrames.CREATE, "tea", "amir");
        assertThat(TcrpFrames.read(bea.received())).hasSize(2);
    }

    @Test
    void who_vanishes_while_the_entrance_is_full_leaves_nothing_behind() {
        stage.closeEntrance();
        var amir = stage.connect(gate);
        request(amir, TcrpFrames.CREATE, "tea", "amir");
        amir.vanish();
        stage.settle();
        stage.openEntrance();
        stage.settle();

        assertThat(stage.connections()).isZero();
    }

    @Test
    void when_as_many_are_here_as_may_be_the_answer_is_that_it_is_full() {
        for (int i = 0; i < 19; i++) enter(TcrpFrames.CREATE, "room" + i, "p" + i);
        var late = stage.connect(gate);
        request(late, TcrpFrames.CREATE, "tea", "late");

        assertThat(TcrpFrames.read(late.received()))
                .containsExactly(new Frame("tea", 1, 1, false, "4"));
        assertThat(stage.connections()).isEqualTo(19);
    }

    @Test
    void a_payload_of_512_mebibytes_is_refused_by_its_header_and_what_comes_of_it_not_kept() {
        var amir = stage.connect(gate);
        amir.send(TcrpFrames.header(3, 1, 0, TcrpFrames.size(1 << 29, false)));
        amir.send("tea".getBytes(StandardCharsets.UTF_8));
        stage.settle();
        for (int i = 0; i < 100; i++) {
            if (amir.isConnected()) amir.send(new byte[65_536]);
        }

        assertThat(TcrpFrames.read(amir.received()))
                .containsExactly(new Frame("tea", 1, 1, false, "5"));
        assertThat(amir.isConnected()).isFalse();
    }

    @Test
    void a_long_payload_is_read_in_pieces() {
        var amir = stage.connect(gate);
        var json = "{\"username\":\"amir\",\"more\":\"" + "x".repeat(60_000) + "\"}";
        var bytes = TcrpFrames.request(TcrpFrames.CREATE, true, "tea", json);
        for (int at = 0; at < bytes.length; at += 1_000) {
            int end = Math.min(at + 1_000, bytes.length);
            amir.send(Arrays.copyOfRange(bytes, at, end));
        }
        stage.settle();

        assertThat(TcrpFrames.read(amir.received())).hasSize(2);
    }

    @Test
    void a_text_that_does_not_fit_is_cut_at_a_whole_character() {
        var amir = enter(TcrpFrames.CREATE, "tea", "amir");
        talk(amir, "tea", 1, "");
        somebodyElsewhereIn("tea");
        stand.received(amir);
        command(new Command.Say(ELSEWHERE, new RoomId(1), new Text("가".repeat(1_365))));

        var datagrams = stand.received(amir);
        assertThat(datagrams).hasSize(1);
        assertThat(datagrams.getFirst()).hasSizeBetween(4_092, 4_094);
        assertThat(text(datagrams.getFirst())).isEqualTo("host: " + "가".repeat(1_362));
    }

    @Test
    void a_datagram_that_is_too_long_is_answered_and_not_relayed() {
        var amir = enter(TcrpFrames.CREATE, "tea", "amir");
        var bea = enter(TcrpFrames.JOIN, "tea", "bea");
        talk(bea, "tea", 2, "");
        int head = 2 + "tea".length() + 32;
        talk(amir, "tea", 1, "x".repeat(4_097 - head));
        assertThat(heard(amir)).containsExactly("* malformed message");
        assertThat(heard(bea)).isEmpty();

        talk(amir, "tea", 1, "x".repeat(4_096 - head));
        assertThat(heard(bea)).containsExactly("amir: " + "x".repeat(4_096 - head));
    }

    @Test
    void a_whisper_says_that_it_is_one() {
        var amir = enter(TcrpFrames.CREATE, "tea", "amir");
        talk(amir, "tea", 1, "");
        command(new Command.Enter(ELSEWHERE, new Name("host")));
        command(
                new Command.Whisper(
                        ELSEWHERE, new Name("amir"), Spelling.EXACT, new Text("ps\nst")));

        assertThat(heard(amir)).containsExactly("host (whisper): ps st");
    }

    @Test
    void who_is_kicked_is_out_and_their_token_with_them() {
        stage.keepRoom("open", new RoomPolicy(10, Ends.NEVER, Host.ELDEST));
        somebodyElsewhereIn("open");
        var amir = enter(TcrpFrames.JOIN, "open", "amir");
        var bea = enter(TcrpFrames.JOIN, "open", "bea");
        talk(amir, "open", 1, "");
        talk(bea, "open", 2, "");
        command(new Command.Kick(ELSEWHERE, new RoomId(1), new Name("amir"), Spelling.EXACT));

        assertThat(heard(amir)).containsExactly("* amir was kicked", "* disconnected: join again");
        assertThat(heard(bea)).containsExactly("* amir was kicked");
        talk(amir, "open", 1, "still here?");
        assertThat(heard(amir)).containsExactly("* invalid token");
        assertThat(heard(bea)).isEmpty();

        command(new Command.Exit(ELSEWHERE));
        assertThat(heard(bea)).containsExactly("* host left", "* bea is the host now");
    }

    /// The one who leaves and the one who has come are in the room at once, at one address, until
    /// the core has let the first go.
    @Test
    void who_leaves_and_is_there_again_at_once_hears_what_is_said_meanwhile_once() {
        var bea = enter(TcrpFrames.CREATE, "tea", "bea");
        var amir = enter(TcrpFrames.JOIN, "tea", "amir");
        talk(bea, "tea", 1, "");
        talk(amir, "tea", 2, "");
        var control = stage.connect(gate, amir);
        request(control, TcrpFrames.JOIN, "tea", "amir again");
        assertThat(heard(amir)).containsExactly("* amir again joined");

        stand.send(bea, TcrpFrames.datagram("tea", TcrpFrames.token(1), "hi"));
        stand.send(amir, TcrpFrames.datagram("tea", TcrpFrames.token(2), "/leave"));
        stand.send(amir, TcrpFrames.datagram("tea", TcrpFrames.token(3), ""));
        stage.settle();
        assertThat(heard(amir)).containsExactly("bea: hi", "* amir left");
    }

    @Test
    void a_scheduled_message_is_said_by_its_author() {
        var amir = enter(TcrpFrames.CREATE, "tea", "amir");
        talk(amir, "tea", 1, "");
        somebodyElsewhereIn("tea");
        var due = stage.now().plusSeconds(60);
        command(new Command.Schedule(ELSEWHERE, new RoomId(1), new Text("time"), due));
        stand.received(amir);
        stage.pass(60, TimeUnit.SECONDS);

        assertThat(heard(amir)).containsExactly("host: time");
    }

    @Test
    void one_token_may_send_a_burst_and_no_more_and_the_rest_is_counted() {
        var amir = enter(TcrpFrames.CREATE, "tea", "amir");
        var bea = enter(TcrpFrames.JOIN, "tea", "bea");
        talk(bea, "tea", 2, "");
        for (int i = 0; i < 600; i++) talk(amir, "tea", 1, "m" + i);

        assertThat(heard(bea)).hasSize(TcrpReception.DATAGRAMS_AT_ONCE);
        assertThat(stand.port().dropped(Dropped.TOO_OFTEN)).isEqualTo(100);
        stage.pass(1, TimeUnit.SECONDS);
        for (int i = 0; i < 600; i++) talk(amir, "tea", 1, "m" + i);
        assertThat(heard(bea)).hasSize(TcrpReception.DATAGRAMS_PER_SECOND);
    }

    @Test
    void guessed_tokens_are_counted_and_answered_once_a_second_whatever_the_port() {
        enter(TcrpFrames.CREATE, "tea", "amir");
        int answers = 0;
        for (int port = 1; port <= 1_000; port++) {
            var from = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.7"), port);
            talk(from, "tea", 1, "hello");
            answers += heard(from).size();
        }
        assertThat(answers).isEqualTo(1);
        assertThat(stand.port().dropped(Dropped.NO_RIGHT)).isEqualTo(1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void random_bytes_end_nothing(long seed) {
        var chance = new Random(seed);
        var amir = enter(TcrpFrames.CREATE, "tea", "amir");
        for (int i = 0; i < 5_000; i++) {
            var bytes = new byte[chance.nextInt(i % 2 == 0 ? 60 : 4_098)];
            chance.nextBytes(bytes);
            stand.send(amir, bytes);
        }
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[chance.nextInt(100)];
            chance.nextBytes(bytes);
            if (bytes.length > 2 && chance.nextBoolean()) bytes[1] = 1;
            if (bytes.length > 2 && chance.nextBoolean()) bytes[2] = 0;
            var actor = stage.connect(gate);
            actor.send(bytes);
            actor.vanish();
            stage.settle();
        }
        heard(amir);
        assertThat(stage.connections()).isEqualTo(1);
        var bea = enter(TcrpFrames.JOIN, "tea", "bea");
        talk(amir, "tea", 1, "still here");
        talk(bea, "tea", 2, "me too");
        assertThat(heard(amir)).containsExactly("bea: me too");
    }

    @Test
    void secret_tokens_are_32_hexadecimal_digits_and_never_the_same() {
        var secret = new TcrpGate(OPTIONS);
        stage.open(secret);
        var first = stage.connect(secret);
        request(first, TcrpFrames.CREATE, "one", "amir");
        var second = stage.connect(secret);
        request(second, TcrpFrames.CREATE, "two", "bea");
        var tokenOfFirst = TcrpFrames.read(first.received()).getLast().payload();
        var tokenOfSecond = TcrpFrames.read(second.received()).getLast().payload();

        assertThat(tokenOfFirst).matches("[0-9a-f]{32}");
        assertThat(tokenOfSecond).matches("[0-9a-f]{32}").isNotEqualTo(tokenOfFirst);
    }

    private void request(Actor actor, int operation, String room, String payload) {
        actor.send(TcrpFrames.request(operation, false, room, payload));
        stage.settle();
    }

    private InetSocketAddress enter(int operation, String room, String name) {
        var address = stage.nextAddress();
        var actor = stage.connect(gate, address);
        request(actor, operation, room, name);
        assertThat(TcrpFrames.read(actor.received())).hasSize(2);
        return address;
    }

    private void talk(InetSocketAddress from, String room, int token, String message) {
        stand.send(from, TcrpFrames.datagram(room, TcrpFrames.token(token), message));
        stage.settle();
    }

    private void somebodyElsewhereIn(String room) {
        command(new Command.Enter(ELSEWHERE, new Name("host")));
        command(new Command.Join(ELSEWHERE, Handle.of(new Title(room))));
    }

    private List<String> heard(InetSocketAddress at) {
        return stand.received(at).stream().map(TcrpGateTest::text).toList();
    }

    private static String text(byte[] datagram) {
        return new String(datagram, StandardCharsets.UTF_8);
    }

    private void command(Command command) {
        stage.offer(command);
        stage.settle();
    }
}
