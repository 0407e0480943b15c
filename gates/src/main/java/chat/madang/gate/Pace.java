package chat.madang.gate;

/// How fast one connection may talk; what is too fast waits.
///
/// @param rate lines, or whatever the protocol counts, a second, on average: 1..
/// @param burst as many at once: 1..
/// @param ofLoopback whether it holds for connections from this machine, too
public record Pace(int rate, int burst, boolean ofLoopback) {}
