package chat.madang.gate;

import chat.madang.core.Ctcp;
import chat.madang.core.Event;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Person;
import chat.madang.core.Text;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Talk as it is told where a text is nothing but text.
///
/// Clients of IRC and of the web put more into one: that somebody does something, which is said in
/// words here; requests to other clients, which are left out; how the words are to look, which is
/// dropped. What people of other gates say is told as it is.
public final class PlainTalk {
    /// The gates whose people do so.
    private static final Set<String> GATES = Set.of("irc", "web");

    /// Colours, by number or by value, and what turns the looks of letters on and off.
    private static final Pattern LOOKS =
            Pattern.compile(
                    "\u0003(?:[0-9]{1,2}(?:,[0-9]{1,2})?)?"
                            + "|\u0004(?:[0-9A-Fa-f]{6}(?:,[0-9A-Fa-f]{6})?)?"
                            + "|[\u0002\u000f\u0011\u0016\u001d\u001e\u001f]");

    private PlainTalk() {}

    /// The event as it is told; null when it is not told at all.
    public static @Nullable Event of(Event event) {
        return switch (event) {
            case Said said -> of(said);
            case Whispered whispered -> of(whispered);
            // Everything else is no talk, or not of that gate.
            default -> event;
        };
    }

    /// What somebody has said or does, without how it is to look.
    public static String words(Person who, String text) {
        return GATES.contains(who.profile().gate()) ? LOOKS.matcher(text).replaceAll("") : text;
    }

    /// Appends what a peer shall read of `event`.
    static void encode(Dialect dialect, Event event, Perspective perspective, ByteBuf out) {
        var told = dialect.isPlain() ? of(event) : event;
        if (told != null) dialect.encode(told, perspective, out);
    }

    private static @Nullable Event of(Said said) {
        var who = said.who();
        if (isPlain(who, said.text())) return said;
        return plain(who, said.text())
                .map(text ->
                        new Said(
                                said.room(),
                                said.name(),
                                who,
                                text,
                                said.manner(),
                                said.answer(),
                                said.stamp()))
                .orElse(null);
    }

    private static @Nullable Event of(Whispered whispered) {
        var who = whispered.from();
        if (isPlain(who, whispered.text())) return whispered;
        return plain(who, whispered.text())
                .map(text ->
                        new Whispered(
                                who,
                                whispered.whom(),
                                text,
                                whispered.manner(),
                                whispered.betweenPartners(),
                                whispered.answer(),
                                whispered.id(),
                                whispered.at()))
                .orElse(null);
    }

    private static boolean isPlain(Person who, Text text) {
        return !GATES.contains(who.profile().gate())
                || text.value().chars().noneMatch(unit -> unit < ' ' && unit != '\n');
    }

    private static Optional<Text> plain(Person who, Text text) {
        if (Ctcp.isRequest(text)) return Optional.empty();
        var words =
                Ctcp.action(text)
                        .map(action -> "* " + who.name().value() + " " + action)
                        .orElse(text.value());
        var shown = LOOKS.matcher(words).replaceAll("");
        return Optional.of(new Text(Utf8.cut(shown, Text.BYTES_MAX)));
    }
}
