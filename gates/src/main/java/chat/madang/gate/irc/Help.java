package chat.madang.gate.irc;

import java.util.List;
import java.util.Map;

/// What HELP says.
final class Help {
    private static final Map<String, String> COMMANDS =
            Map.ofEntries(
                    Map.entry("ADMIN", "whom to ask about this server"),
                    Map.entry("AUTHENTICATE", "MECHANISM: logs in by SASL"),
                    Map.entry("AWAY", "[:TEXT]: you are away; without a text you are back"),
                    Map.entry(
                            "BATCH",
                            "+|-REFERENCE draft/multiline TARGET: a message of several lines"),
                    Map.entry("CAP", "LS|LIST|REQ|END: what your client understands"),
                    Map.entry(
                            "CHATHISTORY",
                            "LATEST|BEFORE|AFTER|AROUND|BETWEEN|TARGETS …: what was said before"),
                    Map.entry("HELP", "[COMMAND]: this"),
                    Map.entry("INFO", "what this server is"),
                    Map.entry("INVITE", "NICK #CHANNEL: asks somebody in"),
                    Map.entry("ISUPPORT", "how things are here, for your client"),
                    Map.entry("ISON", "NICK…: who of them is here"),
                    Map.entry(
                            "JOIN", "#CHANNEL [KEY]: goes into a channel, and makes it if need be"),
                    Map.entry("KICK", "#CHANNEL NICK [:REASON]: throws somebody out"),
                    Map.entry("KILL", "NICK :REASON: ends somebody's connection (operators)"),
                    Map.entry("LINKS", "which servers there are"),
                    Map.entry("LIST", "[#CHANNEL | >N <N C>N T<N MASK]: which channels there are"),
                    Map.entry("LUSERS", "how many people and channels there are"),
                    Map.entry("MARKREAD", "TARGET [timestamp=TIME]: how far you have read"),
                    Map.entry("MODE", "#CHANNEL|NICK [+LETTERS-LETTERS PARAMETERS]: what holds"),
                    Map.entry("MONITOR", "+|-|C|L|S [NICK,…]: tells when somebody comes or goes"),
                    Map.entry("MOTD", "the message of the day"),
                    Map.entry("NAMES", "#CHANNEL: who is in it"),
                    Map.entry("NICK", "NICK: you are called so"),
                    Map.entry("NOTICE", "TARGET :TEXT: says something that nobody has to answer"),
                    Map.entry("OPER", "NAME PASSWORD: you are an operator"),
                    Map.entry("PART", "#CHANNEL [:REASON]: goes out of a channel"),
                    Map.entry("PASS", "PASSWORD: the server's, before you come in"),
                    Map.entry("PING", "TOKEN: answered with PONG"),
                    Map.entry("PRIVMSG", "TARGET :TEXT: says something to a channel or a person"),
                    Map.entry("QUIT", "[:REASON]: goes"),
                    Map.entry("REDACT", "TARGET MESSAGE [:REASON]: takes back what was said"),
                    Map.entry("REGISTER", "* EMAIL|* PASSWORD: makes an account of your nick"),
                    Map.entry("REHASH", "rereads the configuration (operators)"),
                    Map.entry("RENAME", "#CHANNEL #NEW [:REASON]: gives a channel another name"),
                    Map.entry("SETNAME", ":NAME: what you say of yourself"),
                    Map.entry("STATS", "u: how long the server has been running"),
                    Map.entry("TAGMSG", "TARGET: tags alone"),
                    Map.entry("TIME", "what time it is here"),
                    Map.entry("TOPIC", "#CHANNEL [:TEXT]: what it is about"),
                    Map.entry("USER", "NAME * * :REALNAME: who you are, before you come in"),
                    Map.entry("USERHOST", "NICK…: where they come from"),
                    Map.entry("VERSION", "what this server runs"),
                    Map.entry("VERIFY", "ACCOUNT CODE: there is nothing to verify"),
                    Map.entry("WALLOPS", ":TEXT: says something to all with mode w (operators)"),
                    Map.entry("WHO", "[MASK] [o] [%FIELDS]: who is there"),
                    Map.entry("WHOIS", "NICK: who that is"),
                    Map.entry("WHOWAS", "NICK [COUNT]: who that was"));

    private Help() {}

    /// The lines about a command, or, for an empty subject, about all of them; none when there is
    /// nothing to say.
    static List<String> of(String subject) {
        if (subject.isEmpty()) {
            var names = COMMANDS.keySet().stream().sorted().toList();
            return List.of("Commands; HELP COMMAND says more:", String.join(" ", names));
        }
        var text = COMMANDS.get(subject);
        return text == null ? List.of() : List.of(subject + " " + text);
    }
}
