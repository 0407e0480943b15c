package chat.madang.gate.duo;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Name;
import chat.madang.core.SessionId;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.gate.Actor;
import chat.madang.gate.Doorkeeper;
import chat.madang.gate.Stage;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// The gate on a stage, for what a transcript cannot show. Every password is `pw`.
class DuoGateTest {
    private static final SessionId GUEST = new SessionId(1_000);
    private static final int STORE_MAX = 100;
    private static final int LOGIN_SECONDS = 60;

    private static final String AWAY =
            "1\0chat/this user is not in the chat program now, your message will be stored in the"
                    + " user's message store\0";
    private static final String HERE = "chat/this user is in the chat program, have a good time!\0";
    private static final String FULL =
            "chat/the user's message store is full, your message was not stored\0";

    private long now;
    private final Stage stage = new Stage();
    private final List<Account> accounts = List.of(account(1, "kim"), account(2, "lee"));
    private final Queue<Runnable> looking = new ArrayDeque<>();
    private final DuoGate gate = new DuoGate(new Doorkeeper(this::check, looking::add, () -> now));
    private boolean broken;

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_login_and_what_follows_is_heard_wherever_it_is_cut() {
        stage.knowAccounts(accounts);
        var all = new ByteArrayOutputStream();
        all.writeBytes(DuoTongue.login("kim", "no"));
        all.writeBytes(DuoTongue.login("kim", "pw"));
        all.writeBytes(bytes("chatwith/kim\0chat/a\0"));

        // Past the login, an end has to be seen before a message can be cut.
        for (int cut = 0; cut <= 2 * DuoLogin.BYTES; cut++) {
            now += TimeUnit.MINUTES.toNanos(1);
            var kim = stage.connect(gate);
            send(kim, Arrays.copyOf(all.toByteArray(), cut));
            send(kim, Arrays.copyOfRange(all.toByteArray(), cut, all.size()));

            assertThat(heard(kim)).as("cut at %d", cut).isEqualTo("012\0" + HERE + "chat/a\0");
        }
    }

    @Test
    void while_it_is_looked_nothing_is_heard() {
        var kim = stage.connect(gate);
        kim.send(DuoTongue.login("kim", "pw"));
        kim.send(bytes("chatwith/kim\0"));
        stage.settle();
        assertThat(heard(kim)).isEmpty();

        settle();
        assertThat(heard(kim)).isEqualTo("12\0" + HERE);
    }

    @Test
    void who_vanishes_while_it_is_looked_leaves_nothing_behind() {
        stage.knowAccounts(accounts);
        var kim = stage.connect(gate);
        kim.send(DuoTongue.login("kim", "pw"));
        kim.vanish();
        settle();
        assertThat(stage.connections()).isZero();

        var lee = loggedIn("lee");
        send(lee, "chatwith/kim\0");
        assertThat(heard(lee)).isEqualTo(AWAY);
    }

    @Test
    void whose_account_is_removed_while_it_is_looked_is_refused_and_may_try_again() {
        stage.knowAccounts(accounts);
        var kim = stage.connect(gate);
        kim.send(DuoTongue.login("kim", "pw"));
        stage.settle();

        stage.knowAccounts(accounts.subList(1, 2));
        settle();
        assertThat(heard(kim)).isEqualTo("0");

        send(kim, DuoTongue.login("lee", "pw"));
        assertThat(heard(kim)).isEqualTo("1");
    }

    @Test
    void a_login_that_cannot_be_looked_at_closes_that_connection_alone() {
        var lee = loggedIn("lee");
        broken = true;
        var kim = stage.connect(gate);
        send(kim, DuoTongue.login("kim", "pw"));

        assertThat(heard(kim)).isEmpty();
        assertThat(kim.isConnected()).isFalse();
        assertThat(lee.isConnected()).isTrue();
    }

    @Test
    void whoever_does_not_log_in_within_a_minute_is_closed() {
        var silent = stage.connect(gate);
        silent.send(new byte[] {'k', 'i', 'm'});
        var kim = stage.connect(gate);
        var lee = loggedIn("lee");

        pass(LOGIN_SECONDS / 2, silent, kim, lee);
        send(kim, DuoTongue.login("kim", "no"));
        pass(LOGIN_SECONDS / 2, silent, kim, lee);
        assertThat(silent.isConnected()).isFalse();
        assertThat(kim.isConnected()).isTrue();

        pass(LOGIN_SECONDS / 2, kim, lee);
        assertThat(kim.isConnected()).isFalse();
        assertThat(lee.isConnected()).isTrue();
    }

    @Test
    void what_was_sent_before_is_done_before_the_next_is_asked() {
        stage.knowAccounts(accounts);
        var kim = loggedIn("kim");
        send(kim, "chatwith/lee\0");

        kim.send(bytes("chat/a\0chat/b\0chatwith/x\0"));

        assertThat(stage.waitingCommands()).isEqualTo(1);
        settle();
        assertThat(heard(kim)).isEqualTo(AWAY + "0\0");
    }

    @Test
    void a_hundred_messages_are_kept_and_the_next_is_answered() {
        stage.knowAccounts(accounts);
        var kim = loggedIn("kim");
        send(kim, "chatwith/lee\0");
        for (int i = 1; i <= STORE_MAX; i++) send(kim, "chat/" + i + "\0");
        assertThat(heard(kim)).isEqualTo(AWAY);

        send(kim, "chat/101\0");
        assertThat(heard(kim)).isEqualTo(FULL);

        var kept = new StringBuilder("1");
        for (int i = 1; i <= STORE_MAX; i++) kept.append("chat/kim: ").append(i).append('\0');
        var lee = connected("lee");
        assertThat(heard(lee)).isEqualTo(kept.toString());
    }

    @Test
    void a_hundred_of_the_longest_messages_reach_who_reads_them() {
        stage.knowAccounts(accounts);
        var kim = loggedIn("kim");
        send(kim, "chatwith/lee\0");
        for (int i = 1; i <= STORE_MAX; i++) send(kim, "chat/" + "x".repeat(4_096) + "\0");

        var lee = connected("lee");

        assertThat(heard(lee)).hasSize(1 + STORE_MAX * ("chat/kim: ".length() + 4_096 + 1));
        assertThat(lee.isConnected()).isTrue();
    }

    @Test
    void what_was_kept_stays_so_until_it_has_been_sent() {
        stage.knowAccounts(accounts);
        keep("for lee");

        var stuck = stage.connect(gate);
        stuck.channel().pipeline().addFirst(new Jam());
        send(stuck, DuoTongue.login("lee", "pw"));
        assertThat(heard(stuck)).isEmpty();
        stuck.vanish();
        settle();

        assertThat(heard(connected("lee"))).isEqualTo("1chat/kim: for lee\0");
        assertThat(heard(connected("lee"))).isEqualTo("1");
    }

    @Test
    void whoever_ends_the_input_after_the_login_still_gets_what_was_kept() {
        stage.knowAccounts(accounts);
        keep("for lee");

        var lee = stage.connect(gate);
        lee.send(DuoTongue.login("lee", "pw"));
        lee.endInput();
        settle();

        assertThat(heard(lee)).isEqualTo("1chat/kim: for lee\0");
        assertThat(lee.isConnected()).isFalse();
        assertThat(heard(connected("lee"))).isEqualTo("1");
    }

    @Test
    void somebody_from_another_gate_is_told_by_name_and_cannot_pass_for_another() {
        var kim = loggedIn("kim");
        stage.offer(new Enter(GUEST, new Name("lee: hi")));

        stage.offer(whisper("you there\nchat/x\0y?"));
        settle();
        assertThat(heard(kim)).isEqualTo("chat/lee_ hi: you there\nchat/x y?\0");

        send(kim, "chatwith/nobody\n");
        stage.offer(whisper("you there\nchat/x\u2028\u001by?"));
        settle();
        assertThat(heard(kim)).isEqualTo("0\nchat/lee_ hi: you there chat/x  y?\n");
    }

    @Test
    void when_the_server_goes_those_who_have_logged_in_are_told() {
        var kim = loggedIn("kim");
        var other = stage.connect(gate);

        kim.connection().dismiss();
        other.connection().dismiss();
        settle();

        assertThat(heard(kim)).isEqualTo("chat/the server is going down\0");
        assertThat(heard(other)).isEmpty();
        assertThat(kim.isConnected()).isFalse();
        assertThat(other.isConnected()).isFalse();
    }

    /// Takes what is written, and never says that it is sent.
    private static final class Jam extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    private static Account account(long id, String name) {
        return new Account(new AccountId(id), new Name(name));
    }

    private Optional<Account> check(String name, byte[] password) {
        if (broken) throw new IllegalStateException("as asked");
        return accounts.stream()
                .filter(each -> each.name().value().equals(name))
                .filter(_ -> Arrays.equals(password, bytes("pw")))
                .findAny();
    }

    /// Has kim write that to lee, who is away, and go.
    private void keep(String text) {
        var kim = loggedIn("kim");
        send(kim, "chatwith/lee\0chat/" + text + "\0");
        kim.vanish();
        settle();
    }

    private Whisper whisper(String text) {
        return new Whisper(GUEST, new Name("kim"), Spelling.EXACT, new Text(text));
    }

    /// Connected and logged in.
    private Actor connected(String id) {
        var actor = stage.connect(gate);
        send(actor, DuoTongue.login(id, "pw"));
        return actor;
    }

    /// Connected, logged in, and everything heard.
    private Actor loggedIn(String id) {
        var actor = connected(id);
        assertThat(heard(actor)).isEqualTo("1");
        return actor;
    }

    private void send(Actor actor, String text) {
        send(actor, bytes(text));
    }

    private void send(Actor actor, byte[] bytes) {
        if (bytes.length > 0) actor.send(bytes);
        settle();
    }

    private void settle() {
        stage.settle();
        while (!looking.isEmpty()) {
            looking.remove().run();
            stage.settle();
        }
    }

    private void pass(int seconds, Actor... actors) {
        stage.pass(seconds, TimeUnit.SECONDS);
        for (var actor : actors) actor.connection().check();
        settle();
    }

    private static String heard(Actor actor) {
        return new String(actor.received(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
