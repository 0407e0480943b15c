package chat.madang.tools.coded;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.ScriptedServer;
import chat.madang.tools.TypedClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// `madang chat coded://…` at a person.
class CodedTerminalTest {
    private static final String LOST = "Connection lost: the server closed it.";

    @TempDir Path folder;

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
            var person = person(server.url("coded"));
            person.awaitShown("사용자 ID를 입력하세요 : ");
            person.type("b#\nbob\n");
            person.awaitShown("ID는 #과 공백 없이");
            person.awaitShown("이미 사용 중이거나");
            person.type("a\n");
            person.awaitShown("채팅방에 입장하였습니다.");
            person.type("/b hi\n/q\n");
            assertThat(person.status()).isZero();
            person.awaitShown("채팅방 접속이 해제되었습니다.");
        }
    }

    @Test
    void without_an_address_it_is_asked_for() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    CodedConversationTest.letIn(client);
                    client.write("102\n");
                })) {
            var person = person("coded://");
            person.awaitShown("Enter server IP : ");
            person.type("127.0.0.1\n");
            person.awaitShown("Enter server Port : ");
            person.type("port\n");
            person.awaitShown("port: port (expected: 1..65535)");
            person.type(server.port() + "\na\n");
            assertThat(person.status()).isZero();
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
            var person = person(server.url("coded"));
            person.type("a\n");
            person.awaitShown(LOST);
            person.awaitShown("접속 오류가 발생하였습니다.");
            person.type("/b lost\n");
            person.awaitShown("Not sent");
            person.type("\n");
            person.awaitShown("이미 사용 중이거나");
            person.type("a2\n");
            person.awaitShown("Connected again, as a2.");
            person.type("/b hi\n");
            person.awaitShownTimes(LOST, 2);
            person.type("\n");
            person.awaitShownTimes("이미 사용 중이거나", 2);
            person.type("\u0004");
            assertThat(person.status()).isZero();
        }
    }

    @Test
    void a_person_can_leave_a_lost_connection_by_every_farewell() throws Exception {
        for (var farewell : new String[] {"/q\n", "/quit\n", "\u0004"}) {
            try (var server = new ScriptedServer(CodedConversationTest::letIn)) {
                var person = person(server.url("coded"));
                person.type("a\n");
                person.awaitShown(LOST);
                person.type(farewell);
                assertThat(person.status()).isZero();
            }
        }
    }

    private TypedClient person(String url) throws IOException {
        return new TypedClient(new CodedProtocol(), url, folder.resolve("history"));
    }
}
