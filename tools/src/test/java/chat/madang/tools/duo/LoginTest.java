package chat.madang.tools.duo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

class LoginTest {
    @Test
    void is_two_fields_of_eight_bytes_each_ended_and_padded() {
        assertThat(new Login("Network", "유나").bytes())
                .isEqualTo("Network\0유나\0\0".getBytes(StandardCharsets.UTF_8));
        assertThat(new Login("a", "b").bytes())
                .isEqualTo("a\0\0\0\0\0\0\0b\0\0\0\0\0\0\0".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a, true",
        "1234567, true",
        "12345678, false",
        "유나1, true",
        "유나나, false",
        "'', false",
        "a\u0000b, false",
    })
    void a_field_has_one_to_seven_bytes_and_no_end_inside(String text, boolean fits) {
        assertThat(Login.fits(text)).isEqualTo(fits);
    }

    @Test
    void never_shows_its_password() {
        assertThat(new Login("amir", "sesame")).asString().doesNotContain("sesame");
    }
}
