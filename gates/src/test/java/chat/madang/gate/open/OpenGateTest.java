package chat.madang.gate.open;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Command;
import chat.madang.core.Handle;
import chat.madang.core.Name;
import chat.madang.core.Profile;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.SessionId;
import chat.madang.core.Title;
import chat.madang.gate.Actor;
import chat.madang.gate.Limits;
import chat.madang.gate.LineTongue;
import chat.madang.gate.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// What transcripts cannot show: long lines, cuts anywhere, what nobody at this gate can do.
class OpenGateTest {
    private static final SessionId SOMEBODY = new SessionId(1_000_000);
    private static final String UNREADABLE =
            "[Server]: That is no line of UTF-8 (8192 bytes at most).";

    private final Stage stage = new Stage(1, new Limits(Limits.OUTBOUND_BYTES_MIN, 1_000));
    private final OpenGate gate =
            new OpenGate(new OpenOptions(new Handle("open"), ZoneOffset.UTC), stage::now);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void texts_of_4096_bytes_pass_and_longer_ones_reach_nobody() {
        keepRoom(Ends.NEVER, Host.ELDEST);
        var alice = entered("Alice");
        var bob = entered("Bob");
        heard(alice);

        var most = "안".repeat(1365) + "!";
        send(alice, most + "\n" + most + "!\n" + "a".repeat(8192) + "\n" + "b".repeat(8193) + "\n");
        send(alice, "c".repeat(100_000));
        send(alice, "c".repeat(100_000) + "\nd\n");

        var tooLong = "[Server]: That message is too long (4096 bytes at most).";
        assertThat(heard(alice)).containsExactly(tooLong, tooLong, UNREADABLE, UNREADABLE);
        assertThat(heard(bob)).containsExactly("Alice >> " + most, "Alice >> d");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lines_are_the_same_wherever_they_are_cut(long seed) {
        keepRoom(Ends.NEVER, Host.ELDEST);
        var alice = entered("Alice");
        var bob = entered("Bob");
        heard(alice);
        var random = new Random(seed);
        var bytes = "하나\r\n둘\n\n/user\n/whisper Alice 셋\n🍵\n".getBytes(UTF_8);

        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(5));
            bob.send(Arrays.copyOfRange(bytes, from, to));
            from = to;
            if (random.nextBoolean()) stage.settle();
        }
        stage.settle();

        assertThat(heard(alice))
                .containsExactly("Bob >> 하나", "Bob >> 둘", "[Whisper from Bob] 셋", "Bob >> 🍵");
        assertThat(heard(bob)).containsExactly("[Server]: Users (2/10): Alice (admin), Bob");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_bytes_forge_a_line_or_harm_the_others(long seed) {
        keepRoom(Ends.NEVER, Host.ELDEST);
        var alice = entered("Alice");
        var random = new Random(seed);
        var talk = "Bob\nhi\n/whisper Alice hi\n/rename Rob\n/schedule 09:01 x\n/kick Alice\n/x\n";
        for (int round = 0; round < 8; round++) {
            var bytes = talk.getBytes(UTF_8);
            for (int i = random.nextInt(12); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var bob = stage.connect(gate);
            bob.send(bytes);
            stage.settle();
            bob.vanish();
            stage.settle();
        }
        stage.pass(60, TimeUnit.SECONDS);

        assertThat(heard(alice))
                .allSatisfy(line ->
                        assertThat(line)
                                .matches(
                                        "(?s)(\\[Server]: |\\[Whisper from \\S+] |\\[Scheduled by"
                                                + " \\S+] |\\S+ >> ).*")
                                .doesNotContain("\r", "\u001b", "You are now", "kicked"));
        assertThat(stage.connections()).isOne();
    }

    @Test
    void whoever_has_the_name_of_an_account_that_comes_is_told_and_closed() {
        keepRoom(Ends.NEVER, Host.ELDEST);
        var alice = entered("Alice");
        var bob = entered("Bob");
        heard(alice);

        var account = new Account(new AccountId(1), new Name("BOB"));
        offer(new Command.LogIn(SOMEBODY, account, Profile.UNKNOWN));

        assertThat(heard(bob))
                .containsExactly("[Server]: Your nickname belongs to somebody who has logged in.");
        assertThat(bob.isConnected()).isFalse();
        assertThat(heard(alice)).containsExactly("[Server]: Bob has left the chat.");
        assertThat(heard(lined(stage.connect(gate), "bob")))
                .containsExactly("[Server]: The nickname \"bob\" is already in use.");
    }

    @Test
    void a_room_that_ends_takes_the_connections_with_it() {
        var policy = new RoomPolicy(10, Ends.WITH_HOST, Host.CREATOR);
        offer(new Command.Enter(SOMEBODY, new Name("host")));
        offer(
                new Command.CreateRoom(
                        SOMEBODY, new Title("open"), policy, Command.CreateRoom.IfTaken.NUMBER));
        var bob = entered("Bob");

        offer(new Command.Exit(SOMEBODY));

        assertThat(heard(bob))
                .containsExactly(
                        "[Server]: host has left the chat.", "[Server]: The chat room is closed.");
        assertThat(bob.isConnected()).isFalse();
        assertThat(stage.connections()).isZero();
    }

    @Test
    void a_room_that_is_not_there_lets_nobody_in() {
        var alice = lined(stage.connect(gate), "Alice");

        assertThat(heard(alice)).containsExactly("[Server]: The chat room is closed.");
        assertThat(alice.isConnected()).isFalse();
        assertThat(stage.connections()).isZero();
    }

    @Test
    void when_the_server_goes_it_says_goodbye() {
        keepRoom(Ends.NEVER, Host.ELDEST);
        var alice = entered("Alice");
        var bob = stage.connect(gate);

        alice.connection().dismiss();
        bob.connection().dismiss();
        stage.settle();

        assertThat(heard(alice)).containsExactly("[Server]: The server is shutting down.");
        assertThat(heard(bob)).isEmpty();
        assertThat(alice.isConnected()).isFalse();
        assertThat(bob.isConnected()).isFalse();
    }

    @Test
    void line_ends_alone_do_not_keep_a_connection_open() {
        keepRoom(Ends.NEVER, Host.ELDEST);
        var fumbling = stage.connect(gate);

        send(fumbling, "Al ice");
        for (int i = 0; i < 29; i++) {
            stage.pass(2, TimeUnit.SECONDS);
            send(fumbling, "\n");
        }
        assertThat(fumbling.isConnected()).isTrue();
        stage.pass(2, TimeUnit.SECONDS);

        assertThat(fumbling.isConnected()).isFalse();
    }

    @Test
    void a_person_who_is_gone_before_being_in_leaves_nothing_behind() {
        keepRoom(Ends.NEVER, Host.ELDEST);
        var alice = stage.connect(gate);

        alice.send("Alice\nhi\n".getBytes(UTF_8));
        alice.vanish();
        stage.settle();

        assertThat(stage.connections()).isZero();
        assertThat(heard(lined(stage.connect(gate), "Alice")))
                .containsExactly(
                        "[Server]: Welcome, Alice. You are the admin.",
                        "[Server]: Users (1/10): Alice (admin)");
    }

    private void keepRoom(Ends ends, Host host) {
        stage.keepRoom("open", new RoomPolicy(10, ends, host));
    }

    private void offer(Command command) {
        stage.offer(command);
        stage.settle();
    }

    private Actor entered(String nickname) {
        var actor = lined(stage.connect(gate), nickname);
        heard(actor);
        return actor;
    }

    private Actor lined(Actor actor, String line) {
        send(actor, line + "\n");
        return actor;
    }

    private void send(Actor actor, String text) {
        actor.send(text.getBytes(UTF_8));
        stage.settle();
    }

    /// The lines since the last call, none of them cut.
    private static List<String> heard(Actor actor) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(actor.received());
        if (bytes.size() > 0) assertThat(bytes.toString(UTF_8)).endsWith("\n");
        return new LineTongue().decode(bytes.toByteArray());
    }
}
