package chat.madang.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.tools.ScriptedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListSet;

/// A bench that finds nothing wrong with a wrong server would measure nothing.
class BenchTest {
    private static final Duration MEASURED = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);

    @Test
    void a_right_relay_has_no_fault_and_all_deliveries_are_counted() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right())) {
            var result = run(relay, new Party(12, 3, 5, "p", false), new Pace.Window(7), LONG);

            assertThat(result.faults().total()).isZero();
            assertThat(result.connectsPerSecond()).isPositive();
            assertThat(result.joinsPerSecond().orElseThrow()).isPositive();
            var talk = result.talk().orElseThrow();
            assertThat(talk.messages()).isPositive();
            assertThat(talk.deliveries()).isGreaterThan(talk.messages());
            assertThat(talk.latency().p50()).isPositive().isLessThanOrEqualTo(talk.latency().max());
        }
    }

    @Test
    void a_window_smaller_than_the_talkers_goes_round_all_of_them() throws IOException {
        var heard = new ConcurrentSkipListSet<String>();
        ScriptedRelay.Delivery counting =
                (_, _, line) -> {
                    heard.add(line.substring(0, line.indexOf('!')));
                    return List.of(line);
                };
        try (var relay = new ScriptedRelay(counting)) {
            var result = run(relay, new Party(6, 1, 5, "p", false), new Pace.Window(2), LONG);

            assertThat(result.faults().total()).isZero();
            assertThat(heard).containsExactly(":p0", ":p1", ":p2", ":p3", ":p4");
        }
    }

    @Test
    void a_fixed_rate_is_kept_whatever_the_server_does() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right())) {
            var load =
                    load(
                            new Party(4, 1, 2, "p", false),
                            new Pace.Rate(200),
                            LONG,
                            OptionalLong.empty());
            var result = Bench.run(relay.address(), BenchTest::wire, load, _ -> {});

            assertThat(result.faults().total()).isZero();
            // 60 in 0.3 s; what a busy machine sends late is sent all the same.
            assertThat(result.talk().orElseThrow().messages()).isBetween(30L, 90L);
        }
    }

    @Test
    void a_message_that_never_comes_is_found() throws IOException {
        try (var relay =
                new ScriptedRelay((_, count, line) -> count == 9 ? List.of() : List.of(line))) {
            var result = run(relay, new Party(3, 1, 1, "p", false), new Pace.Window(4), SHORT);

            assertThat(result.faults().lost()).isEqualTo(2);
            assertThat(result.faults().doubled() + result.faults().reordered()).isZero();
            assertThat(result.faults().first())
                    .matches("person [12] heard number 10 before: talker 0, number 9");
        }
    }

    @Test
    void messages_that_stop_coming_are_found() throws IOException {
        try (var relay =
                new ScriptedRelay((_, count, line) -> count < 9 ? List.of(line) : List.of())) {
            var result = run(relay, new Party(3, 1, 1, "p", false), new Pace.Window(1), SHORT);

            assertThat(result.faults().lost()).isEqualTo(2);
            assertThat(result.faults().first()).contains("never: talker 0, number 9");
        }
    }

    @Test
    void a_message_that_comes_twice_is_found() throws IOException {
        try (var relay =
                new ScriptedRelay(
                        (_, count, line) -> count == 9 ? List.of(line, line) : List.of(line))) {
            var result = run(relay, new Party(3, 1, 1, "p", false), new Pace.Window(4), LONG);

            assertThat(result.faults().doubled()).isEqualTo(2);
            assertThat(result.faults().total()).isEqualTo(2);
        }
    }

    @Test
    void a_message_that_comes_behind_the_next_is_found() throws IOException {
        ScriptedRelay.Delivery swapping =
                (client, count, line) -> {
                    if (count == 9) {
                        client.held = line;
                        return List.of();
                    }
                    return count == 10 ? List.of(line, client.held) : List.of(line);
                };
        try (var relay = new ScriptedRelay(swapping)) {
            var result = run(relay, new Party(3, 1, 1, "p", false), new Pace.Window(4), LONG);

            assertThat(result.faults().reordered()).isEqualTo(2);
            assertThat(result.faults().total()).isEqualTo(2);
        }
    }

    @Test
    void a_message_of_another_room_is_found() throws IOException {
        ScriptedRelay.Delivery mixing =
                (client, count, line) ->
                        client.nick().equals("p3") && count == 5
                                ? List.of(line, line.replaceAll("[0-9]+ ([0-9]+)\r", "0 $1\r"))
                                : List.of(line);
        try (var relay = new ScriptedRelay(mixing)) {
            var result = run(relay, new Party(4, 2, 2, "p", false), new Pace.Window(2), LONG);

            assertThat(result.faults().unexpected()).isEqualTo(1);
            assertThat(result.faults().total()).isEqualTo(1);
        }
    }

    @Test
    void talkers_who_ask_for_their_echo_hear_themselves() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right())) {
            var result = run(relay, new Party(6, 3, 3, "p", true), new Pace.Window(5), LONG);

            assertThat(result.faults().total()).isZero();
            var talk = result.talk().orElseThrow();
            assertThat(talk.messages()).isPositive();
            // Two people a room; only a few of the last messages have not reached both.
            assertThat(talk.deliveries()).isGreaterThan(talk.messages() * 2 - 20);
        }
    }

    @Test
    void with_an_echo_one_person_a_room_is_enough() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right())) {
            var result = run(relay, new Party(3, 3, 3, "p", true), new Pace.Window(6), LONG);

            assertThat(result.faults().total()).isZero();
            assertThat(result.talk().orElseThrow().deliveries()).isPositive();
        }
    }

    @Test
    void an_echo_that_never_comes_is_found() throws IOException {
        try (var relay =
                new ScriptedRelay((_, count, line) -> count == 9 ? List.of() : List.of(line))) {
            var result = run(relay, new Party(1, 1, 1, "p", true), new Pace.Window(4), SHORT);

            assertThat(result.faults().lost()).isEqualTo(1);
            assertThat(result.faults().total()).isEqualTo(1);
            assertThat(result.faults().first())
                    .isEqualTo("person 0 heard number 10 before: talker 0, number 9");
        }
    }

    @Test
    void an_echo_that_comes_twice_is_found() throws IOException {
        try (var relay =
                new ScriptedRelay(
                        (_, count, line) -> count == 9 ? List.of(line, line) : List.of(line))) {
            var result = run(relay, new Party(1, 1, 1, "p", true), new Pace.Window(4), LONG);

            assertThat(result.faults().doubled()).isEqualTo(1);
            assertThat(result.faults().total()).isEqualTo(1);
        }
    }

    @Test
    void an_echo_that_nobody_asked_for_is_found() throws IOException {
        ScriptedRelay.Delivery echoing =
                (client, count, line) ->
                        client.nick().equals("p1") && count == 5
                                ? List.of(line, line.replaceAll("[0-9]+ [0-9]+\r", "1 0\r"))
                                : List.of(line);
        try (var relay = new ScriptedRelay(echoing)) {
            var result = run(relay, new Party(2, 1, 2, "p", false), new Pace.Window(2), LONG);

            assertThat(result.faults().unexpected()).isEqualTo(1);
            assertThat(result.faults().total()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":s CAP * NAK :echo-message",
                ":s 421 * CAP :Unknown command",
                ":s 410 * REQ :Invalid CAP command"
            })
    void a_server_that_refuses_the_echo_is_quoted(String answer) throws IOException {
        ScriptedRelay.Capabilities refused = _ -> answer + "\r\n";
        var usual = ScriptedRelay.Welcome.usual();
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right(), usual, refused)) {
            var party = new Party(1, 1, 1, "p", true);
            assertThatThrownBy(() -> run(relay, party, new Pace.Window(1), LONG))
                    .isInstanceOf(BenchFailure.class)
                    .hasMessage("refused, p0 (registering, 1 of 1): " + answer);
        }
    }

    @Test
    void a_server_that_says_nothing_about_the_echo_is_told() throws IOException {
        ScriptedRelay.Capabilities deaf = _ -> "";
        var usual = ScriptedRelay.Welcome.usual();
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right(), usual, deaf)) {
            var party = new Party(1, 1, 1, "p", true);
            assertThatThrownBy(() -> run(relay, party, new Pace.Window(1), LONG))
                    .isInstanceOf(BenchFailure.class)
                    .hasMessage("refused, p0 (registering, 1 of 1): no CAP ACK of echo-message");
        }
    }

    @Test
    void silent_people_only_connect() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right())) {
            var self = OptionalLong.of(ProcessHandle.current().pid());
            var load = load(new Party(5, 1, 0, "p", false), new Pace.Silence(), LONG, self);
            var result = Bench.run(relay.address(), BenchTest::wire, load, _ -> {});

            assertThat(result.joinsPerSecond()).isEmpty();
            assertThat(result.talk()).isEmpty();
            assertThat(result.connectsPerSecond()).isPositive();
        }
    }

    @Test
    void a_server_that_refuses_is_quoted() throws IOException {
        ScriptedRelay.Welcome full = nick -> ":s 433 * " + nick + " :Nickname is in use\r\n";
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right(), full)) {
            assertThatThrownBy(() ->
                            run(relay, new Party(1, 1, 0, "p", false), new Pace.Silence(), LONG))
                    .isInstanceOf(BenchFailure.class)
                    .hasMessage(
                            "refused, p0 (registering, 1 of 1): :s 433 * p0 :Nickname is in use");
        }
    }

    @Test
    void a_server_that_says_no_more_is_not_waited_for() throws IOException {
        try (var relay = new ScriptedRelay(ScriptedRelay.Delivery.right(), _ -> "")) {
            assertThatThrownBy(() ->
                            run(relay, new Party(2, 1, 0, "p", false), new Pace.Silence(), SHORT))
                    .isInstanceOf(BenchFailure.class)
                    .hasMessage("the server does not answer: connected 0 of 2");
        }
    }

    @Test
    void a_server_that_closes_is_told() throws IOException {
        try (var server = new ScriptedServer(client -> client.line())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            var load =
                    load(
                            new Party(1, 1, 0, "p", false),
                            new Pace.Silence(),
                            LONG,
                            OptionalLong.empty());
            assertThatThrownBy(() -> Bench.run(address, BenchTest::wire, load, _ -> {}))
                    .isInstanceOf(BenchFailure.class)
                    .hasMessageContaining("the connection of p0 (registering, 1 of 1)");
        }
    }

    @Test
    void a_closed_port_is_told() throws IOException {
        int port = ScriptedServer.closedPort();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var load =
                load(
                        new Party(1, 1, 0, "p", false),
                        new Pace.Silence(),
                        LONG,
                        OptionalLong.empty());
        assertThatThrownBy(() -> Bench.run(address, BenchTest::wire, load, _ -> {}))
                .isInstanceOf(BenchFailure.class)
                .hasMessage(
                        "cannot connect to localhost:%d (0 connected): Connection refused"
                                .formatted(port));
    }

    private static Result run(ScriptedRelay relay, Party party, Pace pace, Duration patience) {
        var load = load(party, pace, patience, OptionalLong.empty());
        return Bench.run(relay.address(), BenchTest::wire, load, _ -> {});
    }

    private static Load load(Party party, Pace pace, Duration patience, OptionalLong server) {
        return new Load(party, pace, 40, new Load.Times(Duration.ZERO, MEASURED, patience), server);
    }

    private static Wire wire(Load load) {
        return new IrcWire(load.party(), load.size());
    }
}
