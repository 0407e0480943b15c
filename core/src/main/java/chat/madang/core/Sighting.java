package chat.madang.core;

/// What is told to those who watch somebody.
public sealed interface Sighting extends Event {
    /// Whom they watch.
    Person who();

    @Override
    default SessionId by() {
        return SessionId.NOBODY;
    }

    /// Somebody who is watched has come, or taken that name.
    record Appeared(Person who) implements Sighting {}

    /// Somebody who is watched has gone, or given up that name.
    record Vanished(Person who) implements Sighting {}

    /// Of somebody who is watched something else is told; for those who share no room with them.
    record Changed(Person who, Profile before) implements Sighting {}
}
