package chat.madang.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What people have made of a room: everything about it that its members can change.
///
/// @param key what one has to say to join
/// @param limit how many members it takes, besides its policy's capacity
/// @param lists in order of setting
/// @param madeAt when it came into being
public record RoomState(
        Optional<Topic> topic,
        Set<RoomRule> rules,
        Optional<String> key,
        OptionalInt limit,
        Map<MaskList, List<Listed>> lists,
        Instant madeAt) {
    /// Who a mask stands for.
    public enum MaskList {
        /// May neither join nor speak; of [mutes][Mask#isMute] not speak.
        BANNED,
        /// May all the same: mutes of mutes, the others of the others.
        EXCEPTED,
        /// May join without an invitation.
        INVITED,
    }

    /// An entry of a list.
    ///
    /// @param setter who said so, as they were then
    public record Listed(Mask mask, Person setter, Instant at) {}

    /// A new room's.
    static RoomState of(Set<RoomRule> rules, Instant madeAt) {
        return new RoomState(
                Optional.empty(), rules, Optional.empty(), OptionalInt.empty(), Map.of(), madeAt);
    }

    public RoomState {
        rules = Set.copyOf(rules);
        lists = Map.copyOf(lists);
    }

    /// Whether that holds there.
    public boolean has(RoomRule rule) {
        return rules.contains(rule);
    }

    /// The entries of a list, in order of setting.
    public List<Listed> list(MaskList which) {
        return lists.getOrDefault(which, List.of());
    }
}
