package chat.madang.core;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name by which a room is found, unique in the yard: its title, folded as names are, with a
/// hyphen for each blank and comma; `-2`, `-3` … at the end when somebody was first.
public record Handle(String value) implements RoomRef {
    /// What stands at the end when one other was first.
    static final int FIRST_NUMBER = 2;

    private static final Pattern NUMBERED = Pattern.compile("(.+)-([1-9][0-9]{0,8})");

    /// @throws IllegalArgumentException when the value is not in the form that [#of] gives
    public Handle {
        if (value.isEmpty() || !value.equals(fold(value))) {
            throw new IllegalArgumentException(
                    "handle: %d chars (expected: 1.., folded)".formatted(value.length()));
        }
    }

    /// The handle that a title stands for when nobody was first.
    public static Handle of(Title title) {
        return new Handle(fold(title.value()));
    }

    /// The handle of the room that somebody calls `text`; nothing when no room can be called so.
    public static Optional<Handle> of(String text) {
        return Title.of(text).map(Handle::of);
    }

    /// The handle for the `number`th room of that title: 2, 3 …
    Handle numbered(int number) {
        return new Handle(value + "-" + number);
    }

    /// What stands before the number; all of it when there is none.
    String unnumbered() {
        var parts = NUMBERED.matcher(value);
        return parts.matches() ? parts.group(1) : value;
    }

    /// The number at the end, from [#FIRST_NUMBER] up also where somebody wrote less.
    int number() {
        var parts = NUMBERED.matcher(value);
        int number = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        return Math.max(FIRST_NUMBER, number);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String fold(String text) {
        var key = Name.key(text);
        var handle = new StringBuilder(key.length());
        key.codePoints().map(Handle::withoutBlanks).forEach(handle::appendCodePoint);
        return handle.toString();
    }

    private static int withoutBlanks(int codePoint) {
        boolean blank = Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
        return blank || codePoint == ',' ? '-' : codePoint;
    }
}
