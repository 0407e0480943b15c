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
        for (var piece : pieces(text, joints)) {
            if (!piece.text().isBlank()) cut(piece.text(), bytesMax, parts);
        }
        return parts.isEmpty() ? List.of(" ") : parts;
    }

    /// The lines of a text, each of those that were cut as its pieces.
    ///
    /// @param joints where it was cut, offsets into the text in their order
    static List<Piece> pieces(String text, List<Integer> joints) {
        var pieces = new ArrayList<Piece>();
        int start = 0;
        int next = 0;
        boolean joined = false;
        for (int end = 0; end <= text.length(); end++) {
            while (next < joints.size() && joints.get(next) < end) next++;
            boolean joint = next < joints.size() && joints.get(next) == end;
            boolean last = end == text.length() || text.charAt(end) == '\n';
            if (!last && !joint) continue;
            pieces.add(new Piece(text.substring(start, end), joined));
            joined = joint && !last;
            start = last ? end + 1 : end;
        }
        return pieces;
    }

    /// A line, or what of it stands between two cuts.
    ///
    /// @param joined whether it goes on where the one before it ends
    record Piece(String text, boolean joined) {}

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
