package chat.madang.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// Whom a list of a room means: a pattern `name!user@host`, or an account. What begins with [#MUTE]
/// means them for speaking alone.
///
/// `*` stands for any characters, `?` for one, `\` takes its meaning from the next. Compared is as
/// names are. A person fits by the name as it is and as masks write it, as `user` and as `~user`;
/// by the host that everybody sees, never by the address behind it.
public record Mask(String value) {
    /// The longest, in bytes of UTF-8.
    public static final int BYTES_MAX = 200;

    /// What an account's mask begins with.
    public static final String ACCOUNT = "~a:";

    /// What a mask begins with that is about speaking, not about joining; what follows is a mask.
    public static final String MUTE = "~m:";

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
    /// `bea!x@*`; so is what follows [#MUTE]. Nothing when it is empty, means nobody by being only
    /// [#MUTE], or has a blank; cut when it is too long.
    public static Optional<Mask> of(String written) {
        if (written.isEmpty() || written.codePoints().anyMatch(Characters::isBlank)) {
            return Optional.empty();
        }
        var begin = written.startsWith(MUTE) ? MUTE : "";
        var whom = written.substring(begin.length());
        if (whom.isEmpty()) return Optional.empty();
        var completed = whom.startsWith(ACCOUNT) ? whom : completed(whom);
        return Optional.of(new Mask(cut(begin + completed)));
    }

    /// Whether it is about speaking alone.
    public boolean isMute() {
        return value.startsWith(MUTE);
    }

    /// Whether the person is meant, for whatever it is about.
    public boolean fits(Person who) {
        var whom = isMute() ? value.substring(MUTE.length()) : value;
        var profile = who.profile();
        if (whom.startsWith(ACCOUNT)) {
            var account = whom.substring(ACCOUNT.length());
            return profile.account().filter(name -> fits(account, name.key())).isPresent();
        }
        var name = who.name();
        return fitsCalled(whom, name.key(), profile) || fitsCalled(whom, SHOWN.of(name), profile);
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

    private static boolean fitsCalled(String pattern, String name, Profile profile) {
        var rest = profile.user() + "@" + profile.host();
        return fits(pattern, name + "!" + rest) || fits(pattern, name + "!~" + rest);
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
