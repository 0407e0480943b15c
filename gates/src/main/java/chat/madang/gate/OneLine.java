package chat.madang.gate;

import chat.madang.core.Text;

/// What people say, for protocols in which a line end, or another control character, means
/// something.
public final class OneLine {
    private OneLine() {}

    /// The text with a blank in place of each control character and each separator of lines or
    /// paragraphs, so that it cannot be taken for anything but the text.
    public static String of(Text text) {
        return of(text.value());
    }

    /// The same of any text.
    public static String of(String value) {
        if (value.chars().noneMatch(OneLine::breaks)) return value;

        var line = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            line.append(breaks(unit) ? ' ' : unit);
        }
        return line.toString();
    }

    /// All of these are a single unit of UTF-16, and none is half of a pair.
    private static boolean breaks(int unit) {
        return switch (Character.getType(unit)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
