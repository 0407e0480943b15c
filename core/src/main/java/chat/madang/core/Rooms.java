package chat.madang.core;

import static java.util.stream.Collectors.toUnmodifiableList;

import chat.madang.core.Memory.LastingRoom;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Every room, by number and by handle. Belongs to [Chat] alone.
final class Rooms {
    /// In order of their numbers, because numbers only grow.
    private final Map<RoomId, Room> rooms = new LinkedHashMap<>();

    private final Map<Handle, Room> byHandle = new HashMap<>();

    /// Rooms that come into being with the first who joins them.
    private final Map<Handle, Plan> plans = new HashMap<>();

    /// Where the search for a free number of a handle begins, so that a title which many rooms have
    /// does not take longer with each of them. No smaller number is free.
    private final Map<String, Integer> nextNumbers = new HashMap<>();

    /// Null since a room has changed, until somebody asks: asking alone must cost next to nothing.
    private @Nullable List<Listing> listings;

    private int lastNumber;

    /// A room that is to be.
    private record Plan(Title title, RoomPolicy policy) {}

    Rooms(int lastNumber, List<LastingRoom> lasting) {
        this.lastNumber = lastNumber;
        for (var room : lasting) {
            add(new Room(room.id(), room.name(), room.policy(), room.state(), room.lastSequence()));
        }
    }

    /// Null when there is none of that number or handle.
    @Nullable Room find(RoomRef ref) {
        return switch (ref) {
            case RoomId id -> rooms.get(id);
            case Handle handle -> byHandle.get(handle);
        };
    }

    /// Has a room come into being as soon as somebody asks for its handle ([#realize]).
    void plan(Handle handle, Title title, RoomPolicy policy) {
        plans.put(handle, new Plan(title, policy));
    }

    /// The room that was planned under that handle, now that somebody asks for it; null when none
    /// was, or it is there already.
    @Nullable Room realize(RoomRef ref, Instant now) {
        if (!(ref instanceof Handle handle) || byHandle.containsKey(handle)) return null;
        var plan = plans.get(handle);
        if (plan == null) return null;
        var name = new RoomName(plan.title(), handle);
        return create(name, plan.policy(), Set.of(RoomRule.MEMBERS_ONLY), now);
    }

    /// Whether the room is one that the house has planned.
    boolean isPlanned(Room room) {
        return plans.containsKey(room.name().handle());
    }

    /// Whether a room is called so, or is to be.
    boolean isTaken(Handle handle) {
        return byHandle.containsKey(handle) || plans.containsKey(handle);
    }

    /// The room of that number, which somebody is in, so that it exists.
    Room get(RoomId id) {
        return Objects.requireNonNull(rooms.get(id), "a member's room");
    }

    /// Makes a room, with the next number.
    Room create(RoomName name, RoomPolicy policy, Set<RoomRule> rules, Instant now) {
        lastNumber = Math.incrementExact(lastNumber);
        var room = new Room(new RoomId(lastNumber), name, policy, RoomState.of(rules, now), 0);
        add(room);
        return room;
    }

    void remove(Room room) {
        changed();
        rooms.remove(room.id());
        free(room.name().handle());
    }

    /// Has the room be found by another handle.
    void retitle(Room room, RoomName name, Instant now) {
        changed();
        free(room.name().handle());
        room.setName(name, now);
        byHandle.put(name.handle(), room);
    }

    private void free(Handle handle) {
        byHandle.remove(handle);
        nextNumbers.remove(handle.value());
        nextNumbers.computeIfPresent(
                handle.unnumbered(), (_, next) -> Math.min(next, handle.number()));
    }

    /// The name that a new room of that title gets: with the smallest number that is free.
    RoomName freeName(Title title) {
        var wished = Handle.of(title);
        if (!isTaken(wished)) return new RoomName(title, wished);

        int number = nextNumbers.getOrDefault(wished.value(), Handle.FIRST_NUMBER);
        while (isTaken(wished.numbered(number))) number++;
        nextNumbers.put(wished.value(), number + 1);
        return new RoomName(title, wished.numbered(number));
    }

    /// Somebody came, went, or has another name.
    void changed() {
        listings = null;
    }

    /// Those that anybody may see.
    List<Listing> listings() {
        if (listings == null) {
            listings =
                    rooms.values().stream()
                            .filter(room -> !room.has(RoomRule.HIDDEN))
                            .map(Room::listing)
                            .collect(toUnmodifiableList());
        }
        return listings;
    }

    int count() {
        return rooms.size();
    }

    Collection<Room> all() {
        return rooms.values();
    }

    private void add(Room room) {
        changed();
        rooms.put(room.id(), room);
        byHandle.put(room.name().handle(), room);
    }
}
