package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Listing;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.RoomState;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.core.Topic;
import chat.madang.gate.RoomList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

class ListWishTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    /// Made an hour ago, its topic is of ten minutes ago, two people are in it.
    private static final Listing TEA = room();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#tea|true",
                "#TEA|true",
                "#coffee|false",
                "#coffee,#tea|true",
                ">1|true",
                ">2|false",
                "<3|true",
                "<2|false",
                "C>59|true",
                "C>60|false",
                "C<61|true",
                "C<60|false",
                "c>59|true",
                "T>9|true",
                "T>10|false",
                "T<11|true",
                "T<10|false",
                "*e*|true",
                "#T?A|true",
                "*x*|false",
                "!*x*|true",
                "!*e*|false",
                ">1,<3|true",
                ">1,<2|false",
                ">1,,<3|true",
            })
    void every_condition_must_hold(String wish, boolean fits) {
        assertThat(ListWish.of(List.of(wish), NOW).fits(TEA)).isEqualTo(fits);
    }

    @Test
    void channels_and_conditions_can_be_two_parameters() {
        assertThat(ListWish.of(List.of("#tea", ">1"), NOW).fits(TEA)).isTrue();
        assertThat(ListWish.of(List.of("#tea", ">2"), NOW).fits(TEA)).isFalse();
        assertThat(ListWish.of(List.of(), NOW).fits(TEA)).isTrue();
    }

    @Test
    void a_room_without_a_topic_has_none_of_any_age() {
        var plain = RoomList.room(1, new Title("tea"), 10, List.of());
        assertThat(ListWish.of(List.of("T>0"), NOW).fits(plain)).isFalse();
        assertThat(ListWish.of(List.of("T<999999999"), NOW).fits(plain)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({">", "<x", ">99999999999999999999", "C>", "T<x", "X>1", "!"})
    void what_is_no_condition_holds(String word) {
        assertThat(ListWish.of(List.of(word), NOW).fits(TEA)).isTrue();
    }

    @Test
    void a_long_mask_is_cut() {
        assertThat(ListWish.of(List.of("*" + "채".repeat(300)), NOW).fits(TEA)).isFalse();
    }

    private static Listing room() {
        var names = List.of(new Name("amir"), new Name("bea"));
        var plain = RoomList.room(1, new Title("tea"), 10, names);
        var setter = new Person(new SessionId(1), new Name("amir"));
        var topic = new Topic(new Text("tea"), setter, NOW.minusSeconds(600));
        var state =
                new RoomState(
                        Optional.of(topic),
                        Set.of(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Map.of(),
                        NOW.minusSeconds(3_600));
        return new Listing(plain.room(), plain.name(), plain.policy(), plain.members(), state);
    }
}
