package chat.madang.gate.irc;

import java.util.List;
import java.util.stream.IntStream;

/// What a client is told of how things are here
/// ([RPL_ISUPPORT](https://modern.ircdocs.horse/#feature-advertisement)).
final class Isupport {
    /// The kind of batch that the lines go in.
    static final String BATCH = "draft/isupport";

    private static final int TOKENS_A_LINE = 13;

    private Isupport() {}

    /// The tokens, in lines.
    static List<List<String>> rows(IrcOptions options) {
        var tokens = tokens(options);
        return IntStream.iterate(0, i -> i < tokens.size(), i -> i + TOKENS_A_LINE)
                .mapToObj(i -> tokens.subList(i, Math.min(i + TOKENS_A_LINE, tokens.size())))
                .toList();
    }

    private static List<String> tokens(IrcOptions options) {
        return List.of(
                "ACCOUNTEXTBAN=a",
                "AWAYLEN=" + Registration.AWAY_MAX,
                "BOT=B",
                "CASEMAPPING=ascii",
                "CHANLIMIT=#:" + options.roomsMax(),
                "CHANMODES=" + RoomModes.CHANMODES,
                "CHANNELLEN=" + JoinCommands.CHANNEL_MAX,
                "CHANTYPES=#",
                "CHATHISTORY=" + HistoryCommands.LIMIT_MAX,
                "ELIST=CMNTU",
                "EXCEPTS=e",
                "EXTBAN=~,am",
                "HOSTLEN=63",
                "INVEX=I",
                "KEYLEN=" + ModeCommands.KEY_MAX,
                "KICKLEN=" + Channels.REASON_MAX,
                "MAXLIST=beI:100",
                "MAXTARGETS=" + Targets.TALK_MAX,
                "MODES=" + ModeCommands.CHANGES_MAX,
                "MONITOR=" + Monitor.NAMES_MAX,
                "NAMELEN=" + Registration.REAL_NAME_MAX,
                "MSGREFTYPES=msgid,timestamp",
                "NETWORK=" + options.network(),
                "NICKLEN=32",
                "PREFIX=" + RoomModes.PREFIX,
                "SAFELIST",
                "STATUSMSG=~@%+",
                "TARGMAX=" + Targets.all(),
                "TOPICLEN=" + RoomCommands.TOPIC_MAX,
                "USERLEN=20",
                "UTF8ONLY",
                "WHOX");
    }
}
