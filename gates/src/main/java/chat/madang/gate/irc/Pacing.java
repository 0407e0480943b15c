package chat.madang.gate.irc;

import chat.madang.gate.TokenBucket;
import chat.madang.gate.irc.IrcOptions.Pace;

/// Has a client that talks too fast wait: what it says is heard later, none of it is lost.
final class Pacing {
    private final IrcClient client;
    private final TokenBucket lines;
    private final boolean isOn;

    Pacing(IrcClient client, Pace pace) {
        this.client = client;
        var connection = client.connection();
        this.lines = new TokenBucket(pace.rate(), pace.burst(), connection.nanos());
        this.isOn = pace.ofLoopback() || !connection.peer().getAddress().isLoopbackAddress();
    }

    /// A line has been heard.
    void heard() {
        if (!isOn) return;
        long now = client.connection().nanos();
        lines.take(now);
        long rest = lines.restNanos(now);
        if (rest > 0) client.connection().rest(rest);
    }
}
