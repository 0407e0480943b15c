package chat.madang.server;

import chat.madang.core.Event;
import chat.madang.core.Journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// A disk that is as slow as the test wants it to be; everything is there at once, unless it waits.
final class SlowJournal implements Journal {
    private final List<List<Event>> turns = new ArrayList<>();
    private final Queue<Outcome> unwritten = new ArrayDeque<>();
    private boolean waits;

    @Override
    public void write(List<Event> turn, Outcome outcome) {
        turns.add(turn);
        if (waits) {
            unwritten.add(outcome);
        } else {
            outcome.kept();
        }
    }

    void waitFromNowOn() {
        waits = true;
    }

    /// What was to be written, turn by turn.
    List<List<Event>> turns() {
        return turns;
    }

    /// The outcomes that were not told, in order.
    Queue<Outcome> unwritten() {
        return unwritten;
    }
}
