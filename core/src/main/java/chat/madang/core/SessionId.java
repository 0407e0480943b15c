package chat.madang.core;

/// One stay of one person: from [Command.Enter] to [Command.Exit], never used again.
public record SessionId(long value) {}
