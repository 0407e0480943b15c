package chat.madang.core;

/// How a gate writes names: each character that its protocol cannot carry in a name becomes `_`.
///
/// @param forbidden those characters; a blank among them stands for every kind of blank
public record Spelling(String forbidden) {
    /// Every name as it is.
    public static final Spelling EXACT = new Spelling("");

    private static final char STAND_IN = '_';

    /// The name as the gate shows it. What it shows is a name, too.
    public String of(Name name) {
        var value = name.value();
        if (value.codePoints().noneMatch(this::forbids)) return value;

        var shown = new StringBuilder(value.length());
        value.codePoints()
                .map(codePoint -> forbids(codePoint) ? STAND_IN : codePoint)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /// Whether the gate can carry the name as it is.
    public boolean carries(Name name) {
        return name.value().codePoints().noneMatch(this::forbids);
    }

    private boolean forbids(int codePoint) {
        return forbidden.indexOf(Characters.isBlank(codePoint) ? ' ' : codePoint) >= 0;
    }
}
