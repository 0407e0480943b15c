package chat.madang.server;

import chat.madang.core.Delivery;
import chat.madang.core.Event;
import chat.madang.core.Outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// An event loop that is as slow as the test wants it to be.
final class SlowOutbox implements Outbox {
    private final List<List<Delivery>> turns = new ArrayList<>();
    private final Queue<Runnable> unwritten = new ArrayDeque<>();

    @Override
    public void deliver(List<Delivery> turn, Runnable written) {
        turns.add(turn);
        unwritten.add(written);
    }

    void writeAll() {
        for (var next = unwritten.poll(); next != null; next = unwritten.poll()) next.run();
    }

    /// What was delivered, turn by turn.
    List<List<Delivery>> turns() {
        return turns;
    }

    List<Event> events() {
        return turns.stream().flatMap(List::stream).map(Delivery::event).toList();
    }

    List<String> kinds() {
        return events().stream().map(SlowOutbox::kind).toList();
    }

    static String kind(Event event) {
        return event.getClass().getSimpleName();
    }
}
