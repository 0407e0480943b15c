package chat.madang.gate.irc;

import chat.madang.core.Text;

/// Asks a client that says nothing whether it is there, and lets it go when it says nothing to that
/// either: so connections end whose other end has vanished without a word.
final class Silence {
    /// How long a client may take to come in, anew with every line, in seconds.
    static final int OUTSIDE_MAX = 60;

    /// After how many seconds of silence it is asked.
    static final int ASKED_AFTER = 120;

    /// How many seconds it has to answer.
    static final int ANSWER_MAX = 60;

    private static final String REASON = "Ping timeout";

    private final IrcClient client;

    /// After how many seconds of this silence it was asked; 0 while it has not been.
    private long askedAfter;

    Silence(IrcClient client) {
        this.client = client;
    }

    /// The client has said nothing for so many seconds.
    void lasts(long seconds) {
        if (!client.isInside()) {
            if (seconds >= OUTSIDE_MAX) client.close("Registration timeout");
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
}
