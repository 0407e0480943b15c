package chat.madang.gate.http;

/// The bounds of the connections to one port.
///
/// @param connectionsMax how many there may be at once
/// @param lineBytesMax the longest first line of a request
/// @param headersBytesMax the most that all headers of a request may have
/// @param idleSecondsMax how long a connection may wait for the first byte of a request
/// @param headSecondsMax how long the rest of a request may take to come
/// @param answerSecondsMax how long an answer may take, until its last byte is given to the system
public record HttpBounds(
        int connectionsMax,
        int lineBytesMax,
        int headersBytesMax,
        int idleSecondsMax,
        int headSecondsMax,
        int answerSecondsMax) {
    /// How many requests of one connection wait to be answered; what comes behind them is dropped.
    static final int WAITING_MAX = 16;

    /// How long a connection that is to close may take to read its last bytes, and to end its side.
    static final int END_SECONDS_MAX = 10;

    /// What most ports need.
    ///
    /// @param connectionsMax how many connections there may be at once
    public static HttpBounds usual(int connectionsMax) {
        return new HttpBounds(connectionsMax, 4_096, 8_192, 75, 10, 60);
    }

    /// @throws IllegalArgumentException when a bound is out of its range
    public HttpBounds {
        positive("connections", connectionsMax);
        positive("line", lineBytesMax);
        positive("headers", headersBytesMax);
        positive("idle", idleSecondsMax);
        positive("head", headSecondsMax);
        positive("answer", answerSecondsMax);
    }

    private static void positive(String name, int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("%s: %d (expected: 1..)".formatted(name, bound));
        }
    }
}
