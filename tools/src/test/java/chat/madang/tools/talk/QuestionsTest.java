package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class QuestionsTest {
    private static final Question NAME = Question.open("User name: ");
    private static final Question PASSWORD = Question.secret("Password: ");

    @TempDir Path folder;

    @Test
    void with_pipes_each_line_answers_one_question() throws Exception {
        var questions = piped(" 유나 \nsecret\nhello\n");
        assertThat(questions.ask(NAME)).isEqualTo("유나");
        assertThat(questions.ask(PASSWORD)).isEqualTo("secret");
    }

    @Test
    void with_pipes_an_end_or_a_blank_line_is_no_answer() {
        for (var input : new String[] {"", " \nlate\n"}) {
            assertThatThrownBy(() -> piped(input).ask(NAME))
                    .isInstanceOf(UnansweredException.class)
                    .hasMessage("User name: nothing (expected: a line of the input)");
        }
    }

    @Test
    void with_pipes_a_refused_answer_has_no_second_try() {
        assertThatThrownBy(() -> piped("bea\n").askAgain("taken\u001b", NAME))
                .isInstanceOf(UnansweredException.class)
                .hasMessage("taken\uFFFD");
    }

    @Test
    void a_person_is_asked_until_they_answer() throws Exception {
        var terminal = new TypedTerminal(folder.resolve("history"));
        var questions = new Questions(terminal.screen());
        terminal.type("\n  \namir \nbea\n");
        assertThat(questions.ask(NAME)).isEqualTo("amir");
        assertThat(questions.askAgain("It is taken.", NAME)).isEqualTo("bea");
        terminal.awaitShown("It is taken.");
        terminal.screen().close();
    }

    @Test
    void a_person_may_leave_instead() throws Exception {
        var terminal = new TypedTerminal(folder.resolve("history"));
        terminal.type("\u0004");
        assertThatThrownBy(() -> new Questions(terminal.screen()).ask(NAME))
                .isInstanceOfSatisfying(
                        UnansweredException.class, left -> assertThat(left.isFarewell()).isTrue());
        terminal.screen().close();
    }

    @Test
    void answers_are_kept_in_no_history_and_secrets_are_not_even_shown() throws Exception {
        var terminal = new TypedTerminal(folder.resolve("history"));
        var questions = new Questions(terminal.screen());
        terminal.type("amir\nsesame\nhello\n\u001bOA\n");
        assertThat(questions.ask(NAME)).isEqualTo("amir");
        assertThat(questions.ask(PASSWORD)).isEqualTo("sesame");
        assertThat(terminal.screen().read()).contains("hello");
        assertThat(terminal.screen().read()).contains("hello");
        assertThat(Files.readAllLines(folder.resolve("history"))).containsOnly("hello");
        assertThat(terminal.shown()).contains("User name: ", "amir", "Password: ");
        assertThat(terminal.shown()).doesNotContain("sesame");
        terminal.screen().close();
    }

    private static Questions piped(String input) {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var errors = new PrintWriter(new StringWriter());
        return new Questions(new PipeScreen(in, OutputStream.nullOutputStream(), errors));
    }
}
