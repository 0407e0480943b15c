package chat.madang.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Whom a list of a room means: a pattern `name!user@host`, or an account. What begins with [#MUTE]
/// means them for speaking alone.
///
/// `*` stands for any characters, `?` for one, `\` takes its meaning from the next. Compared is as
/// names are. A person fits by the name as it is and as masks write it, as `user` and as `~user`;
/// by the host that everybody sees, never by the address behind it.
///
/// Equal are masks of the same value; the same mask may be written otherwise ([#isSame]).
public final class Mask {
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

    private final String value;
    private final boolean mute;
    private final boolean account;

    /// The value as it is compared.
    private final int[] pattern;

    /// The same of what follows the marks at its beginning.
    private final int[] whom;

    /// @throws IllegalArgumentException when it is empty or too long
    public Mask(String value) {
        if (value.isEmpty() || value.length() > BYTES_MAX || bytes(value) > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "mask: %d chars (expected: 1..%d bytes)".formatted(value.length(), BYTES_MAX));
        }
        this.value = value;
        mute = value.startsWith(MUTE);
        int begin = mute ? MUTE.length() : 0;
        account = value.startsWith(ACCOUNT, begin);
        begin += account ? ACCOUNT.length() : 0;
        pattern = folded(value);
        whom = begin == 0 ? pattern : folded(value.substring(begin));
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

    /// As it was written, or completed.
    public String value() {
        return value;
    }

    /// Whether it is about speaking alone.
    public boolean isMute() {
        return mute;
    }

    /// Whether the person is meant, for whatever it is about.
    public boolean fits(Person who) {
        return fits(Guise.of(who));
    }

    /// The same of how a person looks, for who compares many masks with one person.
    boolean fits(Guise guise) {
        var forms = account ? guise.accounts() : guise.forms();
        return forms.stream().anyMatch(form -> fits(whom, form));
    }

    /// Whether the pattern fits that text, in upper or lower case.
    public boolean fits(String text) {
        return fits(pattern, folded(text));
    }

    /// Whether the other is written as this one is but for what is not compared.
    boolean isSame(Mask other) {
        return Arrays.equals(pattern, other.pattern);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mask mask && value.equals(mask.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }

    /// What masks see of a person, as it is compared.
    ///
    /// @param forms each `name!user@host` that the person has
    /// @param accounts the one that they are logged in to, or none
    record Guise(List<int[]> forms, List<int[]> accounts) {
        static Guise of(Person who) {
            var profile = who.profile();
            var rest = profile.user() + "@" + profile.host();
            var forms = new LinkedHashSet<String>();
            for (var name : List.of(who.name().key(), SHOWN.of(who.name()))) {
                forms.add(Name.key(name + "!" + rest));
                forms.add(Name.key(name + "!~" + rest));
            }
            return new Guise(
                    forms.stream().map(Mask::codePoints).toList(),
                    profile.account().map(Name::key).map(Mask::folded).stream().toList());
        }
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

    /// Goes back to the last `*` alone, so that it takes pattern times text at the most.
    private static boolean fits(int[] wished, int[] given) {
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

    private static int[] folded(String text) {
        return codePoints(Name.key(text));
    }

    /// By whole characters, so that `?` stands for one beyond the basic plane, too.
    private static int[] codePoints(String key) {
        return key.codePoints().toArray();
    }
}
