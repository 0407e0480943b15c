package chat.madang.tools.bench;

/// When the next message is said.
sealed interface Pace {
    /// When one before it has reached everybody: so many are under way, altogether.
    ///
    /// @param messages 1 or more
    record Window(int messages) implements Pace {}

    /// When its time has come: so many a second, altogether, whatever became of those before.
    ///
    /// @param perSecond 1 or more
    record Rate(int perSecond) implements Pace {}

    /// Never: people connect, and stay.
    record Silence() implements Pace {}
}
