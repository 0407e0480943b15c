package chat.madang.gate.irc;

import chat.madang.gate.Utf8;

import java.util.ArrayList;
import java.util.List;

/// A text as lines that fit.
final class Parts {
    private Parts() {}

    /// The lines of a text, none of them blank, each of so many bytes at the most, cut between
    /// characters; a blank when there is nothing else.
    ///
    /// @param joints where it was cut already, offsets into the text
    static List<String> of(String text, List<Integer> joints, int bytesMax) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            boolean last = end == text.length() || text.charAt(end) == '\n';
            if (!last && !joints.contains(end)) continue;
            var line = text.substring(start, end);
            if (!line.isBlank()) cut(line, bytesMax, parts);
            start = last ? end + 1 : end;
        }
        return parts.isEmpty() ? List.of(" ") : parts;
    }

    private static void cut(String line, int bytesMax, List<String> parts) {
        int start = 0;
        int bytes = 0;
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            int length = Utf8.bytes(codePoint);
            if (bytes + length > bytesMax && i > start) {
                parts.add(line.substring(start, i));
                start = i;
                bytes = 0;
            }
            bytes += length;
            i += Character.charCount(codePoint);
        }
        parts.add(line.substring(start));
    }
}
