package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.server.Config.Gates;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/// A whole server in this process: that it leaves nothing behind, however it ends.
class ServerTest {
    private static final int NO_PORT = 70_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private Collection<Thread> before = List.of();

    @BeforeEach
    void setUp() {
        before = Thread.getAllStackTraces().keySet();
    }

    @Test
    void when_it_ends_it_lets_go_of_everything() throws Exception {
        var server = Server.start(config(1));
        int port = server.doors().getFirst().address().getPort();
        try (var peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
            server.close();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        assertNothingIsLeft();
    }

    @Test
    void when_there_is_no_store_it_lets_go_of_everything() throws Exception {
        Files.writeString(folder.resolve(Server.STORE_FILE), "no database");

        assertThatThrownBy(() -> Server.start(config(1))).isInstanceOf(StartFailure.class);
        assertNothingIsLeft();
    }

    @Test
    void when_there_are_no_loops_it_lets_go_of_everything() throws Exception {
        assertThatThrownBy(() -> Server.start(config(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertNothingIsLeft();
    }

    @Test
    void when_a_port_is_taken_it_lets_go_of_everything() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config = withDuoAt(taken.getLocalPort());

            assertThatThrownBy(() -> Server.start(config)).isInstanceOf(StartFailure.class);
            assertNothingIsLeft();
        }
    }

    @Test
    void whatever_goes_wrong_at_the_start_it_lets_go_of_everything() throws Exception {
        var config = withDuoAt(NO_PORT);

        assertThatThrownBy(() -> Server.start(config)).isInstanceOf(IllegalArgumentException.class);
        assertNothingIsLeft();
    }

    @Test
    void when_one_part_cannot_be_waited_for_the_others_end_all_the_same() throws Exception {
        var server = Server.start(config(1));

        Thread.currentThread().interrupt();
        server.close();

        assertThat(Thread.interrupted()).isTrue();
        assertNothingIsLeft();
    }

    /// Neither a thread, nor a hold on the folder.
    private void assertNothingIsLeft() throws Exception {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (isOurs(thread)) assertThat(thread.join(PATIENCE)).as(thread.getName()).isTrue();
        }
        DataFolder.open(folder).close();
    }

    private boolean isOurs(Thread thread) {
        var name = thread.getName();
        boolean isKnown =
                List.of("chat", "journal", "registry", "accounts", "room-log").contains(name)
                        || name.startsWith("loop")
                        || name.startsWith("archive");
        return isKnown && !before.contains(thread);
    }

    /// Any free ports, so many loops, and no gate `duo`.
    private Config config(int workers) throws StartFailure {
        var settings = Settings.defaults().withOption("data", folder.toString(), "--data");
        for (var gate : List.of("web", "rooms", "coded", "open", "irc", "relay", "tcrp", "ops")) {
            settings = settings.withOption(gate + ".port", "0", "--port");
        }
        var config = Config.of(settings.withOption("duo.port", "off", "--port"));
        return new Config(
                config.bind(),
                config.data(),
                workers,
                config.limits(),
                config.yard(),
                config.gates(),
                config.ops());
    }

    private Config withDuoAt(int port) throws StartFailure {
        var config = config(1);
        var gates = config.gates();
        return new Config(
                config.bind(),
                config.data(),
                config.workers(),
                config.limits(),
                config.yard(),
                new Gates(
                        gates.web(),
                        gates.rooms(),
                        gates.coded(),
                        gates.open(),
                        OptionalInt.of(port),
                        gates.irc(),
                        gates.relay(),
                        gates.relayBind(),
                        gates.tcrp(),
                        gates.accountsPerAddress()),
                config.ops());
    }
}
