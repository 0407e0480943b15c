package chat.madang.core;

import java.util.Set;

/// Somebody in a room.
///
/// @param ranks what they may do there; none for most
public record Member(Person who, Set<Rank> ranks) {
    public Member {
        ranks = Set.copyOf(ranks);
    }

    /// Whether they have that rank, or a higher one.
    public boolean has(Rank least) {
        return ranks.stream().anyMatch(rank -> rank.compareTo(least) >= 0);
    }
}
