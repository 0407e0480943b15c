package chat.madang.server;

import static org.awaitility.Awaitility.await;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/// Somebody who comes to the gate `web` without a page, and is quick.
final class WebBot implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(ServerProcess.PATIENCE_SECONDS);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final WebSocket socket;
    private final Ears ears;
    private int nextRef = 1;

    private WebBot(int port) {
        client = HttpClient.newHttpClient();
        ears = new Ears();
        var address = URI.create("ws://localhost:" + port + "/api/v1");
        socket = client.newWebSocketBuilder().buildAsync(address, ears).join();
    }

    static WebBot comesIn(int port, String name) {
        var bot = new WebBot(port);
        bot.asks(Map.of("type", "hello", "name", name, "bot", true));
        return bot;
    }

    /// Asks, and waits for the answer; a refusal is a failure.
    JsonNode asks(Map<String, ?> request) {
        var ref = tells(request);
        var answer = hears(event -> event.path("ref").asInt() == ref);
        if (answer.path("type").asString().equals("refused")) {
            throw new AssertionError(request + ": " + answer);
        }
        return answer;
    }

    private int tells(Map<String, ?> request) {
        var ref = nextRef++;
        var all = new TreeMap<String, Object>(request);
        all.put("ref", ref);
        socket.sendText(JSON.writeValueAsString(all), true).join();
        return ref;
    }

    /// Joins a room by its title, and answers its number.
    int joins(String title) {
        return asks(Map.of("type", "join", "room", title)).path("room").asInt();
    }

    /// Says all of these, and waits until the last is on disk.
    void says(int room, String... texts) {
        for (var text : texts) tells(Map.of("type", "say", "room", room, "text", text));
        hears(event -> event.path("text").asString("").equals(texts[texts.length - 1]));
    }

    /// The first that fits, of what was heard or will be.
    JsonNode hears(Predicate<JsonNode> fits) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> ears.first(fits), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }

    /// What was heard, by the client's own threads.
    private static final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final List<JsonNode> heard = new ArrayList<>();

        private Optional<JsonNode> first(Predicate<JsonNode> fits) {
            synchronized (heard) {
                return heard.stream().filter(fits).findFirst();
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                synchronized (heard) {
                    heard.add(JSON.readTree(text.toString()));
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(last);
        }
    }
}
