package chat.madang.store;

import chat.madang.core.Event;
import chat.madang.core.Journal.Outcome;
import chat.madang.core.Reply;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// What waits for the journal's thread, which does it in order.
sealed interface Work {
    /// Takes note of what has happened, whether or not it can be written.
    default void see(TurnWriter writer) {}

    /// Whether there is anything to write.
    boolean lasts();

    /// Writes it, within a transaction.
    default void write(TurnWriter writer) {}

    /// Tells what became of it.
    ///
    /// @param kept whether it is on disk, as far as it has to be
    void tell(boolean kept);

    /// Will never be done, because the thread has ended.
    default void drop() {}

    /// Ends the thread.
    record Last() implements Work {
        @Override
        public boolean lasts() {
            return false;
        }

        @Override
        public void tell(boolean kept) {}
    }

    /// What has happened in one turn of the core.
    record Turn(List<Event> events, Outcome outcome) implements Work {
        @Override
        public boolean lasts() {
            return events.stream().anyMatch(TurnWriter::lasts);
        }

        @Override
        public void see(TurnWriter writer) {
            events.forEach(writer::see);
        }

        @Override
        public void write(TurnWriter writer) {
            events.forEach(writer::write);
        }

        @Override
        public void tell(boolean kept) {
            if (kept) outcome.kept();
            else outcome.failed();
        }
    }

    /// What somebody waits for who is answered.
    final class Deed<T> implements Work {
        private final Function<TurnWriter, T> deed;
        private final Reply<T> reply;

        /// Null until it is done.
        private @Nullable T result;

        Deed(Function<TurnWriter, T> deed, Reply<T> reply) {
            this.deed = deed;
            this.reply = reply;
        }

        @Override
        public boolean lasts() {
            return true;
        }

        @Override
        public void write(TurnWriter writer) {
            result = deed.apply(writer);
        }

        @Override
        public void tell(boolean kept) {
            if (kept) reply.given(Objects.requireNonNull(result, "the result of what was done"));
            else reply.failed();
        }

        @Override
        public void drop() {
            reply.failed();
        }
    }

    /// What is to begin when everything before it is done.
    record Afterwards(Runnable then, Runnable otherwise) implements Work {
        @Override
        public boolean lasts() {
            return false;
        }

        @Override
        public void tell(boolean kept) {
            then.run();
        }

        @Override
        public void drop() {
            otherwise.run();
        }
    }
}
