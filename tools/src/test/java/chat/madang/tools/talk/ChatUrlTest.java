package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.OptionalInt;

class ChatUrlTest {
    @ParameterizedTest
    @CsvSource({
        "rooms://localhost, localhost:9001",
        "rooms://localhost:9002, localhost:9002",
        "ROOMS://10.0.0.1:65535/, 10.0.0.1:65535",
        "rooms://[::1]:9002, [::1]:9002",
        "rooms://[fe80::1%eth0], [fe80::1%eth0]:9001",
        "rooms://chat_server, chat_server:9001",
        "rooms://localhost/?format=json, localhost:9001",
    })
    void says_where_to_connect(String url, String address) throws BadUrlException {
        var parsed = ChatUrl.parse(url);
        assertThat(parsed.scheme()).isEqualTo("rooms");
        assertThat(parsed.address(9001)).hasToString(address);
    }

    @Test
    void keeps_its_parameters() throws BadUrlException {
        assertThat(ChatUrl.parse("duo://host?a=1&b=x=y"))
                .isEqualTo(
                        new ChatUrl(
                                "duo", "host", OptionalInt.empty(), Map.of("a", "1", "b", "x=y")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:9001",
                "rooms:localhost",
                "rooms://",
                "rooms://:9001",
                "rooms://a:b",
                "rooms://a:",
                "rooms://a:-1",
                "rooms://a:65536",
                "rooms://a:99999999999",
                "rooms://a/b",
                "rooms://a b",
                "rooms://me@a",
                "rooms://[::1",
                "rooms://[x]",
                "rooms://::1",
                "rooms://a?b",
                "rooms://a?=b",
                "rooms://a?b=1&b=2",
                "rooms://a#b",
            })
    void anything_else_is_refused(String url) {
        assertThatThrownBy(() -> ChatUrl.parse(url))
                .isInstanceOf(BadUrlException.class)
                .hasMessageContaining("expected: ");
    }

    @Test
    void a_refusal_quotes_nothing_that_could_steer_the_terminal() {
        assertThatThrownBy(() -> ChatUrl.parse("\u001b[2J"))
                .hasMessageContaining("\uFFFD[2J")
                .hasMessageNotContaining("\u001b");
    }
}
