package chat.madang.gate.coded;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Command;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Handle;
import chat.madang.core.Name;
import chat.madang.core.Profile;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.SessionId;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.gate.Actor;
import chat.madang.gate.Limits;
import chat.madang.gate.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What happens to people at the gate that nobody at this gate can do.
class CodedGateTest {
    private static final RoomId LOBBY = new RoomId(1);
    private static final SessionId SOMEBODY = new SessionId(1_000_000);

    private final Stage stage = new Stage(1, new Limits(Limits.OUTBOUND_BYTES_MIN, 1_000));
    private final List<Actor> actors = new ArrayList<>();
    private final CodedGate gate = new CodedGate(new CodedOptions(new Handle("lobby")));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whoever_is_kicked_is_told_and_closed() {
        keepLobby(Host.ELDEST);
        var amir = entered("amir");
        var bea = entered("b_ea");
        var cho = entered("cho");

        offer(
                new Command.Kick(
                        amir.connection().session(), LOBBY, new Name("b_ea"), Spelling.EXACT));

        assertThat(heard(bea)).containsExactly("채팅방에서 강퇴되었습니다.");
        assertThat(bea.isConnected()).isFalse();
        assertThat(heard(cho)).containsExactly("[공지]b_ea 사용자가 강퇴되었습니다.");
        assertThat(heard(amir)).containsExactly("[공지]b_ea 사용자가 강퇴되었습니다.");
    }

    @Test
    void whoever_has_the_name_of_an_account_that_comes_is_told_and_closed() {
        keepLobby(Host.NONE);
        var amir = entered("amir");
        var bea = entered("bea");

        var account = new Account(new AccountId(1), new Name("Bea"));
        offer(new Command.LogIn(SOMEBODY, account, Profile.UNKNOWN));

        assertThat(heard(bea)).containsExactly("등록된 사용자의 ID이므로 접속이 종료됩니다.");
        assertThat(bea.isConnected()).isFalse();
        assertThat(heard(amir)).containsExactly("[공지]bea 사용자가 퇴장하였습니다.");
    }

    /// The home is kept as a rule; here it is somebody's.
    @Test
    void a_room_that_ends_takes_the_connections_with_it() {
        var policy = new RoomPolicy(10, Ends.WITH_HOST, Host.CREATOR);
        offer(new Command.Enter(SOMEBODY, new Name("somebody")));
        offer(new Command.CreateRoom(SOMEBODY, new Title("lobby"), policy, IfTaken.REFUSE));
        var bea = entered("bea");

        offer(new Command.Exit(SOMEBODY));

        assertThat(heard(bea)).containsExactly("[공지]somebody 사용자가 퇴장하였습니다.", "채팅방이 종료되었습니다.");
        assertThat(bea.isConnected()).isFalse();
        assertThat(stage.connections()).isZero();
    }

    @Test
    void another_host_is_not_worth_a_word() {
        keepLobby(Host.ELDEST);
        var amir = entered("amir");
        var bea = entered("bea");
        var cho = entered("cho");

        amir.vanish();
        stage.settle();

        assertThat(heard(bea)).containsExactly("[공지]amir 사용자가 퇴장하였습니다.");
        assertThat(heard(cho)).containsExactly("[공지]amir 사용자가 퇴장하였습니다.");
    }

    @Test
    void what_was_scheduled_is_talk_when_its_time_has_come() {
        keepLobby(Host.NONE);
        var amir = entered("amir");
        var bea = entered("bea");
        var due = stage.now().plusSeconds(60);

        offer(new Command.Schedule(amir.connection().session(), LOBBY, new Text("tea\ntime"), due));
        assertThat(heard(amir)).isEmpty();
        stage.pass(60, TimeUnit.SECONDS);

        assertThat(heard(amir)).containsExactly("amir : tea time");
        assertThat(heard(bea)).containsExactly("amir : tea time");
    }

    @Test
    void a_room_that_is_not_there_lets_nobody_in() {
        var amir = stage.connect(gate);

        send(amir, "001#amir");

        assertThat(heard(amir)).containsExactly("채팅방이 존재하지 않습니다.");
        assertThat(amir.isConnected()).isFalse();
        assertThat(stage.connections()).isZero();
    }

    @Test
    void when_the_server_goes_it_says_goodbye() {
        keepLobby(Host.NONE);
        var amir = entered("amir");
        var bea = stage.connect(gate);

        amir.connection().dismiss();
        bea.connection().dismiss();
        stage.settle();

        assertThat(heard(amir)).containsExactly("[공지]서버가 종료됩니다.");
        assertThat(heard(bea)).isEmpty();
        assertThat(amir.isConnected()).isFalse();
        assertThat(bea.isConnected()).isFalse();
    }

    @Test
    void a_person_who_is_gone_before_being_in_leaves_nothing_behind() {
        keepLobby(Host.NONE);
        var amir = stage.connect(gate);

        amir.send("001#amir".getBytes(UTF_8));
        amir.vanish();
        stage.settle();

        assertThat(stage.connections()).isZero();
        assertThat(heardOnEntering("amir")).containsExactly("채팅방에 입장하였습니다.", "[접속자] amir");
    }

    @Test
    void a_thousand_people_come_in_and_all_are_listed_in_one_piece() {
        keepLobby(Host.NONE);
        var names = new ArrayList<String>();
        for (int i = 1; i <= 999; i++) {
            names.add("사용자" + i);
            stage.connect(gate).send(("001#사용자" + i + "\n").getBytes(UTF_8));
        }
        stage.settle();
        names.add("last");

        assertThat(heardOnEntering("last"))
                .containsExactly("채팅방에 입장하였습니다.", "[접속자] " + String.join(", ", names));
    }

    private void keepLobby(Host host) {
        stage.keepRoom("lobby", new RoomPolicy(1_000, Ends.NEVER, host));
    }

    private void offer(Command command) {
        stage.offer(command);
        stage.settle();
    }

    /// In the room, in chunks, and everything heard by everybody.
    private Actor entered(String name) {
        var actor = stage.connect(gate);
        actors.add(actor);
        send(actor, "001#" + name);
        actors.forEach(CodedGateTest::heard);
        return actor;
    }

    private List<String> heardOnEntering(String name) {
        var actor = stage.connect(gate);
        send(actor, "001#" + name);
        return heard(actor);
    }

    private void send(Actor actor, String message) {
        actor.send(message.getBytes(UTF_8));
        stage.settle();
    }

    private static List<String> heard(Actor actor) {
        return actor.receivedPieces().stream().map(piece -> new String(piece, UTF_8)).toList();
    }
}
