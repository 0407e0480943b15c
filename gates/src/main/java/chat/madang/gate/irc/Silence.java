package chat.madang.gate.irc;

import chat.madang.core.Text;

import java.util.concurrent.TimeUnit;

/// Asks a client that says nothing whether it is there, and lets it go when it says nothing to that
/// either: so connections end whose other end has vanished without a word.
final class Silence {
    /// How long a client may take to come in, whatever it says meanwhile, in seconds.
    static final int OUTSIDE_MAX = 60;

    /// After how many seconds of silence it is asked.
    static final int ASKED_AFTER = 120;

    /// How many seconds it has to answer.
    static final int ANSWER_MAX = 60;

    private static final String REASON = "Ping timeout";

    private final IrcClient client;
    private final long sinceNanos;

    /// After how many seconds of this silence it was asked; 0 while it has not been.
    private long askedAfter;

    Silence(IrcClient client) {
        this.client = client;
        this.sinceNanos = client.connection().nanos();
    }

    /// The client has said nothing for so many seconds.
    void lasts(long seconds) {
        if (!client.isInside()) {
            if (isLate()) client.close("Registration timeout");
        } else if (seconds < ASKED_AFTER) {
            askedAfter = 0;
        } else if (askedAfter == 0) {
            askedAfter = seconds;
            client.write(IrcMessage.of("", "PING", client.options().server()));
        } else if (seconds - askedAfter >= ANSWER_MAX) {
            client.connection().setFarewell(new Text(REASON));
            client.close(REASON);
        }
    }

    private boolean isLate() {
        long waited = client.connection().nanos() - sinceNanos;
        return TimeUnit.NANOSECONDS.toSeconds(waited) >= OUTSIDE_MAX;
    }
}
