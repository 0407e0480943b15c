package chat.madang.core;

import chat.madang.core.RoomState.MaskList;

import java.util.Optional;
import java.util.OptionalInt;

/// One thing about a room that is to be otherwise, or is now.
public sealed interface RoomChange {
    /// A rule holds from now on, or no longer.
    record RuleSet(RoomRule rule, boolean on) implements RoomChange {}

    /// One has to say that to join; with nothing, nobody has.
    record KeySet(Optional<String> key) implements RoomChange {}

    /// So many fit in, 1..; with nothing, as many as by its policy.
    record LimitSet(OptionalInt limit) implements RoomChange {
        /// @throws IllegalArgumentException when nobody would fit in
        public LimitSet {
            if (limit.isPresent() && limit.getAsInt() < 1) {
                throw new IllegalArgumentException(
                        "limit: %d (expected: 1..)".formatted(limit.getAsInt()));
            }
        }
    }

    /// An entry is in a list from now on, or no longer.
    record MaskSet(MaskList list, Mask mask, boolean on) implements RoomChange {}

    /// A member has a rank from now on, or no longer.
    record RankSet(Name whom, Rank rank, boolean on) implements RoomChange {}

    /// A change that was not made.
    record RefusedChange(RoomChange change, Refusal why) {}
}
