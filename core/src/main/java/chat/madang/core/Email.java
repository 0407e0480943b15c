package chat.madang.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where somebody says that letters reach them: something, `@`, something, all of it visible. No
/// letter is ever sent, so whether it is right is not known.
///
/// @param value at most [#BYTES_MAX] bytes of UTF-8
public record Email(String value) {
    /// The longest address, in bytes.
    public static final int BYTES_MAX = 254;

    private static final Pattern FORM = Pattern.compile("[^\\p{C}\\p{Z}@]+@[^\\p{C}\\p{Z}@]+");

    /// @throws IllegalArgumentException when it is no address
    public Email {
        if (!isEmail(value)) {
            throw new IllegalArgumentException(
                    "email: %s (expected: something@something)".formatted(value));
        }
    }

    /// The address that is written so; nothing when it is none.
    public static Optional<Email> of(String written) {
        return isEmail(written) ? Optional.of(new Email(written)) : Optional.empty();
    }

    private static boolean isEmail(String written) {
        return written.length() <= BYTES_MAX
                && FORM.matcher(written).matches()
                && written.getBytes(UTF_8).length <= BYTES_MAX;
    }

    @Override
    public String toString() {
        return value;
    }
}
