package chat.madang.gate;

import chat.madang.core.RoomId;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The [Lag] of every room that has connections. Threads: any loop; no entry outlives its members.
final class Lags {
    private final ConcurrentMap<RoomId, Lag> lags = new ConcurrentHashMap<>();

    /// Counts one more connection in the room.
    Lag join(RoomId room) {
        return lags.compute(
                room,
                (_, known) -> {
                    var lag = known == null ? new Lag() : known;
                    lag.addMember();
                    return lag;
                });
    }

    /// Counts one connection less in the room.
    void leave(RoomId room) {
        lags.computeIfPresent(room, (_, lag) -> lag.removeMember() ? null : lag);
    }

    /// How many rooms have members.
    int size() {
        return lags.size();
    }
}
