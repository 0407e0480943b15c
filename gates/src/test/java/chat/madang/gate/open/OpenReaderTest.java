package chat.madang.gate.open;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Name;
import chat.madang.core.Text;
import chat.madang.gate.open.OpenRequest.Kick;
import chat.madang.gate.open.OpenRequest.ListPeople;
import chat.madang.gate.open.OpenRequest.Malformed;
import chat.madang.gate.open.OpenRequest.Nothing;
import chat.madang.gate.open.OpenRequest.Quit;
import chat.madang.gate.open.OpenRequest.Rename;
import chat.madang.gate.open.OpenRequest.Say;
import chat.madang.gate.open.OpenRequest.Schedule;
import chat.madang.gate.open.OpenRequest.Whisper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.stream.LongStream;

class OpenReaderTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @Test
    void a_line_is_said_as_it_stands() {
        assertThat(OpenReader.read("Hello everyone!")).isEqualTo(said("Hello everyone!"));
        assertThat(OpenReader.read("  안녕  ")).isEqualTo(said("  안녕  "));
        assertThat(OpenReader.read(" /kick Bob")).isEqualTo(said(" /kick Bob"));
        assertThat(OpenReader.read("a\nb")).isEqualTo(said("a\nb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\t", "\u3000"})
    void a_blank_line_is_nothing(String line) {
        assertThat(OpenReader.read(line)).isEqualTo(new Nothing());
    }

    @Test
    void commands_with_their_arguments() {
        assertThat(OpenReader.read("/rename Alice123")).isEqualTo(new Rename("Alice123"));
        assertThat(OpenReader.read("/rename \t Alice123 ")).isEqualTo(new Rename("Alice123"));
        assertThat(OpenReader.read("/user")).isEqualTo(new ListPeople());
        assertThat(OpenReader.read("/user now")).isEqualTo(new ListPeople());
        assertThat(OpenReader.read("/kick Bob")).isEqualTo(new Kick("Bob"));
        assertThat(OpenReader.read("/kick Bob the Great")).isEqualTo(new Kick("Bob the Great"));
        assertThat(OpenReader.read("/quit")).isEqualTo(new Quit());
    }

    @Test
    void the_text_behind_an_argument_keeps_its_blanks() {
        assertThat(OpenReader.read("/whisper Charlie Hi, Charlie!"))
                .isEqualTo(new Whisper("Charlie", new Text("Hi, Charlie!")));
        assertThat(OpenReader.read("/whisper  Charlie  Hi,  Charlie! "))
                .isEqualTo(new Whisper("Charlie", new Text("Hi,  Charlie! ")));
        assertThat(OpenReader.read("/schedule 15:30 Meeting starts soon"))
                .isEqualTo(new Schedule("15:30", new Text("Meeting starts soon")));
        assertThat(OpenReader.read("/schedule 10:30 과제시작"))
                .isEqualTo(new Schedule("10:30", new Text("과제시작")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rename",
                "/rename  ",
                "/whisper",
                "/whisper Bob",
                "/whisper Bob  ",
                "/schedule",
                "/schedule 15:30",
                "/kick",
                "/kick \t"
            })
    void what_lacks_something_is_told_how_it_is_used(String line) {
        var command = line.strip().split(" ", 2)[0];

        assertThat(OpenReader.read(line))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed ->
                                assertThat(malformed.why())
                                        .startsWith("[Server]: Usage: " + command + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/x", "/User", "/user\u0007", "/kick\u00A0Bob"})
    void other_commands_are_unknown(String line) {
        assertThat(OpenReader.read(line))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed ->
                                assertThat(malformed.why())
                                        .startsWith("[Server]: Unknown command: /"));
    }

    @Test
    void a_text_has_4096_bytes_at_the_most() {
        var most = "안".repeat(1365) + "!";
        var tooLong = new Malformed("[Server]: That message is too long (4096 bytes at most).");

        assertThat(OpenReader.read(most)).isEqualTo(said(most));
        assertThat(OpenReader.read(most + "!")).isEqualTo(tooLong);
        assertThat(OpenReader.read("/whisper Bob " + most))
                .isEqualTo(new Whisper("Bob", new Text(most)));
        assertThat(OpenReader.read("/whisper Bob " + most + "!")).isEqualTo(tooLong);
        assertThat(OpenReader.read("/schedule 15:30 " + most + "!")).isEqualTo(tooLong);
    }

    @Test
    void a_nickname_is_a_name_that_can_be_typed_in_a_command() {
        assertThat(OpenReader.nickname(" Alice\t")).hasValue(new Name("Alice"));
        assertThat(OpenReader.nickname("개똥이")).hasValue(new Name("개똥이"));
        assertThat(OpenReader.nickname("")).isEmpty();
        assertThat(OpenReader.nickname("Alice Smith")).isEmpty();
        assertThat(OpenReader.nickname("Alice\u00A0Smith")).isEmpty();
        assertThat(OpenReader.nickname("/quit")).isEmpty();
        assertThat(OpenReader.nickname("Al\u202Eice")).isEmpty();
        assertThat(OpenReader.nickname("Al\nice")).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_line_is_too_odd_and_no_answer_has_two_lines(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var line = new StringBuilder(random.nextBoolean() ? "/" : "");
            for (int k = random.nextInt(30); k > 0; k--) line.append(anyCharacter(random));

            if (OpenReader.read(line.toString()) instanceof Malformed(var why)) {
                assertThat(why).startsWith("[Server]: ").doesNotContain("\n", "\r", "\u001b");
            }
        }
    }

    private static char anyCharacter(Random random) {
        var usual = "/ kickuserwhisper\n\r\t\u001b\u2028\uD800\uDC00\u0000안";
        return usual.charAt(random.nextInt(usual.length()));
    }

    private static OpenRequest said(String text) {
        return new Say(new Text(text));
    }
}
