package chat.madang.gate.irc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Of how many one command may be about: what ISUPPORT tells as `TARGMAX`.
final class Targets {
    static final int INVITE_MAX = 1;
    static final int KICK_MAX = 20;
    static final int LIST_MAX = 20;
    static final int NAMES_MAX = 1;
    static final int TALK_MAX = 10;
    static final int USERHOST_MAX = 5;
    static final int WHOIS_MAX = 10;

    private Targets() {}

    /// As ISUPPORT has them, in the order of the commands; no number where a line is the bound.
    static String all() {
        return String.join(
                ",",
                "INVITE:" + INVITE_MAX,
                "JOIN:",
                "KICK:" + KICK_MAX,
                "LIST:" + LIST_MAX,
                "MONITOR:",
                "NAMES:" + NAMES_MAX,
                "NOTICE:" + TALK_MAX,
                "PART:",
                "PRIVMSG:" + TALK_MAX,
                "TAGMSG:" + TALK_MAX,
                "USERHOST:" + USERHOST_MAX,
                "WHOIS:" + WHOIS_MAX);
    }

    /// Whether all of them are channels, or the ranks of channels.
    static boolean areChannels(String param) {
        return Stream.of(param.split(",")).allMatch(target -> target.contains(IrcText.CHANNEL));
    }

    /// Those of a parameter, the empty ones left out. Nothing when there are too many, which is
    /// answered: then none of it is done.
    static Optional<List<String>> of(String param, int max, IrcClient client, Reply reply) {
        var targets = Stream.of(param.split(",", -1)).filter(target -> !target.isEmpty()).toList();
        if (targets.size() <= max) return Optional.of(targets);
        var late = targets.get(max);
        reply.line(client.numeric("407", late, "Too many targets, nothing was done"));
        return Optional.empty();
    }
}
