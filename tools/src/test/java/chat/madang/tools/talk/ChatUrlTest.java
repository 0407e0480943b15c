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
                                "duo",
                                "host",
                                OptionalInt.empty(),
                                "",
                                Map.of("a", "1", "b", "x=y")));
    }

    @Test
    void a_parameter_may_lack_a_value() throws BadUrlException {
        assertThat(ChatUrl.parse("tcrp://host?create&b=1").parameters())
                .isEqualTo(Map.of("create", "", "b", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "tcrp://host, ''",
        "tcrp://host/, ''",
        "tcrp://host:9005/tea, tea",
        "tcrp://host/tea?create, tea",
        "tcrp://host/a/b//, a/b//",
        "tcrp://host/차+tea, 차+tea",
        "tcrp://host/%EC%B0%A8%20tea%2525%3f%2F, 차 tea%25?/",
    })
    void keeps_its_path_decoded(String url, String path) throws BadUrlException {
        assertThat(ChatUrl.parse(url).path()).isEqualTo(path);
    }

    @Test
    void a_protocol_refuses_what_it_does_not_know() throws BadUrlException {
        var url = ChatUrl.parse("x://host/%1bpath?a&b=1");
        assertThatThrownBy(() -> url.allowOnly("a", "b"))
                .hasMessage("path: \uFFFDpath (expected: none)");
        assertThatThrownBy(() -> url.allowPathAndOnly("b", "c"))
                .hasMessage("parameter: a (expected: b, c)");
        assertThatThrownBy(() -> ChatUrl.parse("x://host?a").allowOnly())
                .hasMessage("parameter: a (expected: none)");
        url.allowPathAndOnly("a", "b");
        ChatUrl.parse("x://host/?a").allowOnly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:9001",
                "rooms:localhost",
                "rooms://:9001",
                "rooms://a:b",
                "rooms://a:",
                "rooms://a:-1",
                "rooms://a:65536",
                "rooms://a:99999999999",
                "rooms://a/b%",
                "rooms://a/%2",
                "rooms://a/%zz",
                "rooms://a/%ff",
                "rooms://a/%ed%a0%80",
                "rooms://a b",
                "rooms://me@a",
                "rooms://[::1",
                "rooms://[x]",
                "rooms://::1",
                "rooms://a?b&",
                "rooms://a?b&b=1",
                "rooms://a?=b",
                "rooms://a?b=1&b=2",
                "rooms://a#b",
            })
    void anything_else_is_refused(String url) {
        assertThatThrownBy(() -> ChatUrl.parse(url))
                .isInstanceOf(BadUrlException.class)
                .hasMessageContaining("expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coded", "coded://", "CODED"})
    void the_address_may_be_left_out_for_protocols_that_ask_for_it(String url)
            throws BadUrlException {
        var parsed = ChatUrl.parse(url);
        assertThat(parsed.scheme()).isEqualTo("coded");
        assertThat(parsed.hasHost()).isFalse();
        assertThatThrownBy(() -> parsed.address(9002))
                .isInstanceOf(BadUrlException.class)
                .hasMessageStartingWith("URL: coded (expected: SCHEME://HOST[:PORT]");
    }

    @Test
    void a_refusal_quotes_nothing_that_could_steer_the_terminal() {
        assertThatThrownBy(() -> ChatUrl.parse("\u001b[2J"))
                .hasMessageContaining("\uFFFD[2J")
                .hasMessageNotContaining("\u001b");
    }
}
