package chat.madang.gate.irc;

import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Listing;
import chat.madang.core.Refusal;
import chat.madang.core.Text;

import java.util.function.Consumer;

/// Rooms as a client names them, and what it is told when it cannot do something there.
final class Channels {
    /// The longest reason, in bytes.
    static final int REASON_MAX = 300;

    private final IrcClient client;

    Channels(IrcClient client) {
        this.client = client;
    }

    /// Looks at a room that the client need not be in.
    void look(String channel, Reply reply, Consumer<Listing> then) {
        var handle = IrcText.handle(channel);
        if (handle.isEmpty()) {
            reply.line(noSuchChannel(channel));
            return;
        }
        client.ask(
                reply,
                new ListPeople(client.session(), handle.get()),
                event -> {
                    if (event instanceof PeopleListed(_, var room)) {
                        then.accept(room);
                    } else {
                        reply.line(noSuchChannel(channel));
                    }
                });
    }

    /// Tells why something cannot be done in a room.
    void refused(String channel, Refusal why, Reply reply) {
        switch (why) {
            case NO_SUCH_ROOM -> reply.line(noSuchChannel(channel));
            case NOT_A_MEMBER ->
                    reply.line(client.numeric("442", channel, "You're not on that channel"));
            default -> reply.line(client.numeric("482", channel, "You're not channel operator"));
        }
    }

    /// Whether there is such a room, in which the client is not.
    void notThere(String channel, Reply reply) {
        look(
                channel,
                reply,
                room -> reply.line(client.numeric("442", channel, "You're not on that channel")));
    }

    /// That there is no such room.
    IrcMessage noSuchChannel(String channel) {
        return client.numeric("403", channel, "No such channel");
    }

    /// A reason, cut.
    static Text reason(String written) {
        return new Text(IrcCut.of(written, REASON_MAX));
    }
}
