package chat.madang.gate;

import chat.madang.core.Command;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.Unschedule;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Event;
import chat.madang.core.Event.Promise;
import chat.madang.core.Event.Refused;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// What one peer waits for the core to answer, and what is to be done with each answer.
///
/// Answers come in the order of the questions, but for those that wait for the disk. One loop.
public final class Questions {
    /// In the order in which they were asked. Often one alone, so it begins as small as can be.
    private final Deque<Question> questions = new ArrayDeque<>(1);

    /// How many of them only the disk lets be answered.
    private int promised;

    /// What is to be done when nothing is waited for; null for nothing.
    private @Nullable Runnable whenNone;

    /// What was asked, and what to do with the answer.
    private record Question(Command asked, Consumer<Event> then) {
        /// Whether only the disk lets it be answered; other answers go before.
        boolean isPromised() {
            return switch (asked) {
                case Say say -> say.answer() == Answer.WHEN_STORED;
                case Whisper whisper -> whisper.answer() == Answer.WHEN_STORED;
                case Redact _, Schedule _, Unschedule _ -> true;
                default -> false;
            };
        }

        boolean isAnsweredBy(Event event) {
            return switch (event) {
                case Promise promise -> asked.equals(promise.asked());
                case Refused(var refused, _) -> asked.equals(refused);
                default -> !isPromised();
            };
        }
    }

    /// Waits for the answer to a command that is sent next.
    public void expect(Command asked, Consumer<Event> then) {
        var question = new Question(asked, then);
        questions.add(question);
        if (question.isPromised()) promised++;
    }

    /// Whether an answer is waited for that only the disk lets be given.
    public boolean isPromised() {
        return promised > 0;
    }

    /// Does that when no answer is waited for any more: now, or after the last.
    ///
    /// @throws IllegalStateException when something is to be done then already
    public void whenNone(Runnable action) {
        if (whenNone != null) throw new IllegalStateException("something is to be done already");
        whenNone = action;
        runWhenNone();
    }

    /// The core has answered something; says whether that was waited for.
    public boolean answered(Event event) {
        for (var waiting = questions.iterator(); waiting.hasNext(); ) {
            var question = waiting.next();
            if (!question.isAnsweredBy(event)) continue;
            waiting.remove();
            if (question.isPromised()) promised--;
            question.then().accept(event);
            runWhenNone();
            return true;
        }
        return false;
    }

    private void runWhenNone() {
        if (whenNone == null || !questions.isEmpty()) return;
        var action = whenNone;
        whenNone = null;
        action.run();
    }
}
