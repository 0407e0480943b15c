package chat.madang.tools.bench;

/// Who takes part: person `i` is in room `i % rooms`, and the first `talkers` of them talk, so that
/// talker `k` is person `k`.
///
/// @param people 1 or more
/// @param rooms 1 or more
/// @param talkers 0 or more, each of them one of the people
/// @param prefix what names begin with; names are short, as some servers allow nine characters
/// @param echo whether talkers hear their own messages, too
record Party(int people, int rooms, int talkers, String prefix, boolean echo) {
    Party {
        check(people >= 1, "people", people, "1 or more");
        check(rooms >= 1, "rooms", rooms, "1 or more");
        check(talkers >= 0 && talkers <= people, "talkers", talkers, "0.." + people);
        int least = echo ? 1 : 2;
        boolean heard = talkers == 0 || people >= least * rooms;
        check(heard, "people", people, least + " a room, or more");
    }

    String name(int person) {
        return prefix + person;
    }

    int room(int person) {
        return person % rooms;
    }

    /// How many people hear a message in a room.
    int hearers(int room) {
        int members = every(people, room);
        return echo ? members : members - 1;
    }

    /// Whether somebody hears a talker who is in the same room.
    boolean hears(int person, int talker) {
        return echo || person != talker;
    }

    /// How many people of a room talk.
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
