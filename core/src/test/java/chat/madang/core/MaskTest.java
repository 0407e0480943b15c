package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

class MaskTest {
    private static final Profile PROFILE = new Profile("irc", "ann", "k3n5.ip", "2001:db8::1");
    private static final String[] LETTERS = {"a", "A", "b", "*", "?", "\\", "😀", "é", "É"};
    private static final int TRIES = 2_000;

    @ParameterizedTest
    @CsvSource({
        "bea, bea!*@*",
        "~x@h, *!~x@h",
        "bea!~x, bea!~x@*",
        "b!x@h, b!x@h",
        "*, *!*@*",
        "~a:bea, ~a:bea",
        "~m:bea, ~m:bea!*@*",
        "~m:~x@h, ~m:*!~x@h",
        "~m:~a:bea, ~m:~a:bea",
    })
    void what_is_written_is_completed(String written, String completed) {
        assertThat(Mask.of(written)).contains(new Mask(completed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\u3000b", "~m:", "~m:a b"})
    void nothing_and_blanks_are_no_mask(String written) {
        assertThat(Mask.of(written)).isEmpty();
    }

    @Test
    void what_is_too_long_is_cut_at_a_whole_character() {
        assertThat(Mask.of("a".repeat(300))).contains(new Mask("a".repeat(200)));
        assertThat(Mask.of("aa" + "가".repeat(100))).contains(new Mask("aa" + "가".repeat(66)));
        assertThat(Mask.of("a" + "😀".repeat(100))).contains(new Mask("a" + "😀".repeat(49)));
        assertThat(Mask.of("~m:" + "a".repeat(300))).contains(new Mask("~m:" + "a".repeat(197)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mask("가".repeat(67)))
                .withMessage("mask: 67 chars (expected: 1..200 bytes)");
    }

    @Test
    void equal_are_masks_of_one_value_the_same_those_that_compare_alike() {
        var mask = new Mask("bea!*@*");
        assertThat(mask).isEqualTo(new Mask("bea!*@*")).hasSameHashCodeAs(new Mask("bea!*@*"));
        assertThat(mask).isNotEqualTo(new Mask("BEA!*@*")).hasToString("bea!*@*");
        assertThat(mask.isSame(new Mask("ＢEA!*@*"))).isTrue();
        assertThat(mask.isSame(new Mask("~m:bea!*@*"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bea!*@*",
                "BEA!ann@*",
                "ｂｅａ!*@*",
                "*!~ann@*",
                "*!*@k3n5.ip",
                "b?a!*@k*.ip",
                "*e*"
            })
    void a_person_fits_by_name_user_and_host(String mask) {
        assertThat(new Mask(mask).fits(person("bea"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "be!*@*",
                "bea",
                "*!~~ann@*",
                "*!*@k3n5",
                "*!*@2001:db8:*",
                "~a:bea",
                "~a:*",
                "b\\?a!*@*",
                "~m:be!*@*",
                "~m:~m:bea!*@*"
            })
    void a_person_does_not_fit_by_less(String mask) {
        assertThat(new Mask(mask).fits(person("bea"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"b c, b_c!*@*", "b#c, b_c!*@*", "'(::1, 5)', (__1__5)!*@*", "test , TEST!*@*"})
    void a_name_that_no_mask_can_hold_fits_as_it_is_shown(String name, String mask) {
        assertThat(new Mask(mask).fits(person(name))).isTrue();
    }

    @Test
    void an_account_is_meant_whatever_its_person_is_called() {
        var account = Optional.of(new Name("Dana"));
        var who = new Person(new SessionId(1), new Name("eun"), PROFILE.withAccount(account));
        assertThat(new Mask("~a:dana").fits(who)).isTrue();
        assertThat(new Mask("~a:d*").fits(who)).isTrue();
        assertThat(new Mask("~a:eun").fits(who)).isFalse();
        assertThat(new Mask("~a:eun").fits(person("eun"))).isFalse();
    }

    @Test
    void what_is_about_speaking_alone_means_whom_the_rest_of_it_means() {
        var account = Optional.of(new Name("Dana"));
        var dana = new Person(new SessionId(1), new Name("eun"), PROFILE.withAccount(account));
        assertThat(new Mask("~m:eun!*@*").isMute()).isTrue();
        assertThat(new Mask("eun!*@*").isMute()).isFalse();
        assertThat(new Mask("~m:EUN!*@*").fits(dana)).isTrue();
        assertThat(new Mask("~m:~a:dana").fits(dana)).isTrue();
        assertThat(new Mask("~m:~a:eun").fits(dana)).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(Step.ALL_SEEDS)
    void a_pattern_fits_what_the_regular_expression_of_it_does(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            var pattern = letters(random, 1 + random.nextInt(6));
            var text = letters(random, random.nextInt(6));
            assertThat(new Mask(pattern).fits(text))
                    .as("%s of %s", pattern, text)
                    .isEqualTo(regex(pattern).matcher(text).matches());
        }
    }

    @Test
    @Timeout(60)
    void a_pattern_made_to_be_slow_is_not() {
        var mask = new Mask("*a".repeat(98) + "*b");
        assertThat(mask.fits("a".repeat(10_000))).isFalse();
        assertThat(mask.fits("a".repeat(10_000) + "b")).isTrue();
    }

    private static Person person(String name) {
        return new Person(new SessionId(1), new Name(name), PROFILE);
    }

    private static String letters(Random random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(LETTERS[random.nextInt(LETTERS.length)]);
        return text.toString();
    }

    private static Pattern regex(String mask) {
        var regex = new StringBuilder();
        int[] characters = mask.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] == '*') {
                regex.append(".*");
            } else if (characters[i] == '?') {
                regex.append('.');
            } else {
                if (characters[i] == '\\' && i + 1 < characters.length) i++;
                regex.append(Pattern.quote(Character.toString(characters[i])));
            }
        }
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
        return Pattern.compile(regex.toString(), flags);
    }
}
