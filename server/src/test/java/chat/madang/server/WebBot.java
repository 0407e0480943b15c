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
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/// Somebody who comes to the gate `web` without a page, and is quick.
final class WebBot implements AutoCloseable, WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(ServerProcess.PATIENCE_SECONDS);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuilder text = new StringBuilder();
    private final List<JsonNode> heard = new ArrayList<>();
    private WebSocket socket;
    private int nextRef = 1;

    private WebBot() {}

    static WebBot comesIn(int port, String name) {
        var bot = new WebBot();
        bot.socket =
                bot.client
                        .newWebSocketBuilder()
                        .buildAsync(URI.create("ws://localhost:" + port + "/api/v1"), bot)
                        .join();
        bot.asks(Map.of("type", "hello", "name", name, "bot", true));
        return bot;
    }

    /// Asks, and waits for the answer; a refusal is a failure.
    JsonNode asks(Map<String, ?> request) {
        var ref = nextRef++;
        var all = new TreeMap<String, Object>(request);
        all.put("ref", ref);
        socket.sendText(JSON.writeValueAsString(all), true).join();
        var answer = hears(event -> event.path("ref").asInt() == ref);
        if (answer.path("type").asString().equals("refused")) {
            throw new AssertionError(all + ": " + answer);
        }
        return answer;
    }

    /// Joins a room by its title, and answers its number.
    int joins(String title) {
        return asks(Map.of("type", "join", "room", title)).path("room").asInt();
    }

    void says(int room, String text) {
        asks(Map.of("type", "say", "room", room, "text", text));
    }

    /// The first that fits, of what was heard or will be.
    JsonNode hears(java.util.function.Predicate<JsonNode> fits) {
        var found = new ArrayList<JsonNode>();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    synchronized (heard) {
                        heard.stream().filter(fits).findFirst().ifPresent(found::add);
                    }
                    return !found.isEmpty();
                });
        return found.getFirst();
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
        return null;
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
