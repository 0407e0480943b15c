package chat.madang.server;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// On which line each key of a TOML file stands, for messages: the parser does not keep it.
///
/// Finds keys that stand at the beginning of a line, plain or dotted, below their `[table]`. Of a
/// key written in another way it knows nothing, and then says nothing.
final class TomlLines {
    private static final Pattern TABLE =
            Pattern.compile("\\s*\\[\\s*([\\w.\\- ]+?)\\s*]\\s*(#.*)?");
    private static final Pattern KEY = Pattern.compile("\\s*([\\w.\\-]+)\\s*=.*");

    private final Map<String, Integer> lines = new HashMap<>();

    private TomlLines() {}

    /// Looks through a file's text.
    static TomlLines of(String text) {
        var found = new TomlLines();
        var table = "";
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var header = TABLE.matcher(line);
            var key = KEY.matcher(line);
            if (header.matches()) {
                table = header.group(1) + ".";
                found.lines.put(header.group(1), number);
            } else if (key.matches()) {
                found.lines.put(table + key.group(1), number);
            }
        }
        return found;
    }

    /// `:12`, or nothing when the line is not known.
    String suffix(String key) {
        var line = lines.get(key);
        return line == null ? "" : ":" + line;
    }
}
