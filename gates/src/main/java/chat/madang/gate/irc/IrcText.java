package chat.madang.gate.irc;

import chat.madang.core.Handle;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.RoomName;
import chat.madang.core.Spelling;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// How the yard's things are written in IRC.
final class IrcText {
    /// What a nick cannot have: it would be taken for something else, or end the parameter.
    static final Spelling SPELLING = new Spelling(" ,!@*?.:#$&~%+");

    /// What the name of every channel begins with.
    static final String CHANNEL = "#";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String BASE32HEX = "0123456789abcdefghijklmnopqrstuv";
    private static final int ID_CHARS = 13;
    private static final int BITS_A_CHAR = 5;

    private IrcText() {}

    /// The name that a nick spells; nothing when nobody can be called so here.
    static Optional<Name> name(String nick) {
        return Name.of(nick).filter(SPELLING::carries);
    }

    /// How a person is called here.
    static String nick(Name name) {
        return SPELLING.of(name);
    }

    /// How a person is called here.
    static String nick(Person who) {
        return nick(who.name());
    }

    /// `nick!user@host`.
    static String source(Person who) {
        return nick(who) + "!" + user(who.profile()) + "@" + host(who.profile());
    }

    /// What stands before `@`: with `~` as long as nobody has vouched for the person.
    static String user(Profile profile) {
        var user = profile.user().isEmpty() ? "unknown" : profile.user();
        return profile.account().isPresent() ? user : "~" + user;
    }

    /// What stands behind `@`.
    static String host(Profile profile) {
        return profile.host().isEmpty() ? "localhost" : profile.host();
    }

    /// The channel that a room is: its title as far as it can stand in a line, and its number if
    /// its handle has one.
    static String channel(RoomName name) {
        var shown = new StringBuilder(CHANNEL);
        name.title()
                .value()
                .strip()
                .codePoints()
                .map(IrcText::inChannel)
                .forEach(shown::appendCodePoint);
        var own = Handle.of(name.title()).value();
        var handle = name.handle().value();
        if (handle.length() > own.length() && handle.startsWith(own)) {
            shown.append(handle, own.length(), handle.length());
        }
        return shown.toString();
    }

    /// The handle of the room that a channel's name means; nothing when there can be none.
    static Optional<Handle> handle(String channel) {
        return channel.startsWith(CHANNEL)
                ? Handle.of(channel.substring(CHANNEL.length()))
                : Optional.empty();
    }

    /// A parameter as it can be shown in the midst of a line.
    static String shown(String param) {
        boolean cannot = param.isEmpty() || param.startsWith(":") || param.indexOf(' ') >= 0;
        return cannot ? "*" : param;
    }

    /// What a message is called: 13 characters that sort as the ids do.
    static String id(MessageId id) {
        var text = new StringBuilder(ID_CHARS);
        for (int i = ID_CHARS - 1; i >= 0; i--) {
            text.append(BASE32HEX.charAt((int) (id.value() >>> (i * BITS_A_CHAR)) & 31));
        }
        return text.toString();
    }

    /// The message that is called so; nothing when none can be.
    static Optional<MessageId> id(String written) {
        if (written.length() != ID_CHARS) return Optional.empty();
        long id = 0;
        for (int i = 0; i < ID_CHARS; i++) {
            int bits = BASE32HEX.indexOf(written.charAt(i));
            if (bits < 0 || (i == 0 && bits > 7)) return Optional.empty();
            id = id << BITS_A_CHAR | bits;
        }
        return id < 0 ? Optional.empty() : Optional.of(new MessageId(id));
    }

    /// A moment, to the millisecond.
    static String time(Instant at) {
        return TIME.format(at);
    }

    /// One tag, escaped.
    static String tag(String key, String value) {
        return value.isEmpty() ? key : key + "=" + escaped(value);
    }

    /// The value of a tag as it was meant.
    static String unescaped(String value) {
        if (value.indexOf('\\') < 0) return value;
        var meant = new StringBuilder(value.length());
        boolean escaped = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!escaped && c == '\\') {
                escaped = true;
            } else {
                meant.append(escaped ? unescaped(c) : c);
                escaped = false;
            }
        }
        return meant.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case ':' -> ';';
            case 's' -> ' ';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> c;
        };
    }

    private static String escaped(String value) {
        var text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case ';' -> text.append("\\:");
                case ' ' -> text.append("\\s");
                case '\\' -> text.append("\\\\");
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    private static int inChannel(int codePoint) {
        boolean blank = Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
        return blank || codePoint == ',' ? '-' : codePoint;
    }
}
