package chat.madang.core;

/// Somebody in the yard as they are at the moment; a renamed person is another value.
public record Person(SessionId session, Name name, Profile profile) {
    /// Of whom nothing more is known.
    public Person(SessionId session, Name name) {
        this(session, name, Profile.UNKNOWN);
    }

    /// The same person under another name.
    Person called(Name other) {
        return new Person(session, other, profile);
    }

    /// The same person with another profile.
    Person with(Profile other) {
        return new Person(session, name, other);
    }
}
