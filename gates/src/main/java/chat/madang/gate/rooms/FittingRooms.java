package chat.madang.gate.rooms;

import chat.madang.core.Listing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// As many rows of a room list as fit into one frame. docs/protocols/rooms.md, Decided here.
///
/// The list is cut at whole rooms. Only when not even the first room fits is its list of members
/// cut, so that a list is never empty while there are rooms.
final class FittingRooms {
    private FittingRooms() {}

    /// The rows to write, of all there are.
    ///
    /// @param bytesMax what all rows together may take
    /// @param rowBytes what a row takes, with whatever separates it from the next
    static List<Listing> of(List<Listing> rooms, int bytesMax, ToIntFunction<Listing> rowBytes) {
        var fitting = new ArrayList<Listing>();
        int bytes = 0;
        for (var room : rooms) {
            bytes += rowBytes.applyAsInt(room);
            if (bytes > bytesMax) break;
            fitting.add(room);
        }
        if (fitting.isEmpty() && !rooms.isEmpty()) {
            fitting.add(withFewerMembers(rooms.getFirst(), bytesMax, rowBytes));
        }
        return fitting;
    }

    private static Listing withFewerMembers(
            Listing room, int bytesMax, ToIntFunction<Listing> rowBytes) {
        int fits = 0;
        int tooMany = room.members().size();
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            if (rowBytes.applyAsInt(room.withFirst(middle)) <= bytesMax) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return room.withFirst(fits);
    }
}
