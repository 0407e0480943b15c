package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Name;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.Text;
import chat.madang.store.Accounts;
import chat.madang.store.Store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What is promised: a real server is killed again and again while messages are kept and scheduled;
/// whatever it has accepted is there afterwards, and reaches its receiver.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PromiseIT {
    /// More with `-Dpromise.kills=N`.
    private static final int KILLS = Integer.getInteger("promise.kills", 8);

    /// The receiver looks in after so many of them.
    private static final int KILLS_PER_VISIT = 4;

    /// How many messages are written between two questions whether they were accepted.
    private static final int BURST = 5;

    /// How many of those are accepted before the server is killed, at the most.
    private static final int BURSTS_MAX = 25;

    private static final String PASSWORD = "1234";

    @TempDir private Path folder;
    private final Random random = new Random(20_261_121);

    /// Messages that were sent so far: `0`, `1`, `2` …
    private int sent;

    /// Of those, the ones that the server has accepted, in order.
    private final List<Integer> accepted = new ArrayList<>();

    private final List<Integer> received = new ArrayList<>();
    private final List<String> scheduled = new ArrayList<>();

    @Test
    void nothing_that_was_accepted_is_lost_however_often_the_server_is_killed() throws Exception {
        addAccounts("kim", "lee");
        var config = config();
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var server = ServerProcess.start(folder, "", config)) {
                if (kill % KILLS_PER_VISIT == 0) visit(server);
                writeUntilKilled(server);
                assertThat(server.errors()).doesNotContain("ERROR");
            }
            assertThatAllIsThere(kill);
        }
        try (var server = ServerProcess.start(folder, "", config)) {
            visit(server);
        }
        assertThat(accepted).hasSizeGreaterThan(KILLS * BURST);
        assertThat(scheduled).hasSizeGreaterThan(KILLS);
        assertThat(received).containsAll(accepted).allMatch(number -> number < sent);
    }

    private void addAccounts(String... names) throws Exception {
        Files.createDirectories(folder.resolve("data"));
        var accounts = Accounts.open(storeFile());
        for (var name : names) {
            assertThat(accounts.add(new Name(name), PASSWORD.getBytes(UTF_8))).isPresent();
        }
    }

    private String config() throws IOException {
        var file = folder.resolve("madang.toml");
        Files.writeString(file, "[duo]\nstore = 1000000\n[open]\nzone = \"UTC\"\n");
        return "--config=" + file;
    }

    private Path storeFile() {
        return folder.resolve("data").resolve(Server.STORE_FILE);
    }

    /// Kim writes to lee, who is away, and somebody schedules; in the midst of it the power fails.
    private void writeUntilKilled(ServerProcess server) throws Exception {
        var answers = new Semaphore(0);
        var writer = Thread.ofVirtual().start(() -> write(server, answers));
        var scheduler = Thread.ofVirtual().start(() -> schedule(server));
        answers.acquire(1 + random.nextInt(BURSTS_MAX));
        server.kill();
        writer.join();
        scheduler.join();
    }

    private void write(ServerProcess server, Semaphore answers) {
        try (var kim = new DuoClient(server.port("duo"))) {
            kim.logIn("kim", PASSWORD);
            choose(kim);
            while (true) {
                int first = sent;
                for (int i = 0; i < BURST; i++) kim.send("chat/" + sent++);
                choose(kim);
                for (int i = first; i < sent; i++) accepted.add(i);
                answers.release();
            }
        } catch (IOException killed) {
            // As intended.
        } finally {
            answers.release(BURSTS_MAX);
        }
    }

    /// Its answer comes when everything that was asked before has been answered.
    private static void choose(DuoClient client) throws IOException {
        client.send("chatwith/lee");
        for (var answer = client.read(); !answer.equals("1"); answer = client.read()) {
            // Lee was here a moment ago, and has not quite gone.
            if (answer.equals("2")) client.send("chatwith/lee");
        }
    }

    private void schedule(ServerProcess server) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port("open"))) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var out = socket.getOutputStream();
            out.write(("author" + scheduled.size() + "\n").getBytes(UTF_8));
            while (true) {
                var text = "later " + scheduled.size();
                // Eleven hours ahead at least, whatever the time is.
                int hour = (LocalTime.now(ZoneOffset.UTC).getHour() + 12) % 24;
                out.write("/schedule %02d:30 %s\n".formatted(hour, text).getBytes(UTF_8));
                var answer = in.readLine();
                while (answer != null && !answer.contains("cheduled")) answer = in.readLine();
                if (answer == null || answer.contains("too many")) return;
                scheduled.add(text);
            }
        } catch (IOException killed) {
            // As intended.
        }
    }

    /// The disk has everything that was accepted, the mail in the order in which it was written.
    private void assertThatAllIsThere(int kill) throws Exception {
        try (var store = Store.open(storeFile(), 1)) {
            var texts =
                    store.memory().scheduled().stream()
                            .map(ScheduledMessage::text)
                            .map(Text::value)
                            .toList();
            assertThat(texts).as("after kill %d", kill).containsAll(scheduled);
            var kept =
                    store.memory().mail().values().stream()
                            .flatMap(List::stream)
                            .map(letter -> Integer.valueOf(letter.text().value()))
                            .toList();
            assertThat(kept).as("after kill %d", kill).isSorted();
            var waiting = accepted.stream().filter(number -> !received.contains(number)).toList();
            assertThat(kept).as("after kill %d", kill).containsAll(waiting);
        }
    }

    /// Lee comes and reads what was kept.
    private void visit(ServerProcess server) throws IOException {
        try (var lee = new DuoClient(server.port("duo"))) {
            assertThat(lee.logIn("lee", PASSWORD)).isEqualTo('1');
            lee.send("chatwith/lee");
            for (var line = lee.read(); !line.equals("2"); line = lee.read()) {
                received.add(Integer.valueOf(line.substring("chat/kim: ".length())));
            }
        }
    }
}
