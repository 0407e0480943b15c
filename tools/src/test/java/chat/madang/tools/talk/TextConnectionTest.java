package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.tools.ScriptedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class TextConnectionTest {
    private static final String TEXT = "안녕\n\n👋 a\r\n";

    @Test
    void messages_are_the_same_a_byte_at_a_time() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    for (byte one : TEXT.getBytes(StandardCharsets.UTF_8)) client.send(one);
                })) {
            assertThat(read(server, '\n')).containsExactly("안녕", "", "👋 a");
        }
    }

    @Test
    void a_message_that_is_cut_comes_as_far_as_it_came_and_is_said_to_be_cut() throws Exception {
        var bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < bytes.length; cut++) {
            if (bytes[cut - 1] == '\n') continue;
            var sent = new String(bytes, 0, cut, StandardCharsets.UTF_8);
            try (var server = sending(sent);
                    var connection = open(server, '\n')) {
                var last = List.of(sent.split("\n", -1)).getLast();
                var read = connection.read();
                while (!read.orElseThrow().equals(last.replace("\r", ""))) read = connection.read();
                assertThatThrownBy(connection::read).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void the_end_may_be_another_byte_and_a_return_is_then_a_part_of_the_message() throws Exception {
        try (var server = sending("1\0a\n\r\0\0")) {
            assertThat(read(server, '\0')).containsExactly("1", "a\n\r", "");
        }
    }

    @Test
    void what_is_no_utf_8_is_replaced() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    client.send((byte) 'a', (byte) 0xff, (byte) 0xc0, (byte) 0x80, (byte) '\n');
                    client.send((byte) 0xed, (byte) 0xa0, (byte) '\n');
                })) {
            assertThat(read(server, '\n'))
                    .allSatisfy(line -> assertThat(line).matches("a?\uFFFD+"))
                    .hasSize(2);
        }
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"65535, ''", "65536, ''", "65537, …", "300000, …"})
    void a_long_message_is_kept_up_to_a_bound_and_the_next_is_whole(int bytes, String more)
            throws Exception {
        try (var server = sending("x".repeat(bytes) + "\nnext\n")) {
            int kept = Math.min(bytes, TextConnection.MESSAGE_BYTES_MAX);
            assertThat(read(server, '\n')).containsExactly("x".repeat(kept) + more, "next");
        }
    }

    @Test
    void a_message_is_written_with_its_end() throws Exception {
        try (var server =
                        new ScriptedServer(client -> {
                            assertThat(client.text('\0')).isEqualTo("안녕");
                            assertThat(client.line()).isEqualTo("x");
                            client.awaitEnd();
                        });
                var zeros = open(server, '\0')) {
            zeros.write("안녕");
            zeros.writeBytes((byte) 'x', (byte) '\n');
            zeros.finish();
        }
    }

    private static ScriptedServer sending(String text) throws IOException {
        return new ScriptedServer(client -> client.write(text));
    }

    private static TextConnection open(ScriptedServer server, char end)
            throws CannotConnectException {
        return TextConnection.open(new Address("127.0.0.1", server.port()), end);
    }

    private static List<String> read(ScriptedServer server, char end) throws IOException {
        try (var connection = open(server, end)) {
            var messages = new ArrayList<String>();
            for (var message = connection.read();
                    message.isPresent();
                    message = connection.read()) {
                messages.add(message.get());
            }
            return messages;
        }
    }
}
