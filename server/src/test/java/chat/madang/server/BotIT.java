package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bots of docs/bots at a real server, which is killed and started again.
@Timeout(value = ServerProcess.PATIENCE_SECONDS * 5)
class BotIT {
    private static final Path BOTS = Path.of("..", "docs", "bots").toAbsolutePath().normalize();
    private static final String BOT = ":bot!~web@localhost ";
    private static final String COMES = BOT + "JOIN #lobby";
    private static final String ANSWERS = BOT + "PRIVMSG #lobby :pong amir";

    @TempDir private Path folder;

    @Test
    void the_careful_bot_in_java_answers_once_what_was_asked_while_it_had_no_server()
            throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        answersOnce(List.of(java, BOTS.resolve("CarefulBot.java").toString()));
    }

    @Test
    @EnabledIf(value = "hasPython", disabledReason = "no Python has the package websockets")
    void the_careful_bot_in_python_does_so_too() throws Exception {
        answersOnce(List.of(python().orElseThrow(), BOTS.resolve("carefulbot.py").toString()));
    }

    @Test
    void the_bot_in_java_comes_back_when_its_server_does() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        comesBack(List.of(java, BOTS.resolve("EchoBot.java").toString()));
    }

    @Test
    @EnabledIf(value = "hasPython", disabledReason = "no Python has the package websockets")
    void the_bot_in_python_comes_back_too() throws Exception {
        comesBack(List.of(python().orElseThrow(), BOTS.resolve("echobot.py").toString()));
    }

    private void comesBack(List<String> bot) throws Exception {
        var ports = new ArrayList<String>();
        Process process;
        try (var server = ServerProcess.start(folder, "");
                var amir = entered(server)) {
            for (var gate : List.of("web", "irc")) ports.add(server.samePort(gate));
            process = start(bot, "ws://localhost:" + server.port("web") + "/api/v1");
            amir.awaits(COMES);
            amir.sends("PRIVMSG #lobby !ping");
            amir.awaits(ANSWERS);
            server.kill();
        }
        try (var server = ServerProcess.start(folder, "", ports.toArray(String[]::new));
                var amir = new IrcPeer(server)) {
            amir.sends("NICK amir");
            amir.sends("USER amir 0 * :amir");
            amir.sends("JOIN #lobby");
            // It may be there already, or come later.
            var line = amir.reads();
            while (!line.equals(COMES) && !line.matches(".* 353 amir . #lobby :.*bot.*")) {
                line = amir.reads();
            }
            amir.sends("PRIVMSG #lobby !ping");
            amir.awaits(ANSWERS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void answersOnce(List<String> bot) throws Exception {
        var ports = new ArrayList<String>();
        try (var server = ServerProcess.start(folder, "");
                var amir = entered(server)) {
            for (var gate : List.of("web", "irc")) ports.add(server.samePort(gate));
            var process = start(bot, "ws://localhost:" + server.port("web") + "/api/v1");
            try {
                amir.awaits(COMES);
                amir.sends("PRIVMSG #lobby !ping");
                amir.awaits(ANSWERS);
                // What comes back to its author is on disk, and so is what was said before.
                amir.sends("PRIVMSG #lobby thanks");
                amir.awaits("PRIVMSG #lobby thanks");

                signal(process, "STOP");
                server.kill();
                assertThatItIsAnsweredOnce(process, ports);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /// The bot does nothing yet, and has lost its server.
    private void assertThatItIsAnsweredOnce(Process bot, List<String> ports) throws Exception {
        try (var server = ServerProcess.start(folder, "", ports.toArray(String[]::new));
                var amir = entered(server)) {
            amir.sends("PRIVMSG #lobby !ping");
            amir.awaits("PRIVMSG #lobby !ping");

            signal(bot, "CONT");

            assertThat(next(amir)).isEqualTo(COMES);
            assertThat(next(amir)).isEqualTo(ANSWERS);
            amir.sends("PRIVMSG #lobby hello");
            amir.sends("PRIVMSG #lobby !ping");
            assertThat(next(amir)).isEqualTo(ANSWERS);
            amir.sends("PART #lobby");
            amir.sends("PING end");
            assertThat(next(amir)).contains(" PONG ");
            assertThat(bot.isAlive()).isTrue();
            assertThat(server.errors()).isEmpty();
        }
    }

    /// The next line that the bot has caused, or the answer to a ping.
    private static String next(IrcPeer peer) throws IOException {
        var line = peer.reads();
        while (!line.startsWith(BOT) && !line.contains(" PONG ")) line = peer.reads();
        return line;
    }

    /// Somebody in the lobby who hears what they have said themselves when it is on disk.
    private static IrcPeer entered(ServerProcess server) throws IOException {
        var amir = IrcPeer.entered(server, "amir");
        amir.sends("CAP REQ echo-message");
        amir.sends("JOIN #lobby");
        amir.awaits(" 366 amir #lobby ");
        return amir;
    }

    private Process start(List<String> bot, String url) throws IOException {
        var command = new ArrayList<>(bot);
        command.addAll(List.of(url, "lobby", "bot"));
        return ServerProcess.process(command, Map.of(), folder.resolve("bot-errors.txt"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void signal(Process process, String name) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    static boolean hasPython() throws Exception {
        return python().isPresent();
    }

    /// One that has what the bot needs.
    private static Optional<String> python() throws Exception {
        for (var each : List.of("python3", "/usr/bin/python3")) {
            try {
                var asked = new ProcessBuilder(each, "-c", "import websockets").start();
                if (asked.waitFor() == 0) return Optional.of(each);
            } catch (IOException _) {
                // There is none of that name.
            }
        }
        return Optional.empty();
    }
}
