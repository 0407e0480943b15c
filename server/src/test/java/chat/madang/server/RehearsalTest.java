package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;

class RehearsalTest {
    @Test
    void it_finds_the_server_by_what_that_announces() throws IOException {
        var announced =
                """
                listening gate=coded transport=tcp address=127.0.0.1:4001
                listening gate=open transport=udp address=127.0.0.1:4003
                listening gate=rooms transport=tcp address=127.0.0.1:4002
                ready
                """;
        assertThat(doors(announced))
                .isEqualTo(Map.of("coded", "127.0.0.1:4001", "rooms", "127.0.0.1:4002"));
    }

    @Test
    void a_server_that_does_not_start_ends_it() {
        assertThatThrownBy(() -> doors("")).isInstanceOf(EOFException.class);
    }

    private static Map<String, String> doors(String announced) throws IOException {
        return Rehearsal.doors(new BufferedReader(new StringReader(announced)));
    }
}
