package chat.madang.core;

import java.util.List;
import java.util.Optional;

/// What is told of a room to who asks.
///
/// @param members in the order in which they came
public record Listing(
        RoomId room, RoomName name, RoomPolicy policy, List<Member> members, RoomState state) {
    public Listing {
        members = List.copyOf(members);
    }

    /// The host, if there is one.
    public Optional<Person> host() {
        return members.stream()
                .filter(member -> member.ranks().contains(Rank.HOST))
                .map(Member::who)
                .findFirst();
    }

    /// What the members are called.
    public List<Name> names() {
        return members.stream().map(member -> member.who().name()).toList();
    }

    /// The same with the first members alone.
    ///
    /// @param count 0..the number of members
    public Listing withFirst(int count) {
        return new Listing(room, name, policy, members.subList(0, count), state);
    }
}
