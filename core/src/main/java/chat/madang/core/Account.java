package chat.madang.core;

/// A person whom the yard knows by a password: the name is theirs at every gate, here or away.
///
/// The password is not here: whoever sends a [Command.LogIn] has checked it.
public record Account(AccountId id, Name name) {}
