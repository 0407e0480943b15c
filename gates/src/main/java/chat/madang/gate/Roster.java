package chat.madang.gate;

import chat.madang.core.RoomId;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// One loop's connections in one room, by the dialect that they read. Stays on its loop.
final class Roster {
    private final RoomId room;
    private final Lags lags;
    private final Map<Dialect, Set<Connection>> members = new LinkedHashMap<>();

    Roster(RoomId room, Lags lags) {
        this.room = room;
        this.lags = lags;
    }

    void add(Connection connection) {
        boolean added =
                members.computeIfAbsent(connection.dialect(), _ -> new LinkedHashSet<>())
                        .add(connection);
        if (added) connection.outlet().joined(room, lags.join(room));
    }

    void remove(Connection connection) {
        var group = members.get(connection.dialect());
        if (group == null || !group.remove(connection)) return;

        if (group.isEmpty()) members.remove(connection.dialect());
        connection.outlet().left(room);
        lags.leave(room);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Map<Dialect, Set<Connection>> members() {
        return members;
    }
}
