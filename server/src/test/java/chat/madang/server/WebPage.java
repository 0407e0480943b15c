package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Somebody in the first room who has what was said there without a loss, by the means that the
/// protocol gives: a number and an id for each event, `after`, and nonces.
final class WebPage {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROOM = "lobby";

    private final String name;

    /// What was said, by its number.
    private final TreeMap<Long, Line> log = new TreeMap<>();

    /// What was sent and is not answered, by nonce.
    private final Map<String, String> unanswered = new LinkedHashMap<>();

    /// Null before it has come, and while it is cut.
    private @Nullable WebLink link;

    /// Empty before it has come.
    private String token = "";

    /// The room's number; 0 before it is known.
    private long room;

    /// The last thing that it knows all before of.
    private Known known = Known.NOTHING;

    /// The last thing that it was told.
    private Known told = Known.NOTHING;

    /// Up to which number it has to ask for what has happened.
    private long toldFrom;

    /// Whether it does not know what it was not told while it was cut.
    private boolean catchingUp;

    private int said;

    /// Who has done what.
    private final Set<String> heard = new HashSet<>();

    /// One message.
    record Line(long number, String id, String text) {}

    /// A thing that has happened in the room.
    private record Known(long number, String id) {
        static final Known NOTHING = new Known(0, "");
    }

    WebPage(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean isThere() {
        return link != null;
    }

    /// What was said, in order.
    List<Line> log() {
        return List.copyOf(log.values());
    }

    /// Comes, or comes back, and says again what was not answered.
    void come(int port) throws InterruptedException {
        begin(port);
        var welcome = await("welcome");
        token = welcome.path("token").stringValue();
        boolean there = false;
        for (var each : welcome.path("rooms")) {
            there = true;
            toldFrom = each.path("seq").longValue();
        }
        catchingUp = known.number() > 0 || there;
        log.tailMap(known.number(), false).clear();
        told = known;
        if (there) {
            room = welcome.path("rooms").path(0).path("as").path("room").longValue();
            ask("catch-up", "\"room\":" + room + "," + after());
        } else {
            ask("join", "\"room\":\"" + ROOM + "\"" + (catchingUp ? "," + after() : ""));
            var joined = await(event -> event.has("members"));
            toldFrom = joined.path("seq").longValue();
        }
        unanswered.forEach(this::send);
        while (catchingUp) take();
    }

    /// Begins to come back, and is cut before it knows whether it is.
    void comeAndBeCut(int port) {
        begin(port);
        cut();
    }

    /// Says the next thing, and does not wait for the answer.
    String say() {
        return say("");
    }

    /// The same, with so much behind it.
    String say(String more) {
        var nonce = name + "-" + said++;
        var text = nonce + more;
        unanswered.put(nonce, text);
        send(nonce, text);
        return text;
    }

    /// Loses its connection.
    void cut() {
        link().cut();
        link = null;
    }

    /// Reads on until everything has been answered.
    void awaitAnswers() throws InterruptedException {
        while (!unanswered.isEmpty()) take();
    }

    /// Reads on until it has that.
    void awaitSaid(String text) throws InterruptedException {
        while (log.values().stream().noneMatch(line -> line.text().equals(text))) take();
    }

    /// Reads on until somebody is told to have done that, unless it was told since this came.
    void await(String type, String who) throws InterruptedException {
        while (!hasHeard(type, who)) take();
    }

    /// Whether it was told that somebody has done that.
    boolean hasHeard(String type, String who) {
        return heard.contains(type + " " + who);
    }

    private void begin(int port) {
        link = new WebLink(port, Optional.empty());
        ask("hello", token.isEmpty() ? field("name", name) : field("token", token));
    }

    private void send(String nonce, String text) {
        ask("say", "\"room\":" + room + "," + field("nonce", nonce) + "," + field("text", text));
    }

    private void ask(String type, String fields) {
        link().send("{" + field("type", type) + "," + fields + "}");
    }

    private String after() {
        var id = known.id().isEmpty() ? "" : "," + field("id", known.id());
        return "\"after\":" + known.number() + id;
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    private WebLink link() {
        return Objects.requireNonNull(link, "link of somebody who is there");
    }

    private JsonNode await(String type) throws InterruptedException {
        return await(event -> is(event, type));
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        while (true) {
            var event = take();
            if (wanted.test(event)) return event;
        }
    }

    private static boolean is(JsonNode event, String type) {
        return event.path("type").stringValue("").equals(type);
    }

    private JsonNode take() throws InterruptedException {
        var event = JSON.readTree(link().read());
        switch (event.path("type").stringValue()) {
            case "said" -> told(event);
            case "missed" -> missed(event);
            case "history" -> history(event);
            case "refused", "replaced", "goodbye" -> throw new AssertionError(name + ": " + event);
            default -> happened(event);
        }
        return event;
    }

    private void told(JsonNode said) {
        room = said.path("room").longValue();
        // Own: whatever was said again is answered again.
        unanswered.remove(said.path("nonce").stringValue(""));
        keep(said, said.has("nonce"));
        happened(said);
    }

    /// @param again whether it may have been told before
    private void keep(JsonNode said, boolean again) {
        var line =
                new Line(
                        said.path("seq").longValue(),
                        said.path("id").stringValue(),
                        said.path("text").stringValue());
        var before = log.put(line.number(), line);
        if (before != null) {
            assertThat(line).isEqualTo(before);
            assertThat(again).as("%s is told twice of %s", name, line).isTrue();
        }
    }

    private void happened(JsonNode event) {
        heard.add(
                event.path("type").stringValue("")
                        + " "
                        + event.path("who").path("name").stringValue(""));
        if (event.has("members")) room = event.path("room").longValue();
        if (event.has("places")) event.path("places").forEach(this::happened);
        if (!event.has("seq") || event.path("room").longValue() != room) return;
        long number = event.path("seq").longValue();
        if (number > told.number()) told = new Known(number, event.path("id").stringValue());
        if (!catchingUp) known = told;
    }

    private void missed(JsonNode missed) {
        if (!missed.path("complete").booleanValue()) {
            log.headMap(toldFrom, true).clear();
            ask("history", "\"room\":" + room);
            return;
        }
        for (var event : missed.path("events")) {
            if (is(event, "said"))
                keep(event, event.path("who").path("name").stringValue("").equals(name));
            happened(event);
        }
        if (!missed.has("next")) {
            caughtUp();
            return;
        }
        var next = missed.path("next");
        known = new Known(next.path("after").longValue(), next.path("id").stringValue());
        ask("catch-up", "\"room\":" + room + "," + after());
    }

    private void history(JsonNode history) {
        for (var event : history.path("events")) {
            if (is(event, "said")) keep(event, true);
            happened(event);
        }
        if (history.path("more").booleanValue()) {
            var eldest = history.path("events").path(0);
            var place = eldest.has("places") ? eldest.path("places").path(0) : eldest;
            ask(
                    "history",
                    "\"room\":" + room + "," + field("before", place.path("id").stringValue()));
        } else {
            caughtUp();
        }
    }

    private void caughtUp() {
        catchingUp = false;
        known = told;
    }
}
