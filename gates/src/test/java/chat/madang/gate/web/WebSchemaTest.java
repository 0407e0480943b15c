package chat.madang.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toCollection;

import chat.madang.gate.web.WebSchema.Side;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// docs/protocols/web.schema.json holds for what is said at the gate, and docs/protocols/web.md
/// tells of the same.
///
/// What people receive is what the transcripts say, to the character: that is another test. So the
/// transcripts are all that has to be looked at.
class WebSchemaTest {
    private static final Path TRANSCRIPTS = Path.of("..", "transcripts");
    private static final Path PAGE = Path.of("..", "docs", "protocols", "web.md");

    /// What no schema has is asked for there.
    private static final Set<String> MISTAKES = Set.of("mistakes.chat", "ugly.chat");

    private static final Pattern CODE = Pattern.compile("`([a-z-]+)`");
    private static final Pattern TYPE = Pattern.compile("\"type\":\"([a-z-]+)\"");

    private final WebSchema schema;

    WebSchemaTest() throws IOException {
        schema = new WebSchema();
    }

    /// What somebody on `web` has sent or received.
    private record Line(Side side, String message) {}

    static Stream<Path> transcripts() throws IOException {
        try (var files = Files.walk(TRANSCRIPTS)) {
            return files
                    .filter(file -> file.toString().endsWith(".chat"))
                    .filter(file -> !lines(file).isEmpty())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void what_is_said_is_as_the_schema_has_it(Path transcript) {
        boolean asksRight = !MISTAKES.contains(transcript.getFileName().toString());
        for (var line : lines(transcript)) {
            if (line.side() == Side.SERVER || asksRight) {
                assertThat(schema.mistakes(line.side(), line.message()))
                        .as(line.message())
                        .isEmpty();
            }
        }
    }

    @Test
    void it_is_a_schema() {
        assertThat(schema.mistakesOfItsOwn()).isEmpty();
        for (var side : Side.values()) {
            assertThat(schema.types(side)).isEqualTo(schema.definitions(side));
        }
    }

    @Test
    void every_type_occurs_in_a_transcript() throws IOException {
        for (var side : Side.values()) {
            var seen =
                    transcripts()
                            .flatMap(file -> lines(file).stream())
                            .filter(line -> line.side() == side)
                            .flatMap(line -> groups(TYPE, line.message()))
                            .collect(toCollection(TreeSet::new));
            // The server does not stop in any.
            if (side == Side.SERVER) seen.add("goodbye");
            assertThat(seen).as("%s", side).containsAll(schema.types(side));
        }
    }

    @Test
    void the_goodbye_is_as_the_schema_has_it() {
        var out = Unpooled.buffer();
        new WebDialect().encodeGoodbye(out);
        var bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);

        var messages = new WebTongue(new ArrayList<>()).decode(bytes);

        assertThat(messages).hasSize(2);
        assertThat(schema.mistakes(Side.SERVER, messages.getFirst())).isEmpty();
    }

    @Test
    void the_page_tells_of_every_type() throws IOException {
        assertThat(namesIn("request")).isEqualTo(schema.types(Side.CLIENT));
        assertThat(schema.types(Side.SERVER)).containsAll(namesIn("type"));
        var page = Files.readString(PAGE);
        assertThat(schema.types(Side.SERVER))
                .allMatch(type ->
                        page.contains("`" + type + "`")
                                || page.contains("\"type\":\"" + type + "\""));
    }

    @Test
    void the_page_tells_of_every_reason() throws IOException {
        assertThat(namesIn("`why`")).isEqualTo(schema.words("why"));
    }

    /// What a message may not have beyond the schema, and must not lack.
    @Test
    void what_is_otherwise_is_a_mistake() {
        assertThat(schema.mistakes(Side.SERVER, "{\"type\":\"pong\"}")).isEmpty();
        for (var wrong :
                List.of(
                        "{\"type\":\"pong\",\"more\":1}",
                        "{\"type\":\"said\",\"room\":1}",
                        "{\"type\":\"marked\",\"at\":1}",
                        "{\"type\":\"marked\",\"at\":1,\"room\":\"a\",\"with\":\"b\"}",
                        "{\"type\":\"described\",\"who\":{\"name\":\"a\",\"ranks\":[\"voice\"]}}",
                        "{\"type\":\"dance\"}",
                        "{}")) {
            assertThat(schema.mistakes(Side.SERVER, wrong)).as(wrong).isNotEmpty();
        }
    }

    /// The names in the first column of the tables whose first head is that.
    private static Set<String> namesIn(String head) throws IOException {
        var names = new TreeSet<String>();
        boolean isInside = false;
        for (var line : Files.readAllLines(PAGE)) {
            var cells = line.split(" *\\| *", -1);
            if (cells.length < 2) isInside = false;
            else if (cells[1].equals(head)) isInside = true;
            else if (isInside) groups(CODE, cells[1]).forEach(names::add);
        }
        return names;
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    /// What is said on `web` in a transcript, but for what is no object.
    private static List<Line> lines(Path transcript) {
        var here = new TreeSet<String>();
        var lines = new ArrayList<Line>();
        Predicate<String> isObject = message -> message.startsWith("{") && message.endsWith("}");
        for (var line : read(transcript)) {
            var words = line.split(" ", 3);
            if (words.length < 3) continue;
            if (line.startsWith(words[0] + " is on web")) here.add(words[0]);
            if (!here.contains(words[0]) || !isObject.test(words[2])) continue;
            if (words[1].equals("<")) lines.add(new Line(Side.SERVER, words[2]));
            if (words[1].equals(">")) lines.add(new Line(Side.CLIENT, words[2]));
        }
        return lines;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
