package chat.madang.gate.irc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One line of a client.
///
/// ```
/// [ "@" tag { ";" tag } " " ] [ ":" source " " ] command { " " param } [ " :" last ]
/// ```
///
/// @param tags in their order; of one that came twice the last counts
/// @param command in upper case
record IrcLine(Map<String, String> tags, String command, List<String> params) {
    IrcLine {
        params = List.copyOf(params);
    }

    /// Reads a line without its end; nothing when there is no command in it.
    static Optional<IrcLine> of(String line) {
        int at = 0;
        Map<String, String> tags = Map.of();
        if (line.startsWith("@")) {
            int end = end(line, 0);
            tags = tags(line.substring(1, end));
            at = pastBlanks(line, end);
        }
        at = pastBlanks(line, at);
        if (line.startsWith(":", at)) at = pastBlanks(line, end(line, at));
        int end = end(line, at);
        if (end == at) return Optional.empty();

        var command = line.substring(at, end).toUpperCase(Locale.ROOT);
        return Optional.of(new IrcLine(tags, command, params(line, end)));
    }

    /// The parameter at that place; an empty one is as good as none.
    Optional<String> param(int index) {
        return params.size() > index
                ? Optional.of(params.get(index)).filter(p -> !p.isEmpty())
                : Optional.empty();
    }

    /// The client's own tags, for other clients, escaped as they go over the wire.
    String clientTags() {
        var all = new ArrayList<String>();
        tags.forEach((key, value) -> {
            if (key.startsWith("+") && key.length() > 1) all.add(IrcText.tag(key, value));
        });
        return String.join(";", all);
    }

    private static List<String> params(String line, int from) {
        var params = new ArrayList<String>();
        int at = pastBlanks(line, from);
        while (at < line.length()) {
            if (line.charAt(at) == ':') {
                params.add(line.substring(at + 1));
                break;
            }
            int end = end(line, at);
            params.add(line.substring(at, end));
            at = pastBlanks(line, end);
        }
        return params;
    }

    private static Map<String, String> tags(String written) {
        var tags = new LinkedHashMap<String, String>();
        for (var tag : written.split(";", -1)) {
            int equals = tag.indexOf('=');
            var key = equals < 0 ? tag : tag.substring(0, equals);
            var value = equals < 0 ? "" : IrcText.unescaped(tag.substring(equals + 1));
            if (!key.isEmpty()) tags.put(key, value);
        }
        return tags;
    }

    private static int end(String line, int from) {
        int end = line.indexOf(' ', from);
        return end < 0 ? line.length() : end;
    }

    private static int pastBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') at++;
        return at;
    }
}
