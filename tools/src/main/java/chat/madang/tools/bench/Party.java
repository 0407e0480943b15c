package chat.madang.tools.bench;

/// Who takes part: person `i` is in room `i % rooms`, and the first `talkers` of them talk, so that
/// talker `k` is person `k`.
///
/// @param people 1 or more
/// @param rooms 1 or more
/// @param talkers 0 or more, each of them one of the people
/// @param prefix what names begin with; names are short, as some servers allow nine characters
record Party(int people, int rooms, int talkers, String prefix) {
    Party {
        check(people >= 1, "people", people, "1 or more");
        check(rooms >= 1, "rooms", rooms, "1 or more");
        check(talkers >= 0 && talkers <= people, "talkers", talkers, "0.." + people);
        check(talkers == 0 || people >= 2 * rooms, "people", people, "2 a room, or more");
    }

    String name(int person) {
        return prefix + person;
    }

    int room(int person) {
        return person % rooms;
    }

    /// How many people are in a room.
    int members(int room) {
        return every(people, room);
    }

    /// How many of them talk.
    int talkersIn(int room) {
        return every(talkers, room);
    }

    /// How many of `0..count-1` belong to a room.
    private int every(int count, int room) {
        return (count - room + rooms - 1) / rooms;
    }

    private static void check(boolean holds, String what, int value, String expected) {
        if (holds) return;
        throw new IllegalArgumentException(
                "%s: %d (expected: %s)".formatted(what, value, expected));
    }
}
