package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A page that loses its server has every message once, in order, when it is back.
@Timeout(ServerProcess.PATIENCE_SECONDS * 5)
class PageLossIT {
    private static final long AWAY_NANOS = 10_000_000_000L;

    @TempDir private static Path profile;
    private static Browser browser;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        browser = Browser.start(profile);
    }

    @AfterAll
    static void stop() {
        if (browser != null) browser.close();
    }

    @Test
    void for_ten_seconds_while_others_talk() throws Exception {
        // Forty at once, and ten a second after that: so it takes its time.
        var config =
                Files.writeString(folder.resolve("paced.toml"), "[web]\nrate-loopback = true\n");
        try (var server = ServerProcess.start(folder, "", "--config=" + config);
                var line = Line.to(server.port("web"));
                var bot = WebBot.comesIn(server.port("web"), "talker")) {
            var alice = browser.visitor("alice", Browser.Look.WIDE).opens(line.port());
            alice.comesIn("alice");
            alice.creates("tea", "");
            var room = bot.joins("tea");
            bot.says(room, "before");
            alice.says("I hear you");
            alice.awaitsSaid(List.of("before", "I hear you"));

            line.cut();
            long lost = System.nanoTime();
            alice.sees(".state", "The connection was lost");
            assertThat(alice.obstacles()).isEmpty();
            var said = new ArrayList<>(List.of("before", "I hear you"));
            for (var i = 1; i <= 150; i++) said.add("missed " + i);
            bot.says(room, said.subList(2, said.size()).toArray(String[]::new));
            assertThat(System.nanoTime() - lost).isGreaterThan(AWAY_NANOS);
            alice.says("while away 1");
            alice.says("while away 2");
            assertThat(alice.said()).endsWith("… while away 1", "… while away 2");
            line.mend();
            alice.hurries();

            said.add("while away 1");
            said.add("while away 2");
            alice.awaitsSaid(said);
            alice.doesNotSee(".row.pending");
            bot.says(room, "after");
            said.add("after");
            alice.awaitsSaid(said);
            bot.hears(event -> event.path("text").asString().equals("while away 2"));
            // Nobody has seen her go.
            alice.doesNotSee(".line-of", "alice left");
        }
    }

    @Test
    void more_than_the_server_brings_at_once() throws Exception {
        try (var server = ServerProcess.start(folder, "");
                var line = Line.to(server.port("web"));
                var bot = WebBot.comesIn(server.port("web"), "talker")) {
            var alice = browser.visitor("alice", Browser.Look.WIDE).opens(line.port());
            alice.comesIn("alice");
            alice.creates("tea", "");
            var room = bot.joins("tea");
            line.cut();
            alice.sees(".state", "The connection was lost");
            bot.says(room, lines("missed ", 1, 800));
            line.mend();
            alice.hurries();

            alice.sees(".row .bubble", "missed 800");
            alice.awaitsSaid(List.of(lines("missed ", 301, 800)));
        }
    }

    private static String[] lines(String text, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> text + i).toArray(String[]::new);
    }

    @Test
    void when_the_server_is_killed_and_started_again() throws Exception {
        var ports = new int[1];
        Visitor alice;
        Visitor bob;
        try (var server = ServerProcess.start(folder, "")) {
            ports[0] = server.port("web");
            alice = visitor("alice", Browser.Look.WIDE, ports[0]);
            bob = visitor("bob", Browser.Look.NARROW, ports[0]);
            meet(alice, bob);
            alice.says("two");
            bob.awaitsSaid(List.of("one", "two"));
            server.kill();
        }
        alice.sees(".state", "The connection was lost");
        bob.sees(".state", "The connection was lost");
        alice.says("three");
        bob.says("four");
        try (var server = ServerProcess.start(folder, "", "--web-port=" + ports[0])) {
            alice.eventually("all four", () -> alice.said().size() == 4);
            alice.doesNotSee(".row.pending");
            bob.eventually("all four", () -> bob.said().size() == 4);
            bob.doesNotSee(".row.pending");
            assertThat(alice.said().subList(0, 2)).isEqualTo(List.of("one", "two"));
            assertThat(alice.said().subList(2, 4)).containsExactlyInAnyOrder("three", "four");
            bob.awaitsSaid(alice.said());
            alice.says("five");
            bob.sees(".row .bubble", "five");
            assertThat(bob.said()).isEqualTo(alice.said()).hasSize(5);
            // The room is another one; each was said there once, whoever heard it.
            try (var bot = WebBot.comesIn(server.port("web"), "counter")) {
                var room = bot.joins("tea");
                var answer = bot.asks(Map.of("type", "history", "room", room, "limit", 50));
                var texts = answer.path("events").valueStream();
                assertThat(texts.filter(event -> event.path("type").asString().equals("said")))
                        .hasSize(3);
            }
        }
    }

    @Test
    void what_was_told_and_was_lost_with_the_server_is_there_once() throws Exception {
        var file = folder.resolve("data").resolve(Server.STORE_FILE);
        var ports = new int[1];
        Visitor alice;
        Visitor bob;
        try (var server = ServerProcess.start(folder, "")) {
            ports[0] = server.port("web");
            alice = visitor("alice", Browser.Look.WIDE, ports[0]);
            bob = visitor("bob", Browser.Look.WIDE, ports[0]);
            meet(alice, bob);
            try (var disk = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = disk.createStatement()) {
                // Nothing comes to be on disk from now on.
                statement.execute("BEGIN IMMEDIATE");
                bob.says("two");
                alice.awaitsSaid(List.of("one", "two"));
                bob.awaitsSaid(List.of("one", "… two"));
                server.kill();
            }
        }
        alice.sees(".state", "The connection was lost");
        bob.sees(".state", "The connection was lost");
        try (var server = ServerProcess.start(folder, "", "--web-port=" + ports[0])) {
            bob.doesNotSee(".row.pending");
            alice.doesNotSee(".state", "The connection was lost");
            alice.says("three");
            bob.awaitsSaid(List.of("one", "two", "three"));
            alice.awaitsSaid(List.of("one", "two", "three"));
            assertThat(server.errors()).doesNotContain("ERROR");
        }
    }

    private static Visitor visitor(String name, Browser.Look look, int port) {
        return browser.visitor(name, look).opens(port).comesIn(name);
    }

    /// Both are in a room, and have heard the one thing that was said there.
    private static void meet(Visitor alice, Visitor bob) {
        alice.creates("tea", "9");
        bob.joins("tea");
        bob.says("one");
        alice.awaitsSaid(List.of("one"));
        bob.awaitsSaid(List.of("one"));
    }
}
