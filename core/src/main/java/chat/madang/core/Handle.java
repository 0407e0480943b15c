package chat.madang.core;

import java.util.Optional;

/// The name by which a room is found, unique in the yard: its title, folded as names are, with a
/// hyphen for each blank and comma; `-2`, `-3` … at the end when somebody was first.
public record Handle(String value) implements RoomRef {
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
