package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the page makes of what people write: links, code and mentions, and never HTML.
@Timeout(ServerProcess.PATIENCE_SECONDS * 5)
class PageTextIT {
    private static final List<String> NAMES = List.of("밥", "bob", "kim");

    @TempDir private static Path folder;
    private static ServerProcess server;
    private static Browser browser;
    private static Visitor reader;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder.resolve("profile"));
        server = ServerProcess.start(folder, "");
        reader = browser.visitor("reader", Browser.Look.WIDE).opens(server.port("web"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) browser.close();
        if (server != null) server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain text|text:plain text",
                "see https://a.example/b.|text:see ;link:https://a.example/b;text:.",
                "(http://a.example/x_(y))|text:(;link:http://a.example/x_(y);text:)",
                "https://차.example/마당?q=1、|link:https://차.example/마당?q=1;text:、",
                "javascript:alert(1) ftp://a.b http://|text:javascript:alert(1) ftp://a.b http://",
                "a `b c` d|text:a ;code:b c;text: d",
                "`https://a.example`|code:https://a.example",
                "odd ` tick|text:odd `;text: tick",
                "@밥 안녕, @bobby @bob|mention:@밥;text: 안녕, @bobby ;mention:@bob",
                "밥아 kim's Kim kimchi|text:밥아 ;me:kim;text:'s ;me:Kim;text: kimchi",
                "mail kim@bob.example|text:mail ;me:kim;text:@bob.example",
            })
    void texts_are_taken_apart(String text, String expected) {
        var pieces = (List<?>) reader.calls("/js/text.js", "pieces", text, NAMES, "kim");
        var shown = pieces.stream().map(Map.class::cast).map(PageTextIT::shown);
        assertThat(shown.collect(Collectors.joining(";"))).isEqualTo(expected);
    }

    private static String shown(Map<?, ?> piece) {
        var kind = Boolean.TRUE.equals(piece.get("me")) ? "me" : piece.get("kind");
        return kind + ":" + piece.get("text");
    }

    @Test
    void what_is_said_never_becomes_html() {
        var eve = browser.visitor("eve", Browser.Look.WIDE).opens(server.port("web"));
        eve.comesIn("<b>eve</b>");
        eve.creates("<img src=x onerror=alert(1)>", "");
        var texts =
                List.of(
                        "<script>document.title = 'gone'</script>",
                        "<img src=x onerror=\"document.title='gone'\">",
                        "javascript:alert(1) data:text/html,hi",
                        "${alert(1)} {{1+1}} &lt;b&gt; \u202e\u0007!");
        texts.forEach(eve::says);
        eve.sees(".row .bubble", "{{1+1}}");
        assertThat(
                        eve.asks(
                                "return document.querySelectorAll('.log img, .log script, .log"
                                        + " a').length"))
                .isEqualTo(0L);
        assertThat(eve.asks("return document.querySelector('.head h1').textContent"))
                .isEqualTo("<img src=x onerror=alert(1)>");
        assertThat(eve.said()).startsWith(texts.get(0), texts.get(1), texts.get(2));
    }

    @Test
    void enter_that_ends_a_composition_says_nothing() {
        var jin = browser.visitor("jin", Browser.Look.WIDE).opens(server.port("web"));
        jin.comesIn("jin");
        jin.creates("한글", "");
        jin.writes("안녕");
        jin.asks(
                "document.getElementById('write').dispatchEvent(new KeyboardEvent('keydown',"
                        + "{key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))");
        jin.says("하세요");
        jin.awaitsSaid(List.of("안녕하세요"));
    }
}
