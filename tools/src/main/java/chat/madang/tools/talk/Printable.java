package chat.madang.tools.talk;

/// Text from others, made harmless to the terminal that shows it.
public final class Printable {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int TAG_FIRST = 0xE0020;
    private static final int TAG_LAST = 0xE007F;

    private Printable() {}

    /// `text` on one line, unable to steer the terminal or to reorder what stands around it.
    ///
    /// A tab becomes a space. Control characters, line ends, directional and other invisible
    /// formatting and lone surrogates become U+FFFD, one each. What holds emoji together (joiners,
    /// variation selectors, the tags of regional flags) stays.
    public static String of(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().map(Printable::shown).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static int shown(int codePoint) {
        if (codePoint == '\t') return ' ';
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    REPLACEMENT;
            case Character.FORMAT -> joins(codePoint) ? codePoint : REPLACEMENT;
            default -> codePoint;
        };
    }

    private static boolean joins(int codePoint) {
        return codePoint == ZERO_WIDTH_JOINER
                || codePoint == ZERO_WIDTH_NON_JOINER
                || (codePoint >= TAG_FIRST && codePoint <= TAG_LAST);
    }
}
