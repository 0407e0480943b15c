package chat.madang.gate.open;

import static java.util.stream.Collectors.joining;

import chat.madang.core.Listing;
import chat.madang.core.Member;
import chat.madang.core.Name;
import chat.madang.core.Rank;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.gate.OneLine;

/// What the protocol says, to the letter; each is one line. docs/protocols/open.md.
final class OpenTexts {
    /// A blank would end a nickname in a command, and with a bracket it could begin a line as what
    /// the server says does.
    static final Spelling SPELLING = new Spelling(" [");

    static final String BAD_NICKNAME = "[Server]: That nickname cannot be used.";
    static final String YOU_WERE_KICKED = "[Server]: You have been kicked from the chat.";
    static final String ONLY_ADMIN = "[Server]: Only the admin can kick.";
    static final String NOT_YOURSELF = "[Server]: You cannot kick yourself.";
    static final String YOU_ARE_ADMIN = "[Server]: You are now the admin.";
    static final String SCHEDULED_SENT = "[Server]: Your scheduled message was sent.";
    static final String TOO_MANY_SCHEDULED = "[Server]: You have too many scheduled messages.";
    static final String NOT_SCHEDULED =
            "[Server]: Your message could not be scheduled. Try again later.";
    static final String TOO_LONG = "[Server]: That message is too long (4096 bytes at most).";
    static final String UNREADABLE = "[Server]: That is no line of UTF-8 (8192 bytes at most).";
    static final String NOT_LET_IN = "[Server]: You are not let into the chat room.";
    static final String NO_SAY = "[Server]: You may not speak here.";
    static final String NO_WHISPER = "[Server]: That user hears whispers of registered users only.";
    static final String ROOM_CLOSED = "[Server]: The chat room is closed.";
    static final String DISPLACED =
            "[Server]: Your nickname belongs to somebody who has logged in.";
    static final String GOODBYE = "[Server]: The server is shutting down.";

    private OpenTexts() {}

    /// That somebody is taken out of the yard, by an operator or because the server has failed.
    static String ended(Text why) {
        return "[Server]: You have been disconnected: " + OneLine.of(why);
    }

    static String welcome(Name name, boolean asHost) {
        var welcome = "[Server]: Welcome, %s.".formatted(shown(name));
        return asHost ? welcome + " You are the admin." : welcome;
    }

    static String joined(Name name) {
        return "[Server]: %s has joined the chat.".formatted(shown(name));
    }

    static String left(Name name) {
        return "[Server]: %s has left the chat.".formatted(shown(name));
    }

    static String taken(Name name) {
        return "[Server]: The nickname \"%s\" is already in use.".formatted(shown(name));
    }

    static String full(Listing room) {
        int capacity = room.policy().capacity();
        int people = Math.max(room.members().size(), capacity);
        return "[Server]: The chat room is full (%d/%d).".formatted(people, capacity);
    }

    static String people(Listing room) {
        var names = room.members().stream().map(OpenTexts::shown).collect(joining(", "));
        return "[Server]: Users (%d/%d): %s"
                .formatted(room.members().size(), room.policy().capacity(), names);
    }

    private static String shown(Member member) {
        var name = shown(member.who().name());
        return member.ranks().contains(Rank.HOST) ? name + " (admin)" : name;
    }

    static String renamed(Name name) {
        return "[Server]: Your nickname is now \"%s\".".formatted(shown(name));
    }

    static String otherRenamed(Name old, Name name) {
        return "[Server]: User \"%s\" has changed their nickname to \"%s\"."
                .formatted(shown(old), shown(name));
    }

    static String youKicked(Name name) {
        return "[Server]: You kicked %s.".formatted(shown(name));
    }

    static String otherKicked(Name name) {
        return "[Server]: %s has been kicked from the chat.".formatted(shown(name));
    }

    static String otherAdmin(Name name) {
        return "[Server]: %s is now the admin.".formatted(shown(name));
    }

    static String said(Name name, Text text) {
        return "%s >> %s".formatted(shown(name), OneLine.of(text));
    }

    static String whisper(Name from, Text text) {
        return "[Whisper from %s] %s".formatted(shown(from), OneLine.of(text));
    }

    static String scheduled(String time) {
        return "[Server]: Scheduled for %s.".formatted(time);
    }

    static String saidAsScheduled(Name author, Text text) {
        return "[Scheduled by %s] %s".formatted(shown(author), OneLine.of(text));
    }

    static String nobody(String nickname) {
        return "[Server]: There is no user \"%s\".".formatted(OneLine.of(nickname));
    }

    static String badTime(String time) {
        return "[Server]: \"%s\" is not a time (HH:MM).".formatted(OneLine.of(time));
    }

    static String unknownCommand(String command) {
        return "[Server]: Unknown command: %s".formatted(OneLine.of(command));
    }

    static String usage(String usage) {
        return "[Server]: Usage: %s".formatted(usage);
    }

    private static String shown(Name name) {
        return SPELLING.of(name);
    }
}
