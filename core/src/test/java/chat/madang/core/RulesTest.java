package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashSet;
import java.util.Set;

class RulesTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -2147483648"})
    void a_bound_below_1_is_refused_and_named(int letters, int scheduled) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rules(letters, scheduled, Set.of()))
                .withMessage("letters: %d, scheduled: %d (expected: 1..)", letters, scheduled);
    }

    @Test
    void no_name_is_usually_reserved() {
        assertThat(Rules.USUAL.reserved()).isEmpty();
    }

    @Test
    void what_is_reserved_later_is_not() {
        var names = new HashSet<Name>();
        var rules = new Rules(1, 1, names);
        names.add(new Name("late"));
        assertThat(rules.reserved()).isEmpty();
    }
}
