package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.gate.rooms.RoomsGate;
import chat.madang.gate.rooms.RoomsOptions;
import chat.madang.gate.rooms.RoomsOptions.Format;
import chat.madang.gate.rooms.RoomsOptions.Shutdown;
import chat.madang.gate.rooms.RoomsTongue;

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
import java.util.Locale;
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
        private final Map<String, Role> roles = new LinkedHashMap<>();
        private final Map<String, String> options = new LinkedHashMap<>();

        /// Those whose end has been reported, or was their own doing.
        private final Set<String> gone = new HashSet<>();

        private boolean stopAsked;
        private int doneInLine;

        /// Somebody in the play.
        private record Role(Actor actor, Tongue tongue, List<String> expected) {}

        void line(String line, int number) {
            var words = line.split(" ", 3);
            if (words.length == 3 && words[1].equals("<")) {
                role(words[0]).expected().add(words[2]);
                return;
            }
            check();
            doneInLine = number;
            switch (words[1]) {
                case "is" -> enter(words[0], words[2]);
                case ">" -> send(words[0], role(words[0]).tongue().encode(words[2]));
                case ">>" -> send(words[0], hex(words[2]));
                case "leaves" -> role(words[0]).actor().endInput();
                case "vanishes" -> {
                    gone.add(words[0]);
                    role(words[0]).actor().vanish();
                }
                case "stops" -> assertThat(stopAsked).as("server stopped").isTrue();
                case "=" -> options.put(words[0], words[2]);
                default -> throw new IllegalArgumentException(line);
            }
            stage.settle();
        }

        void check() {
            roles.forEach((name, role) -> {
                var heard = new ArrayList<>(role.tongue().decode(role.actor().received()));
                if (!role.actor().isConnected() && gone.add(name)) heard.add(CLOSED);
                assertThat(heard)
                        .as("%s, after line %d", name, doneInLine)
                        .isEqualTo(role.expected());
                role.expected().clear();
            });
        }

        /// `on rooms protobuf from 10.0.0.7:50000`
        private void enter(String name, String how) {
            var words = how.split(" ", -1);
            if (!words[1].equals("rooms")) throw new IllegalArgumentException(how);
            var gate = new RoomsGate(roomsOptions(), () -> stopAsked = true);
            var actor =
                    words.length < 5 ? stage.connect(gate) : stage.connect(gate, address(words[4]));
            boolean protobuf = words[2].equals("protobuf");
            roles.put(name, new Role(actor, new RoomsTongue(protobuf), new ArrayList<>()));
        }

        private RoomsOptions roomsOptions() {
            return new RoomsOptions(
                    Format.valueOf(option("rooms.format", "auto")),
                    Shutdown.valueOf(option("rooms.shutdown", "loopback")),
                    new RoomPolicy(
                            Integer.parseInt(option("rooms.capacity", "10000")),
                            Ends.WITH_LAST_MEMBER));
        }

        private String option(String key, String otherwise) {
            return options.getOrDefault(key, otherwise).toUpperCase(Locale.ROOT);
        }

        private void send(String name, byte[] bytes) {
            role(name).actor().send(bytes);
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
