package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Mask;
import chat.madang.core.Name;
import chat.madang.core.Rank;
import chat.madang.core.RoomChange;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomRule;
import chat.madang.core.RoomState;
import chat.madang.core.RoomState.MaskList;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

class RoomModesTest {
    @Test
    void every_letter_stands_for_one_thing_and_is_told() {
        var letters = new HashSet<Character>(Set.of('k', 'l'));
        for (var rule : RoomRule.values()) {
            assertThat(letters.add(RoomModes.letter(rule))).isTrue();
            assertThat(RoomModes.rule(RoomModes.letter(rule))).isEqualTo(rule);
        }
        for (var list : MaskList.values()) {
            assertThat(letters.add(RoomModes.letter(list))).isTrue();
            assertThat(RoomModes.list(RoomModes.letter(list))).isEqualTo(list);
        }
        for (char letter : letters) assertThat(RoomModes.CHANMODES.indexOf(letter)).isNotNegative();
        for (var rank : Rank.values()) {
            assertThat(letters.add(RoomModes.letter(rank))).isTrue();
            assertThat(RoomModes.rank(RoomModes.letter(rank))).isEqualTo(rank);
            assertThat(RoomModes.ofPrefix(RoomModes.prefix(rank).charAt(0))).isEqualTo(rank);
            assertThat(RoomModes.PREFIX).contains(RoomModes.prefix(rank));
        }
        assertThat(RoomModes.rule('z')).isNull();
        assertThat(RoomModes.rank('z')).isNull();
        assertThat(RoomModes.list('z')).isNull();
        assertThat(RoomModes.ofPrefix('#')).isNull();
    }

    @Test
    void before_a_nick_stands_the_highest_rank_or_every_one() {
        var all = EnumSet.allOf(Rank.class);
        assertThat(RoomModes.prefixes(all, true)).isEqualTo("~@%+");
        assertThat(RoomModes.prefixes(all, false)).isEqualTo("~");
        assertThat(RoomModes.prefixes(Set.of(Rank.VOICE, Rank.OPERATOR), false)).isEqualTo("@");
        assertThat(RoomModes.prefixes(Set.of(), true)).isEmpty();
    }

    @Test
    void what_holds_is_told_with_parameters_and_the_key_to_members_alone() {
        var state =
                new RoomState(
                        Optional.empty(),
                        Set.of(RoomRule.MEMBERS_ONLY, RoomRule.NO_REQUESTS),
                        Optional.of("sencha"),
                        OptionalInt.of(20),
                        Map.of(),
                        Instant.EPOCH);
        assertThat(RoomModes.of(state, true)).containsExactly("+Cnkl", "sencha", "20");
        assertThat(RoomModes.of(state, false)).containsExactly("+Cnkl", "*", "20");
    }

    @Test
    void changes_are_written_with_as_few_signs_as_can_be() {
        var changes =
                List.<RoomChange>of(
                        new RuleSet(RoomRule.MODERATED, true),
                        new LimitSet(OptionalInt.of(5)),
                        new KeySet(Optional.empty()),
                        new LimitSet(OptionalInt.empty()),
                        new MaskSet(MaskList.BANNED, new Mask("a!*@*"), false),
                        new RankSet(new Name("b e"), Rank.OPERATOR, true),
                        new KeySet(Optional.of("key")));
        assertThat(RoomModes.written(changes))
                .containsExactly(List.of("+ml-klb+ok", "5", "*", "a!*@*", "b_e", "key"));
        assertThat(RoomModes.written(List.of())).isEmpty();
    }

    @Test
    void many_changes_are_several_lines_of_which_nothing_is_cut() {
        for (var character : List.of("x", "채")) {
            var masks = new ArrayList<String>();
            var changes = new ArrayList<RoomChange>();
            for (int i = 0; i < 20; i++) {
                var mask = character.repeat(60) + i + "!*@*";
                masks.add(mask);
                changes.add(new MaskSet(MaskList.BANNED, new Mask(mask), true));
            }
            var lines = RoomModes.written(changes);
            var told = new ArrayList<String>();
            for (var line : lines) {
                told.addAll(line.subList(1, line.size()));
                assertThat(line.getFirst()).isEqualTo("+" + "b".repeat(line.size() - 1));
                assertThat(String.join(" ", line).getBytes(UTF_8).length).isLessThan(360);
            }
            assertThat(told).isEqualTo(masks);
        }
    }
}
