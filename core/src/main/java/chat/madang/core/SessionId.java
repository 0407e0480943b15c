package chat.madang.core;

/// One stay of one person: from [Command.Enter] or [Command.LogIn] to [Command.Exit], never used
/// again.
///
/// @param value 1..
public record SessionId(long value) {
    /// No session: what happens because its time has come, or the server wants it, is caused by
    /// nobody.
    public static final SessionId NOBODY = new SessionId(0);
}
