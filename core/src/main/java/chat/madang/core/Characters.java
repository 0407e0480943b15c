package chat.madang.core;

/// Which characters may stand where: asked by [Name] and [Title].
final class Characters {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Characters() {}

    /// Whether a line of text can carry it without harm to what stands around it.
    static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            case Character.FORMAT -> isJoinerOrTag(codePoint);
            default -> true;
        };
    }

    /// Whether a reader can see that it is there.
    static boolean isSeen(int codePoint) {
        return Character.getType(codePoint) != Character.FORMAT
                && !isIgnorable(codePoint)
                && !isBlankLetter(codePoint);
    }

    private static boolean isJoinerOrTag(int codePoint) {
        return codePoint == ZERO_WIDTH_JOINER
                || codePoint == ZERO_WIDTH_NON_JOINER
                // Tags spell the flags of regions inside an emoji.
                || isBetween(codePoint, 0xE0020, 0xE007F);
    }

    /// Variation selectors, and what Unicode keeps free for more of their kind.
    private static boolean isIgnorable(int codePoint) {
        return isBetween(codePoint, 0x180B, 0x180F)
                || codePoint == 0x2065
                || isBetween(codePoint, 0xFE00, 0xFE0F)
                || isBetween(codePoint, 0xFFF0, 0xFFF8)
                || isBetween(codePoint, 0xE0000, 0xE0FFF);
    }

    /// Whether a reader takes it for a blank.
    static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || isBlankLetter(codePoint);
    }

    /// Fillers that count as letters or symbols and yet show nothing.
    private static boolean isBlankLetter(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }

    private static boolean isBetween(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
