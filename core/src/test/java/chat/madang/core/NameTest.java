package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
    private static final String ROCKET = "🚀";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "amir",
                "하늘",
                "Zoë de Witt",
                "!",
                "👩‍🚀",
                "❤️",
                "می‌خواهم",
                "🏴󠁧󠁢󠁷󠁬󠁳󠁿"
            })
    void what_can_be_seen_is_a_name(String value) {
        assertName(value);
        assertThat(new Name(value)).hasToString(value);
    }

    @Test
    void letters_fit_up_to_32() {
        assertName("a".repeat(32));
        assertRefused("a".repeat(33));
    }

    @Test
    void hangul_fits_up_to_32() {
        assertName("하".repeat(32));
        assertRefused("하".repeat(33));
    }

    @Test
    void emoji_fit_up_to_32_though_each_is_two_chars() {
        assertName(ROCKET.repeat(32));
        assertRefused(ROCKET.repeat(33));
        assertRefused(ROCKET.repeat(31) + "aa");
    }

    @Test
    void parts_of_an_emoji_count_one_each() {
        String astronaut = "👩‍🚀";
        assertName(astronaut.repeat(10) + "aa");
        assertRefused(astronaut.repeat(11));
    }

    @Test
    void what_grows_when_folded_counts_as_written() {
        assertName("ß".repeat(32));
        assertName("\uFDFA".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029
            })
    void controls_and_separators_of_lines_are_refused(int codePoint) {
        assertRefusedAnywhere(codePoint);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067,
                0x2068, 0x2069
            })
    void characters_that_reorder_text_are_refused(int codePoint) {
        assertRefusedAnywhere(codePoint);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00AD, 0x180E, 0x200B, 0x2060, 0x2061, 0xFEFF, 0xFFF9, 0xE0001})
    void characters_that_hide_are_refused(int codePoint) {
        assertRefusedAnywhere(codePoint);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void lone_surrogates_are_refused(int codePoint) {
        assertRefusedAnywhere(codePoint);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0xA0, 0x1680, 0x2000, 0x2007, 0x200A, 0x202F, 0x205F, 0x3000})
    void a_name_of_nothing_but_space_is_refused(int codePoint) {
        assertRefused(Character.toString(codePoint));
        assertRefused(Character.toString(codePoint).repeat(3));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x200C, 0x200D, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFE00,
                0xFE0F, 0xFFA0, 0xE0020, 0xE007F, 0xE0100, 0xE01EF
            })
    void a_name_of_which_nothing_is_visible_is_refused(int codePoint) {
        String invisible = Character.toString(codePoint);
        assertRefused(invisible);
        assertRefused(" " + invisible + " " + invisible);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x200C, 0x200D, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFE00,
                0xFE0F, 0xFFA0, 0xE0020, 0xE007F, 0xE0100, 0xE01EF
            })
    void what_nobody_sees_makes_no_other_name(int codePoint) {
        String invisible = Character.toString(codePoint);
        assertSame("amir", invisible + "amir");
        assertSame("amir", "am" + invisible + "ir");
        assertSame("amir", "amir" + invisible);
        assertSame("amir", "amir " + invisible);
    }

    @Test
    void nothing_is_no_name() {
        assertRefused("");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "amir,AMIR",
                "Straße,STRASSE",
                "οδος,οδοσ",
                "οδος,ΟΔΟΣ",
                "Ａ,a",
                "ﬁn,FIN",
                "ı,I",
                "ǅ,ǆ",
                "é,e\u0301",
                "É,e\u0301",
                "하늘,\u1112\u1161\u1102\u1173\u11AF",
                "ﾊﾝ,ハン",
                "①,1",
                "™,tm",
                "㎒,MHz",
                "é,e\u200D\u0301",
                "test ,test",
                " test,test",
                "\u00A0test\u3000,test",
                "a\u00A0b,a b",
                "ᾳ,ΑΙ",
            })
    void spellings_of_one_name_have_one_key(String one, String other) {
        assertSame(one, other);
    }

    @ParameterizedTest
    @CsvSource({"amir,amira", "a b,ab", "e,é", "하늘,하는", "a,а", "ハ,は", "👩,👩‍🚀"})
    void names_that_look_different_or_are_of_other_scripts_have_other_keys(
            String one, String other) {
        assertThat(new Name(one).key()).isNotEqualTo(new Name(other).key());
    }

    @Test
    void the_capital_sharp_s_is_the_same_letter_too() {
        assertSame("STRA\u1E9EE", "Straße");
        assertSame("STRA\u1E9EE", "strasse");
    }

    /// Otherwise two names could both be the same as a third and yet not as each other.
    @Test
    void the_key_of_a_key_is_the_key_for_every_assigned_character() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int type = Character.getType(codePoint);
            if (type == Character.UNASSIGNED || type == Character.PRIVATE_USE) continue;
            var name = Name.of("a" + Character.toString(codePoint) + "b");
            if (name.isEmpty()) continue;
            String key = name.get().key();
            assertThat(new Name(key).key()).as("U+%04X", codePoint).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2800, 0xE0020, 0xE0100})
    void what_nobody_sees_does_not_end_a_word(int codePoint) {
        assertSame("ΑΣΒ", "ΑΣ" + Character.toString(codePoint) + "Β");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x180B, 0x180F, 0x2065, 0xFFF0, 0xFFF8, 0xE0000, 0xE0080, 0xE01F0, 0xE0FFF})
    void the_other_ignorable_characters_make_no_name_and_no_difference(int codePoint) {
        String invisible = Character.toString(codePoint);
        assertThat(Name.of(invisible)).isEmpty();
        assertThat(Name.of("amir" + invisible).map(Name::key).orElse("amir")).isEqualTo("amir");
    }

    private static void assertName(String value) {
        assertThat(Name.of(value)).contains(new Name(value));
    }

    private static void assertSame(String one, String other) {
        assertThat(new Name(one).key()).isEqualTo(new Name(other).key());
    }

    private static void assertRefusedAnywhere(int codePoint) {
        String character = Character.toString(codePoint);
        assertRefused(character + "a");
        assertRefused("a" + character + "b");
        assertRefused("a" + character);
    }

    private static void assertRefused(String value) {
        assertThat(Name.of(value)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Name(value))
                .withMessage(
                        "name: %d chars (expected: 1..32 visible code points)", value.length());
    }

    /// A letter beyond ASCII takes the long way, whatever stands before it.
    @ParameterizedTest
    @ValueSource(strings = {"a", "Amir", "B C", "A-_[]{}|^~9", "*!*@HERE.ip"})
    void plain_letters_are_folded_as_all_others_are(String text) {
        assertThat(Name.key(text + "é")).isEqualTo(Name.key(text) + "é");
        assertThat(Name.key("  " + text + "  ")).isEqualTo(Name.key(text));
    }
}
