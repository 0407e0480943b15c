package chat.madang.tools.tcrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.tools.ScriptedServer;
import chat.madang.tools.talk.Address;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;

class ControlTest {
    @Test
    void a_status_0_and_a_token_are_a_ticket_for_this_address() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(Frame.read(client.in())).isEqualTo(new Frame("tea", 1, 0, "유나"));
                    client.send(new Frame("tea", 1, 1, "0").bytes());
                    client.send(new Frame("tea", 1, 2, "cafe").bytes());
                })) {
            var here = InetAddress.getLoopbackAddress();
            assertThat(ask(server, Operation.CREATE, "유나"))
                    .isEqualTo(new Answer.Granted(new Ticket("tea", "cafe", here, here)));
        }
    }

    @Test
    void an_answer_that_comes_byte_by_byte_is_the_same() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    Frame.read(client.in());
                    for (byte part : new Frame("tea", 2, 1, "0").bytes()) client.send(part);
                    for (byte part : new Frame("tea", 2, 2, "cafe").bytes()) client.send(part);
                })) {
            assertThat(ask(server, Operation.JOIN, "bea")).isInstanceOf(Answer.Granted.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, ROOM_EXISTS", "2, NO_SUCH_ROOM", "3, NAME", "4, FULL", "5, MALFORMED"})
    void any_other_status_is_a_refusal(String status, Refusal why) throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(Frame.read(client.in())).isEqualTo(new Frame("tea", 2, 0, "bea"));
                    client.send(new Frame("tea", 2, 1, status).bytes());
                })) {
            assertThat(ask(server, Operation.JOIN, "bea")).isEqualTo(new Answer.Refused(why));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tea, 2, 1, 6, status: 6",
        "tea, 2, 1, '', 'status: '",
        "tea, 2, 1, 00, status: 00",
        "tea, 1, 1, 0, operation: 1",
        "tea, 2, 2, 0, state: 2",
        "tee, 2, 1, 0, another room",
    })
    void what_is_no_answer_to_the_request_is_garbled(
            String room, int operation, int state, String payload, String why) throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    Frame.read(client.in());
                    client.send(new Frame(room, operation, state, payload).bytes());
                })) {
            assertThatThrownBy(() -> ask(server, Operation.JOIN, "bea"))
                    .isInstanceOf(GarbledException.class)
                    .hasMessage(why);
        }
    }

    @Test
    void a_completion_without_a_token_is_garbled() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    Frame.read(client.in());
                    client.send(new Frame("tea", 2, 1, "0").bytes());
                    client.send(new Frame("tea", 2, 2, "").bytes());
                })) {
            assertThatThrownBy(() -> ask(server, Operation.JOIN, "bea")).hasMessage("no token");
        }
    }

    @Test
    void a_server_that_closes_before_the_token_has_not_granted_anything() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    Frame.read(client.in());
                    client.send(new Frame("tea", 2, 1, "0").bytes());
                })) {
            assertThatThrownBy(() -> ask(server, Operation.JOIN, "bea"))
                    .isInstanceOf(EOFException.class);
        }
    }

    private static Answer ask(ScriptedServer server, Operation operation, String name)
            throws IOException {
        return new Control(operation, "tea").ask(new Address("127.0.0.1", server.port()), name);
    }
}
