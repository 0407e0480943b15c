package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import chat.madang.core.Chat;
import chat.madang.core.Memory;
import chat.madang.core.Rules;
import chat.madang.gate.Gatehouse;
import chat.madang.gate.Hosts;
import chat.madang.gate.Limits;
import chat.madang.server.ChatLoop.Ways;
import chat.madang.store.Store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The page and the dashboard for operators name what `/metrics` gives: all of it, and nothing
/// else.
class OpsNamesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)\\{(.*)} \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /// A row of the page: name, type, labels, and more.
    private static final Pattern ROW =
            Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\| [^|]+ \\| [^|]+ \\|");

    private static final Pattern WORD = Pattern.compile("\\b(?:madang|jvm|process|system)_\\w+");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");

    @TempDir private Path folder;
    private Store store;
    private final Gatehouse gatehouse = new Gatehouse(1, new Limits(Limits.OUTBOUND_BYTES_MIN, 10));

    @BeforeEach
    void setUp() throws Exception {
        store = Store.open(folder.resolve("madang.db"), 10);
    }

    @AfterEach
    void tearDown() {
        store.close();
        gatehouse.close();
    }

    @Test
    void the_page_and_the_dashboard_have_the_names_that_are_given() throws Exception {
        var given = given();

        assertThat(page()).isEqualTo(given);
        assertThat(dashboard(given.keySet())).isEqualTo(new TreeSet<>(given.keySet()));
    }

    /// Of each metric its type and its labels, as the page writes them: `gauge | gate`.
    private Map<String, String> given() {
        var census = new Census();
        var chat = new Chat(Rules.USUAL, Memory.NONE);
        var ways = new Ways(List.of(census), store);
        var core = new ChatLoop(chat, () -> Instant.EPOCH, ways, 10, () -> {});
        var house = gatehouse.house(core, new Hosts(new byte[Hosts.SECRET_BYTES]));
        try (var metrics = new Metrics(core, store, census)) {
            metrics.bindGate("rooms", house.traffic("rooms"), census);
            // What is told of a pause is there after the first one.
            System.gc();
            await().atMost(PATIENCE).until(() -> text(metrics).contains("jvm_gc_pause_seconds"));
            return described(text(metrics));
        }
    }

    private static String text(Metrics metrics) {
        return new String(metrics.text(), UTF_8);
    }

    private static Map<String, String> described(String text) {
        var types = new TreeMap<String, String>();
        var labels = new TreeMap<String, Set<String>>();
        for (var line : text.lines().toList()) {
            var type = TYPE.matcher(line);
            if (type.matches()) types.put(type.group(1), type.group(2));
            var sample = SAMPLE.matcher(line);
            if (!sample.matches()) continue;
            var name = family(sample.group(1), types.keySet());
            for (var label = LABEL.matcher(sample.group(2)); label.find(); ) {
                // The bound of a bucket is no label of the metric.
                if (label.group(1).equals("le")) continue;
                labels.computeIfAbsent(name, _ -> new TreeSet<>()).add(label.group(1));
            }
        }
        types.replaceAll((name, type) ->
                type + " | " + String.join(", ", labels.getOrDefault(name, Set.of())));
        return types;
    }

    private static Map<String, String> page() throws IOException {
        var rows = new TreeMap<String, String>();
        for (var line : Files.readAllLines(DOCS.resolve("operating.md"))) {
            var row = ROW.matcher(line);
            if (!row.matches()) continue;
            var labels = row.group(3).replace("`", "").strip();
            var twice = rows.put(row.group(1), row.group(2) + " | " + labels);
            assertThat(twice).as(row.group(1)).isNull();
        }
        return rows;
    }

    private static Set<String> dashboard(Set<String> given) throws IOException {
        var json = Files.readString(DOCS.resolve("grafana-dashboard.json"));
        var queries =
                JsonMapper.shared().readTree(json).findValues("expr").stream()
                        .map(JsonNode::asString)
                        .collect(joining("\n"));
        var names = new TreeSet<String>();
        for (var word = WORD.matcher(queries); word.find(); ) {
            names.add(family(word.group(), given));
        }
        return names;
    }

    /// What a histogram's or a summary's series belong to.
    private static String family(String series, Set<String> families) {
        var family = PART.matcher(series).replaceFirst("");
        return families.contains(series) ? series : family;
    }
}
