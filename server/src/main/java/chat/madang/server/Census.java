package chat.madang.server;

import chat.madang.core.Delivery;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Outbox;
import chat.madang.core.Person;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Who is in the yard and where, counted from what is told: by the gate they came in by.
///
/// Threads: [#deliver] the core's, and the journal's for promises, which change none of it; the
/// numbers can be read by any.
final class Census implements Outbox {
    private final LongAdder deliveries = new LongAdder();
    private final Map<String, LongAdder> people = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> rooms = new ConcurrentHashMap<>();
    private final LongAdder peopledRooms = new LongAdder();
    private final Map<Refusal, LongAdder> refusals = new ConcurrentHashMap<>();

    /// How many people of each gate are in a room; rooms with nobody are not in it. The core's
    /// thread alone.
    private final Map<RoomId, Map<String, Integer>> members = new HashMap<>();

    @Override
    public void deliver(List<Delivery> turn, Runnable written) {
        deliveries.add(turn.size());
        for (var delivery : turn) see(delivery.event());
        written.run();
    }

    /// How many deliveries the core has made.
    long deliveries() {
        return deliveries.sum();
    }

    /// How many commands were refused for that reason.
    long refusals(Refusal why) {
        return number(refusals, why);
    }

    /// How many people are in the yard who came in by that gate.
    long people(String gate) {
        return number(people, gate);
    }

    /// In how many rooms there is somebody who came in by that gate.
    long rooms(String gate) {
        return number(rooms, gate);
    }

    /// In how many rooms there is anybody.
    long rooms() {
        return peopledRooms.sum();
    }

    private void see(Event event) {
        switch (event) {
            case Refused refused -> count(refusals, refused.why()).increment();
            case Entered entered -> came(entered.who());
            case LoggedIn loggedIn -> came(loggedIn.who());
            case Joined joined -> join(joined.room(), joined.who());
            case Left left -> leave(left.room(), left.who());
            case Kicked kicked -> leave(kicked.room(), kicked.who());
            case RoomClosed closed -> forget(closed.room());
            case Exited exited -> {
                for (var place : exited.places()) leave(place.room(), exited.who());
                count(people, exited.who().profile().gate()).decrement();
            }
            // Nothing else changes who is where.
            default -> {}
        }
    }

    private void came(Person who) {
        count(people, who.profile().gate()).increment();
    }

    private void join(RoomId room, Person who) {
        var gate = who.profile().gate();
        var here = members.get(room);
        if (here == null) {
            here = new HashMap<>();
            members.put(room, here);
            peopledRooms.increment();
        }
        if (here.merge(gate, 1, Integer::sum) == 1) count(rooms, gate).increment();
    }

    private void leave(RoomId room, Person who) {
        var gate = who.profile().gate();
        var here = members.get(room);
        if (here == null) return;
        if (here.merge(gate, -1, (had, less) -> had + less == 0 ? null : had + less) == null) {
            count(rooms, gate).decrement();
        }
        if (here.isEmpty()) forget(room);
    }

    private void forget(RoomId room) {
        var here = members.remove(room);
        if (here == null) return;
        peopledRooms.decrement();
        for (var gate : here.keySet()) count(rooms, gate).decrement();
    }

    private static <K> LongAdder count(Map<K, LongAdder> numbers, K of) {
        return numbers.computeIfAbsent(of, _ -> new LongAdder());
    }

    private static <K> long number(Map<K, LongAdder> numbers, K of) {
        var number = numbers.get(of);
        return number == null ? 0 : number.sum();
    }
}
