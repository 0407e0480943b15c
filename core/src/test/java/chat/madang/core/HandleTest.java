package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

class HandleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tea | tea",
                "Big Tea | big-tea",
                "Straße | strasse",
                "ＴＥＡ | tea",
                "'a,b, c' | a-b--c",
                "'  tea  ' | tea",
                "'a\u3000b\u00A0c' | a-b-c",
                "마당 | 마당",
                "#tea | #tea"
            })
    void a_title_is_folded_and_has_no_blanks_or_commas(String title, String handle) {
        assertThat(Handle.of(new Title(title))).hasToString(handle);
        assertThat(Handle.of(title)).contains(new Handle(handle));
        assertThat(Handle.of(handle)).contains(new Handle(handle));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "a\nb", "\u3000"})
    void what_is_no_title_is_no_handle(String text) {
        assertThat(Handle.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tea", "a b", "a,b", " tea"})
    void what_is_not_folded_is_refused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Handle(value))
                .withMessage("handle: %d chars (expected: 1.., folded)", value.length());
    }

    @Test
    void the_numbered_are_handles_that_know_their_number() {
        var second = new Handle("tea").numbered(2);
        assertThat(second).isEqualTo(new Handle("tea-2"));
        assertThat(second.unnumbered()).isEqualTo("tea");
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.numbered(13).unnumbered()).isEqualTo("tea-2");
        assertThat(second.numbered(13).number()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea", "tea-", "-2", "tea-02", "tea-9999999999", "tea-x"})
    void the_others_have_none(String value) {
        assertThat(new Handle(value).unnumbered()).isEqualTo(value);
    }

    /// A title that had no handle would throw in the middle of making a room.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_title_of_one_character_has_a_handle_alone_and_numbered(long seed) {
        var bad =
                IntStream.concat(foremost(), sample(new Random(seed)))
                        .filter(Character::isDefined)
                        .mapToObj(Character::toString)
                        .flatMap(text -> Title.of(text).stream())
                        .filter(title -> !isFound(Handle.of(title)))
                        .toList();
        assertThat(bad).isEmpty();
    }

    /// The scripts that people write, but for the ideographs and the syllables.
    private static IntStream foremost() {
        return IntStream.range(Character.MIN_CODE_POINT, 0x3400);
    }

    private static IntStream sample(Random random) {
        return random.ints(20_000, Character.MIN_CODE_POINT, Character.MAX_CODE_POINT + 1);
    }

    private static boolean isFound(Handle handle) {
        return Handle.of(handle.value()).equals(Optional.of(handle))
                && handle.numbered(2).value().endsWith("-2");
    }
}
