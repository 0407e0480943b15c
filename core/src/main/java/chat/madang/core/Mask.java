package chat.madang.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.stream.Stream;

/// Whom a list of a room means: a pattern `name!user@host`, or an account.
///
/// `*` stands for any characters, `?` for one, `\` takes its meaning from the next. Compared is as
/// names are. A person fits by the name as it is and as masks write it, as `user` and as `~user`,
/// and with the host as with the address.
public record Mask(String value) {
    /// The longest, in bytes of UTF-8.
    public static final int BYTES_MAX = 200;

    /// What an account's mask begins with.
    public static final String ACCOUNT = "~a:";

    /// How names stand in masks: some characters mean something there, or are a gate's that has
    /// masks.
    private static final Spelling SHOWN = new Spelling(" ,!@*?.:#$&~%+");

    private static final char ANY = '*';
    private static final char ONE = '?';
    private static final char LITERAL = '\\';

    /// @throws IllegalArgumentException when it is empty or too long
    public Mask {
        if (value.isEmpty() || value.length() > BYTES_MAX || bytes(value) > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "mask: %d chars (expected: 1..%d bytes)".formatted(value.length(), BYTES_MAX));
        }
    }

    /// What somebody has written, completed: `bea` is `bea!*@*`, `x@h` is `*!x@h`, `bea!x` is
    /// `bea!x@*`. Nothing when it is empty or has a blank; cut when it is too long.
    public static Optional<Mask> of(String written) {
        if (written.isEmpty() || written.codePoints().anyMatch(Characters::isBlank)) {
            return Optional.empty();
        }
        var completed = written.startsWith(ACCOUNT) ? written : completed(written);
        return Optional.of(new Mask(cut(completed)));
    }

    /// Whether the person is meant.
    public boolean fits(Person who) {
        var profile = who.profile();
        if (value.startsWith(ACCOUNT)) {
            var account = value.substring(ACCOUNT.length());
            return profile.account().filter(name -> fits(account, name.key())).isPresent();
        }
        var name = who.name();
        return fitsCalled(name.key(), profile) || fitsCalled(SHOWN.of(name), profile);
    }

    /// Whether the pattern fits that text, in upper or lower case.
    public boolean fits(String text) {
        return fits(value, text);
    }

    private static String completed(String written) {
        boolean hasUser = written.indexOf('!') >= 0;
        boolean hasHost = written.indexOf('@') >= 0;
        if (hasUser && hasHost) return written;
        if (hasUser) return written + "@*";
        return hasHost ? "*!" + written : written + "!*@*";
    }

    private static String cut(String completed) {
        int end = 0;
        for (int bytes = 0; end < completed.length(); ) {
            var next = Character.toString(completed.codePointAt(end));
            bytes += bytes(next);
            if (bytes > BYTES_MAX) break;
            end += next.length();
        }
        return completed.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private boolean fitsCalled(String name, Profile profile) {
        return Stream.of(profile.host(), profile.address())
                .map(where -> profile.user() + "@" + where)
                .anyMatch(rest -> fits(name + "!" + rest) || fits(name + "!~" + rest));
    }

    /// Goes back to the last `*` alone, so that it takes pattern times text at the most.
    private static boolean fits(String pattern, String text) {
        int[] wished = folded(pattern);
        int[] given = folded(text);
        int at = 0;
        int in = 0;
        int star = -1;
        int starIn = 0;
        while (in < given.length) {
            int next = at < wished.length ? wished[at] : -1;
            boolean literal = next == LITERAL && at + 1 < wished.length;
            int expected = literal ? wished[at + 1] : next;
            if (!literal && next == ANY) {
                star = at++;
                starIn = in;
            } else if (expected == given[in] || (!literal && next == ONE)) {
                at += literal ? 2 : 1;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++starIn;
            } else {
                return false;
            }
        }
        while (at < wished.length && wished[at] == ANY) at++;
        return at == wished.length;
    }

    /// By whole characters, so that `?` stands for one beyond the basic plane, too.
    private static int[] folded(String text) {
        return Name.key(text).codePoints().toArray();
    }
}
