package chat.madang.core;

/// Somebody in the yard under the name of the moment; a renamed person is another value.
public record Person(SessionId session, Name name) {}
