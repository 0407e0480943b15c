package chat.madang.gate;

import chat.madang.core.Listing;
import chat.madang.core.Member;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Rank;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomState;
import chat.madang.core.SessionId;
import chat.madang.core.Title;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What is told of rooms that nobody has changed.
public final class RoomList {
    private RoomList() {}

    /// A room without a host.
    public static Listing room(int number, Title title, int capacity, List<Name> members) {
        return room(number, title, new RoomPolicy(capacity, Ends.NEVER, Host.NONE), members);
    }

    /// A room whose first member is its host.
    public static Listing hosted(int number, Title title, int capacity, List<Name> members) {
        return room(number, title, new RoomPolicy(capacity, Ends.NEVER, Host.ELDEST), members);
    }

    private static Listing room(int number, Title title, RoomPolicy policy, List<Name> names) {
        var members = new ArrayList<Member>();
        for (var name : names) {
            boolean isHost = members.isEmpty() && policy.host() == Host.ELDEST;
            var who = new Person(new SessionId(members.size() + 1), name);
            members.add(new Member(who, isHost ? Set.of(Rank.HOST) : Set.of()));
        }
        var state =
                new RoomState(
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Map.of(),
                        Instant.EPOCH);
        return new Listing(new RoomId(number), RoomName.of(title), policy, members, state);
    }
}
