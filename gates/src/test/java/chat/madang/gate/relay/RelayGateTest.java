package chat.madang.gate.relay;

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
import chat.madang.gate.DatagramPort.Dropped;
import chat.madang.gate.DatagramStand;
import chat.madang.gate.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// What the `relay` gate does that no transcript can show.
class RelayGateTest {
    /// Somebody at a gate of whom nothing is seen here.
    private static final SessionId ELSEWHERE = new SessionId(1_000_000);

    private static final RoomId HOME = new RoomId(1);

    private final Stage stage = new Stage();
    private final DatagramStand stand = open(20);

    @BeforeEach
    void somebody_elsewhere() {
        stage.keepRoom("lobby", new RoomPolicy(10_000, Ends.NEVER, Host.ELDEST));
        command(new Command.Enter(ELSEWHERE, new Name("host")));
        command(new Command.Join(ELSEWHERE, Handle.of(new Title("lobby"))));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_whisper_comes_from_a_name_that_says_so() {
        var amir = come("amir");
        command(new Command.Whisper(ELSEWHERE, new Name("amir"), Spelling.EXACT, new Text("psst")));

        assertThat(received(amir)).containsExactly("host (whisper): psst");
    }

    @Test
    void a_scheduled_message_is_said_by_its_author() {
        var amir = come("amir");
        command(
                new Command.Schedule(
                        ELSEWHERE, HOME, new Text("time"), stage.now().plusSeconds(60)));
        assertThat(received(amir)).isEmpty();

        stage.pass(60, TimeUnit.SECONDS);
        assertThat(received(amir)).containsExactly("host: time");
    }

    @Test
    void who_is_kicked_is_told_so_and_may_come_again() {
        var amir = come("amir");
        var bea = come("bea");
        command(new Command.Kick(ELSEWHERE, HOME, new Name("amir"), Spelling.EXACT));
        command(new Command.Say(ELSEWHERE, HOME, new Text("gone")));

        assertThat(received(amir)).containsExactly("server: you have been kicked");
        assertThat(received(bea)).containsExactly("host: gone");
        send(amir, "amir", "back");
        assertThat(received(amir)).containsExactly("amir: back");
        assertThat(received(bea)).containsExactly("amir: back");
    }

    @Test
    void a_text_that_does_not_fit_is_cut_at_a_whole_character() {
        var amir = come("amir");
        command(new Command.Say(ELSEWHERE, HOME, new Text("가".repeat(1_365))));

        var datagrams = stand.received(amir);
        assertThat(datagrams).hasSize(1);
        assertThat(datagrams.getFirst()).hasSizeBetween(4_094, 4_096);
        assertThat(new RelayTongue().decode(datagrams.getFirst()))
                .containsExactly("host: " + "가".repeat(1_363));
    }

    @Test
    void of_a_burst_every_datagram_within_the_rate_is_heard() {
        var amir = come("amir");
        for (int i = 0; i < 59; i++) stand.send(amir, RelayTongue.datagram("amir", "m" + i));
        stage.settle();

        assertThat(received(amir)).hasSize(59).endsWith("amir: m58");
    }

    @Test
    void too_many_datagrams_are_dropped_and_counted() {
        var amir = come("amir");
        for (int i = 0; i < 100; i++) stand.send(amir, RelayTongue.datagram("amir", "m" + i));
        stage.settle();

        // Coming in was the first of sixty.
        assertThat(received(amir)).hasSize(59);
        assertThat(stand.port().dropped(Dropped.TOO_OFTEN)).isEqualTo(41);
    }

    @Test
    void many_behind_one_ip_address_have_a_rate_each() {
        var people = new ArrayList<InetSocketAddress>();
        for (int i = 0; i < 30; i++) people.add(come("pupil " + i));
        for (var pupil : people) {
            for (int i = 0; i < 10; i++) stand.send(pupil, RelayTongue.datagram("x", "m"));
        }
        stage.settle();

        for (var pupil : people) assertThat(received(pupil)).hasSize(300);
    }

    @Test
    void forged_ports_of_one_ip_address_bring_in_no_more_than_its_rate() {
        var slow = stage.open(new RelayGate(new RelayOptions(new Handle("lobby"), 300, 1)));
        int before = stage.connections();
        for (int port = 1; port <= 10_000; port++) {
            var from = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.7"), port);
            slow.send(from, RelayTongue.datagram("n" + port, ""));
        }
        stage.settle();

        assertThat(stage.connections() - before).isEqualTo(100);
    }

    @Test
    void with_no_home_room_nobody_comes_in() {
        var other =
                stage.open(
                        new RelayGate(new RelayOptions(Handle.of(new Title("nowhere")), 300, 20)));
        var amir = stage.nextAddress();
        other.send(amir, RelayTongue.datagram("amir", "hi"));
        stage.settle();

        assertThat(other.received(amir))
                .extracting(new RelayTongue()::decode)
                .containsExactly(List.of("server: no room"));
        assertThat(stage.connections()).isZero();
    }

    @Test
    void when_the_yard_is_slow_what_does_not_fit_is_dropped_and_the_rest_said_in_order() {
        var amir = come("amir");
        stage.closeEntrance();
        for (int i = 0; i < 40; i++) stand.send(amir, RelayTongue.datagram("amir", "m" + i));
        stage.settle();
        stage.openEntrance();
        stage.settle();

        var said = received(amir);
        assertThat(said).hasSizeBetween(16, 20).startsWith("amir: m0", "amir: m1", "amir: m2");
        assertThat(stand.port().dropped(Dropped.TOO_MANY)).isEqualTo(40 - said.size());
    }

    /// Nothing that a stranger sends stops the gate.
    @Test
    void random_datagrams_end_nothing_seed_1() {
        var chance = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            var bytes = new byte[chance.nextInt(4_098)];
            chance.nextBytes(bytes);
            if (bytes.length > 0) bytes[0] = (byte) chance.nextInt(6);
            var host = InetAddress.ofLiteral("10.0." + chance.nextInt(40) + ".1");
            stand.send(new InetSocketAddress(host, 1 + chance.nextInt(60_000)), bytes);
            if (i % 50 == 0) stage.pass(1, TimeUnit.SECONDS);
        }
        stage.settle();
        var amir = come("amir");
        send(amir, "amir", "still here");

        assertThat(received(amir)).contains("amir: still here");
    }

    private DatagramStand open(int rate) {
        return stage.open(
                new RelayGate(new RelayOptions(Handle.of(new Title("lobby")), 300, rate)));
    }

    private InetSocketAddress come(String name) {
        var address = stage.nextAddress();
        send(address, name, "");
        assertThat(received(address)).isEmpty();
        return address;
    }

    private void send(InetSocketAddress from, String name, String text) {
        stand.send(from, RelayTongue.datagram(name, text));
        stage.settle();
    }

    private List<String> received(InetSocketAddress at) {
        return stand.received(at).stream()
                .flatMap(datagram -> new RelayTongue().decode(datagram).stream())
                .toList();
    }

    private void command(Command command) {
        stage.offer(command);
        stage.settle();
    }
}
