package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.server.NewPassword.Keyboard;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A password that is typed.
class NewPasswordTest {
    private final List<String> prompts = new ArrayList<>();

    @Test
    void it_is_typed_twice() throws Exception {
        assertThat(typing("비밀 1", "비밀 1").read()).isEqualTo("비밀 1".getBytes(UTF_8));
        assertThat(prompts).containsExactly("Password: ", "Password again: ");
    }

    @Test
    void what_is_typed_another_way_the_second_time_is_refused() {
        assertThatThrownBy(() -> typing("1234", "1235").read())
                .isInstanceOf(StartFailure.class)
                .hasMessage("the two passwords are not the same. Nothing was changed");
    }

    @Test
    void who_would_not_say_is_not_asked_again() {
        assertThatThrownBy(() -> typing().read())
                .hasMessage("no password was given. Nothing was changed");
        assertThat(prompts).hasSize(1);
    }

    @Test
    void it_has_1_to_1024_bytes() throws Exception {
        assertThatThrownBy(() -> typing("", "").read())
                .hasMessage("password: no bytes (expected: 1..1024). Nothing was changed");
        var tooLong = "가".repeat(342);
        assertThatThrownBy(() -> typing(tooLong, tooLong).read())
                .hasMessage("password: more bytes (expected: 1..1024). Nothing was changed");
        var longest = "가".repeat(341) + "x";
        assertThat(typing(longest, longest).read()).hasSize(NewPassword.BYTES_MAX);
    }

    /// A person who types that, and then ends the input.
    private NewPassword typing(String... lines) {
        var typed = new ArrayDeque<>(List.of(lines));
        Keyboard keyboard =
                prompt -> {
                    prompts.add(prompt);
                    return Optional.ofNullable(typed.poll()).map(String::toCharArray);
                };
        return new NewPassword(keyboard);
    }
}
