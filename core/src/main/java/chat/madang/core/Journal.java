package chat.madang.core;

import java.util.List;

/// The way to the disk: what has happened, to whoever keeps it.
public interface Journal {
    /// Takes a turn to write down what of it must last. Never blocks.
    ///
    /// @param turn what happened, in order; every turn comes here, also one without any such thing
    /// @param outcome is told once, on any thread; never, if the journal itself cannot go on
    void write(List<Event> turn, Outcome outcome);

    /// What became of a turn.
    interface Outcome {
        /// Whether the turn is to be written at once, because somebody waits for that. What nobody
        /// waits for may gather for a moment, and be written together.
        boolean isUrgent();

        /// Everything that must last is on disk.
        void kept();

        /// Nothing of it is, and nothing will be.
        void failed();
    }
}
