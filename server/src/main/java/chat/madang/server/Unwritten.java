package chat.madang.server;

import chat.madang.core.Command;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Event;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Promise;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Utterance;
import chat.madang.core.MessageId;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What was noted and could not be written, until the core has taken that back: in the meantime it
/// may be noted again. Bounded by what is under way. Used only when outcomes are told, which is
/// done by one thread.
final class Unwritten {
    private final Set<MessageId> lost = new HashSet<>();

    /// Takes note of a turn that could not be written.
    void failed(List<Event> turn) {
        var said = new HashSet<MessageId>();
        for (var event : turn) {
            if (event instanceof Utterance told) said.add(told.id());
        }
        for (var event : turn) {
            if (event instanceof Noted(_, Utterance told) && said.contains(told.id())) {
                lost.add(told.id());
            }
        }
    }

    /// Whether a promise has come true: what is noted again was said in an earlier turn, whose
    /// outcome it is that counts.
    ///
    /// @param kept the outcome of the promise's turn
    boolean hasComeTrue(Promise promise, boolean kept) {
        return switch (promise) {
            case Noted(_, Utterance told) -> !lost.contains(told.id());
            case Noted _, Kept _, Scheduled _, Unscheduled _ -> kept;
        };
    }

    /// Takes note that there is an outcome of a turn in which those were applied.
    void applied(List<Command> turn) {
        for (var command : turn) {
            if (command instanceof TakeBack(Noted(_, Utterance told))) lost.remove(told.id());
        }
    }
}
