package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.SECONDS;

import chat.madang.gate.coded.CodedTestGate;
import chat.madang.gate.duo.DuoTestGate;
import chat.madang.gate.irc.IrcTestGate;
import chat.madang.gate.open.OpenTestGate;
import chat.madang.gate.relay.RelayTestGate;
import chat.madang.gate.rooms.RoomsTestGate;
import chat.madang.gate.tcrp.TcrpTestGate;
import chat.madang.gate.web.WebTestGate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Plays `transcripts/**/*.chat` against real gates and a real core. The notation is explained in
/// `transcripts/README.md`.
class TranscriptTest {
    private static final Path FOLDER = Path.of("..", "transcripts");
    private static final String CLOSED = "closed";

    static Stream<Path> transcripts() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".chat"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /// After each thing that somebody does, everybody must have received exactly the lines that
    /// follow it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void plays_as_written(Path transcript) throws IOException {
        try (var play = new Play()) {
            int number = 0;
            for (var line : Files.readAllLines(transcript)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) play.line(line, number);
            }
            play.check();
        }
    }

    /// One performance of one transcript.
    private static final class Play implements AutoCloseable {
        private final Stage stage = new Stage();
        private final MemoryStore store = new MemoryStore(stage);
        private final Map<String, Role> roles = new LinkedHashMap<>();
        private final Map<String, String> options = new LinkedHashMap<>();

        /// The gates, by the name that transcripts have for them.
        private final Map<String, TestGate> gates =
                Map.of(
                        "coded", new CodedTestGate(),
                        "duo", new DuoTestGate(),
                        "irc", new IrcTestGate(store),
                        "web", new WebTestGate(store),
                        "open", new OpenTestGate(),
                        "relay", new RelayTestGate(),
                        "rooms", new RoomsTestGate(() -> stopAsked = true),
                        "tcrp", new TcrpTestGate());

        /// Those whose end has been reported, or was their own doing.
        private final Set<String> gone = new HashSet<>();

        private boolean stopAsked;
        private int doneInLine;

        /// Somebody in the play.
        private record Role(Player player, List<String> expected) {}

        void line(String line, int number) {
            var words = line.split(" ", 3);
            if (words.length > 1 && words[1].equals("<")) {
                role(words[0]).expected().add(words.length == 3 ? words[2] : "");
                return;
            }
            check();
            doneInLine = number;
            var rest = words.length == 3 ? words[2] : "";
            switch (words[1]) {
                case "is" -> enter(words[0], rest);
                case ">" -> role(words[0]).player().send(rest);
                case ">>" -> role(words[0]).player().sendBytes(hex(rest));
                case "leaves" -> role(words[0]).player().endInput();
                case "vanishes" -> {
                    gone.add(words[0]);
                    role(words[0]).player().vanish();
                }
                case "stops" -> assertThat(stopAsked).as("server stopped").isTrue();
                case "seconds" -> stage.pass(Long.parseLong(words[0]), SECONDS);
                case "=" -> set(words[0], rest);
                default -> throw new IllegalArgumentException(line);
            }
            stage.settle();
        }

        void check() {
            roles.forEach((name, role) -> {
                var heard = new ArrayList<>(role.player().received());
                if (!role.player().isConnected() && gone.add(name)) heard.add(CLOSED);
                assertThat(heard)
                        .as("%s, after line %d", name, doneInLine)
                        .isEqualTo(role.expected());
                role.expected().clear();
            });
        }

        /// `on rooms protobuf from 10.0.0.7:50000`
        private void enter(String name, String how) {
            var words = List.of(how.split(" ", -1));
            int from = words.indexOf("from");
            var address = stage.nextAddress();
            if (from >= 0) address = address(words.get(from + 1));
            var rest = words.subList(2, from < 0 ? words.size() : from);
            var gate = Objects.requireNonNull(gates.get(words.get(1)), how);
            var player = gate.enter(stage, String.join(" ", rest), address, options);
            roles.put(name, new Role(player, new ArrayList<>()));
        }

        private void set(String key, String value) {
            options.put(key, value);
            if (key.equals("disk")) stage.setDiskFull(value.equals("full"));
        }

        private Role role(String name) {
            return Objects.requireNonNull(roles.get(name), name);
        }

        private static InetSocketAddress address(String text) {
            int colon = text.lastIndexOf(':');
            var host = InetAddress.ofLiteral(text.substring(0, colon));
            return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
        }

        private static byte[] hex(String text) {
            return HexFormat.of().parseHex(text.replace(" ", ""));
        }

        @Override
        public void close() {
            stage.close();
        }
    }
}
