package chat.madang.core;

/// The way in: from any gate's thread to the one that applies commands. Never blocks.
public interface Entrance {
    /// Takes a command, or refuses it while too much is under way.
    ///
    /// Whoever is refused keeps the command, stops reading from its peer, and offers it again when
    /// its [Outbox] is next called: that happens as soon as there is room, if need be with nothing
    /// to deliver. Commands of one thread are applied in the order in which they were taken.
    ///
    /// @return whether it was taken
    boolean offer(Command command);

    /// Takes the last command of a session, which there is always room for, once a session.
    void exit(Command.Exit exit);
}
