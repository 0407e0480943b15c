package chat.madang.gate;

/// Has a client that talks too fast wait: what it says is heard later, none of it is lost.
public final class Pacing {
    private final Connection connection;
    private final TokenBucket lines;
    private final boolean isOn;

    public Pacing(Connection connection, Pace pace) {
        this.connection = connection;
        this.lines = new TokenBucket(pace.rate(), pace.burst(), connection.nanos());
        this.isOn = pace.ofLoopback() || !connection.peer().getAddress().isLoopbackAddress();
    }

    /// A line, or whatever the protocol counts, has been heard.
    public void heard() {
        if (!isOn) return;
        long now = connection.nanos();
        lines.take(now);
        long rest = lines.restNanos(now);
        if (rest > 0) connection.rest(rest);
    }
}
