package chat.madang.gate.irc;

import chat.madang.core.Rank;
import chat.madang.core.RoomChange;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomRule;
import chat.madang.core.RoomState;
import chat.madang.core.RoomState.MaskList;

import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The letters that stand for what may hold in a room.
final class RoomModes {
    /// All of them, as ISUPPORT tells them: lists, with a parameter both ways, when set, without.
    static final String CHANMODES = "beI,k,l,CRimnst";

    /// The ranks, from the highest, and what stands before a nick that has one.
    static final String PREFIX = "(qohv)~@%+";

    /// How much of a line its changes may take, in bytes, so that it is never cut.
    private static final int LINE_BYTES = 300;

    private static final List<Rank> FROM_HIGHEST =
            List.of(Rank.HOST, Rank.OPERATOR, Rank.HALF_OPERATOR, Rank.VOICE);

    private RoomModes() {}

    static char letter(RoomRule rule) {
        return switch (rule) {
            case INVITED_ONLY -> 'i';
            case MODERATED -> 'm';
            case MEMBERS_ONLY -> 'n';
            case HIDDEN -> 's';
            case TOPIC_GUARDED -> 't';
            case NO_REQUESTS -> 'C';
            case ACCOUNTS_ONLY -> 'R';
        };
    }

    static @Nullable RoomRule rule(char letter) {
        for (var rule : RoomRule.values()) if (letter(rule) == letter) return rule;
        return null;
    }

    static char letter(Rank rank) {
        return switch (rank) {
            case HOST -> 'q';
            case OPERATOR -> 'o';
            case HALF_OPERATOR -> 'h';
            case VOICE -> 'v';
        };
    }

    static @Nullable Rank rank(char letter) {
        for (var rank : Rank.values()) if (letter(rank) == letter) return rank;
        return null;
    }

    static char letter(MaskList list) {
        return switch (list) {
            case BANNED -> 'b';
            case EXCEPTED -> 'e';
            case INVITED -> 'I';
        };
    }

    static @Nullable MaskList list(char letter) {
        for (var list : MaskList.values()) if (letter(list) == letter) return list;
        return null;
    }

    static String prefix(Rank rank) {
        return switch (rank) {
            case HOST -> "~";
            case OPERATOR -> "@";
            case HALF_OPERATOR -> "%";
            case VOICE -> "+";
        };
    }

    /// The lowest rank that is meant by what stands before a channel; null for another character.
    static @Nullable Rank ofPrefix(char prefix) {
        for (var rank : Rank.values()) if (prefix(rank).charAt(0) == prefix) return rank;
        return null;
    }

    /// What stands before a member's nick.
    ///
    /// @param all every rank; else the highest alone
    static String prefixes(Set<Rank> ranks, boolean all) {
        var shown = new StringBuilder();
        for (var rank : FROM_HIGHEST) {
            if (!ranks.contains(rank)) continue;
            shown.append(prefix(rank));
            if (!all) break;
        }
        return shown.toString();
    }

    /// What holds, with parameters: `+klnt KEY 20`.
    ///
    /// @param asMember whether the key may be seen
    static List<String> of(RoomState state, boolean asMember) {
        var letters = new StringBuilder("+");
        var params = new ArrayList<String>();
        state.rules().stream()
                .map(RoomModes::letter)
                .sorted(Comparator.naturalOrder())
                .forEach(letters::append);
        state.key()
                .ifPresent(key -> {
                    letters.append('k');
                    params.add(asMember ? key : "*");
                });
        if (state.limit().isPresent()) {
            letters.append('l');
            params.add(String.valueOf(state.limit().getAsInt()));
        }
        params.addFirst(letters.toString());
        return params;
    }

    /// Changes as the parameters of MODE, in as many lines as it takes.
    static List<List<String>> written(List<RoomChange> changes) {
        var lines = new ArrayList<List<String>>();
        var letters = new StringBuilder();
        var params = new ArrayList<String>();
        char sign = ' ';
        int bytes = 0;
        for (var change : changes) {
            var one = one(change);
            if (bytes + one.bytes() > LINE_BYTES && bytes > 0) {
                lines.add(line(letters, params));
                letters = new StringBuilder();
                params = new ArrayList<>();
                sign = ' ';
                bytes = 0;
            }
            char next = one.on() ? '+' : '-';
            if (sign != next) letters.append(next);
            sign = next;
            letters.append(one.letter());
            if (!one.param().isEmpty()) params.add(one.param());
            bytes += one.bytes();
        }
        if (bytes > 0) lines.add(line(letters, params));
        return lines;
    }

    private record One(boolean on, char letter, String param) {
        int bytes() {
            return 2 + ByteBufUtil.utf8Bytes(param);
        }
    }

    private static One one(RoomChange change) {
        return switch (change) {
            case RuleSet(var rule, var on) -> new One(on, letter(rule), "");
            case KeySet(var key) -> new One(key.isPresent(), 'k', key.orElse("*"));
            case LimitSet(var limit) ->
                    limit.isPresent()
                            ? new One(true, 'l', String.valueOf(limit.getAsInt()))
                            : new One(false, 'l', "");
            case MaskSet(var list, var mask, var on) -> new One(on, letter(list), mask.value());
            case RankSet(var whom, var rank, var on) ->
                    new One(on, letter(rank), IrcText.nick(whom));
        };
    }

    private static List<String> line(StringBuilder letters, List<String> params) {
        var line = new ArrayList<String>();
        line.add(letters.toString());
        line.addAll(params);
        return line;
    }
}
