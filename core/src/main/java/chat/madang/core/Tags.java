package chat.madang.core;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What one client says to others beside a text, in their own form: at most 4,094 bytes of UTF-8.
public record Tags(String value) {
    /// Nothing.
    public static final Tags NONE = new Tags("");

    /// The most, in bytes of UTF-8.
    public static final int BYTES_MAX = 4_094;

    /// @throws IllegalArgumentException when it is too long
    public Tags {
        if (value.length() > BYTES_MAX || value.getBytes(UTF_8).length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "tags: %d chars (expected: 0..%d bytes)".formatted(value.length(), BYTES_MAX));
        }
    }

    /// Whether it is over as soon as it was seen, so that nobody keeps it: that somebody is typing
    /// ([typing](https://ircv3.net/specs/client-tags/typing)).
    public boolean isFleeting() {
        return value.startsWith("+typing=") && value.indexOf(';') < 0;
    }

    /// Whether there is nothing.
    public boolean isEmpty() {
        return value.isEmpty();
    }
}
