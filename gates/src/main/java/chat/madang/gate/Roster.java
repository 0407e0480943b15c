package chat.madang.gate;

import chat.madang.core.RoomId;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// One loop's peers in one room, by the dialect that they read. Stays on its loop.
final class Roster {
    private final RoomId room;
    private final Lags lags;
    private final Map<Dialect, Set<Peer>> members = new LinkedHashMap<>();

    Roster(RoomId room, Lags lags) {
        this.room = room;
        this.lags = lags;
    }

    void add(Peer peer) {
        boolean added =
                members.computeIfAbsent(peer.dialect(), _ -> new LinkedHashSet<>()).add(peer);
        if (added) peer.joined(room, lags.join(room));
    }

    void remove(Peer peer) {
        var group = members.get(peer.dialect());
        if (group == null || !group.remove(peer)) return;

        if (group.isEmpty()) members.remove(peer.dialect());
        peer.left(room);
        lags.leave(room);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Map<Dialect, Set<Peer>> members() {
        return members;
    }
}
