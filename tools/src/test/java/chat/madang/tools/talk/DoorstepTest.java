package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.tools.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Optional;

class DoorstepTest {
    @Test
    void every_answer_comes_on_the_same_connection_which_then_waits_for_ever() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(client.line()).isEqualTo("amir");
                    client.write("no\n");
                    assertThat(client.line()).isEqualTo("bea");
                    client.write("yes\nwelcome\n");
                    client.awaitEnd();
                })) {
            var doorstep = new Doorstep(address(server), '\n');
            var first = doorstep.connection();
            assertThat(doorstep.answer(connection -> say("amir", connection))).isEqualTo("no");
            assertThat(doorstep.answer(connection -> say("bea", connection))).isEqualTo("yes");
            assertThat(doorstep.connection()).isSameAs(first);
            assertThat(first.read()).contains("welcome");
            doorstep.leave();
        }
    }

    @Test
    void a_server_that_has_closed_is_called_again_once() throws Exception {
        try (var server =
                new ScriptedServer(
                        _ -> {},
                        client -> {
                            assertThat(client.line()).isEqualTo("amir");
                            client.write("yes\n");
                            client.awaitEnd();
                        })) {
            var doorstep = new Doorstep(address(server), '\n');
            assertThat(doorstep.answer(connection -> say("amir", connection))).isEqualTo("yes");
            doorstep.leave();
        }
        try (var server = new ScriptedServer(_ -> {}, _ -> {})) {
            var doorstep = new Doorstep(address(server), '\n');
            assertThatThrownBy(() -> doorstep.answer(connection -> say("amir", connection)))
                    .isInstanceOf(CannotConnectException.class)
                    .hasMessageContaining("the server closed it");
        }
    }

    @Test
    void a_server_that_says_nothing_is_not_waited_for_for_ever() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    assertThat(client.line()).isEqualTo("amir");
                    client.awaitEnd();
                })) {
            var doorstep = new Doorstep(address(server), '\n', 50);
            assertThatThrownBy(() -> doorstep.answer(connection -> say("amir", connection)))
                    .isInstanceOf(CannotConnectException.class)
                    .hasMessageContaining("no answer");
        }
    }

    private static Optional<String> say(String text, TextConnection connection) throws IOException {
        connection.write(text);
        return connection.read();
    }

    private static Address address(ScriptedServer server) {
        return new Address("127.0.0.1", server.port());
    }
}
