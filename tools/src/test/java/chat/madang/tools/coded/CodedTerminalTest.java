package chat.madang.tools.coded;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.ScriptedServer;
import chat.madang.tools.talk.TypedTerminal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// `madang chat coded://…` at a terminal.
class CodedTerminalTest {
    private static final String LOST = "Connection lost: the server closed it.";

    @TempDir Path folder;
    private TypedTerminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new TypedTerminal(folder.resolve("history"));
    }

    @Test
    void an_id_that_is_taken_is_asked_for_again() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(client.line()).isEqualTo("001#bob");
                    client.write("101\n");
                    CodedConversationTest.letIn(client);
                    assertThat(client.line()).isEqualTo("002#a#hi");
                    assertThat(client.line()).isEqualTo("004#a");
                    client.write("102\n");
                })) {
            var talk = terminal.talk(new CodedProtocol(), server.url("coded"));
            terminal.awaitShown("사용자 ID를 입력하세요 : ");
            terminal.type("b#\nbob\n");
            terminal.awaitShown("ID는 #과 공백 없이");
            terminal.awaitShown("이미 사용 중이거나");
            terminal.type("a\n");
            terminal.awaitShown("채팅방에 입장하였습니다.");
            terminal.type("/b hi\n/q\n");
            assertThat(status(talk)).isZero();
            terminal.awaitShown("채팅방 접속이 해제되었습니다.");
        }
    }

    @Test
    void without_an_address_it_is_asked_for() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    CodedConversationTest.letIn(client);
                    client.write("102\n");
                })) {
            var talk = terminal.talk(new CodedProtocol(), "coded://");
            terminal.awaitShown("Enter server IP : ");
            terminal.type("127.0.0.1\n");
            terminal.awaitShown("Enter server Port : ");
            terminal.type("port\n");
            terminal.awaitShown("port: port (expected: 1..65535)");
            terminal.type(server.port() + "\na\n");
            assertThat(status(talk)).isZero();
        }
    }

    @Test
    void a_loss_is_shown_and_enter_comes_in_again_under_the_same_id_or_another() throws Exception {
        try (var server =
                new ScriptedServer(
                        CodedConversationTest::letIn,
                        client -> {
                            assertThat(client.line()).isEqualTo("001#a");
                            client.write("101\n");
                            assertThat(client.line()).isEqualTo("001#a2");
                            client.write("in\n");
                            assertThat(client.line()).isEqualTo("002#a2#hi");
                        },
                        client -> {
                            assertThat(client.line()).isEqualTo("001#a2");
                            client.write("101\n");
                            client.awaitEnd();
                        })) {
            var talk = terminal.talk(new CodedProtocol(), server.url("coded"));
            terminal.type("a\n");
            terminal.awaitShown(LOST);
            terminal.awaitShown("접속 오류가 발생하였습니다.");
            terminal.type("/b lost\n");
            terminal.awaitShown("Not sent");
            terminal.type("\n");
            terminal.awaitShown("이미 사용 중이거나");
            terminal.type("a2\n");
            terminal.awaitShown("Connected again, as a2.");
            terminal.type("/b hi\n");
            terminal.awaitShownTimes(LOST, 2);
            terminal.type("\n");
            terminal.awaitShownTimes("이미 사용 중이거나", 2);
            terminal.type("\u0004");
            assertThat(status(talk)).isZero();
        }
    }

    @Test
    void a_person_can_leave_a_lost_connection_by_every_farewell() throws Exception {
        for (var farewell : new String[] {"/q\n", "/quit\n", "\u0004"}) {
            try (var server = new ScriptedServer(CodedConversationTest::letIn)) {
                open();
                var talk = terminal.talk(new CodedProtocol(), server.url("coded"));
                terminal.type("a\n");
                terminal.awaitShown(LOST);
                terminal.type(farewell);
                assertThat(status(talk)).isZero();
            }
        }
    }

    private static int status(FutureTask<Integer> talk) throws Exception {
        return talk.get(30, TimeUnit.SECONDS);
    }
}
