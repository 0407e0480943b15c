package chat.madang.server;

import static java.util.stream.Collectors.toUnmodifiableSet;

import chat.madang.core.Name;
import chat.madang.gate.Pace;
import chat.madang.gate.irc.IrcOptions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How the `irc` gate is set up, checked.
final class IrcConfig {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,62}");
    private static final int ADMIN_LINES_MAX = 3;

    private IrcConfig() {}

    /// @throws StartFailure when a value cannot be used
    static IrcOptions of(Settings settings) throws StartFailure {
        return new IrcOptions(
                name(settings, "irc.name"),
                name(settings, "irc.network"),
                oneLine(settings.text("irc.info")),
                lines(settings.text("irc.motd")),
                admin(settings),
                Optional.of(settings.text("irc.password")).filter(text -> !text.isEmpty()),
                operators(settings),
                Config.newAccounts(settings),
                new Pace(
                        settings.number("irc.rate", 1, Integer.MAX_VALUE),
                        settings.number("irc.burst", 1, Integer.MAX_VALUE),
                        settings.yes("irc.rate-loopback")),
                settings.number("irc.channels", 1, Integer.MAX_VALUE),
                settings.number("irc.capacity", 1, Integer.MAX_VALUE),
                Version.text(),
                Instant.now());
    }

    private static String name(Settings settings, String key) throws StartFailure {
        var name = settings.text(key);
        if (HOST.matcher(name).matches()) return name;
        throw settings.refuse(key, "letters, digits, dots and hyphens");
    }

    private static List<String> admin(Settings settings) throws StartFailure {
        var admin = lines(settings.text("irc.admin"));
        if (admin.size() <= ADMIN_LINES_MAX) return admin;
        throw settings.refuse("irc.admin", "up to %d lines".formatted(ADMIN_LINES_MAX));
    }

    private static List<String> lines(String text) {
        if (text.isBlank()) return List.of();
        return text.strip().lines().map(IrcConfig::oneLine).toList();
    }

    /// What cannot stand in a line becomes a blank.
    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n\\x00]+", " ");
    }

    private static Set<String> operators(Settings settings) throws StartFailure {
        var words =
                COMMA.splitAsStream(settings.text("irc.operators"))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
        for (var word : words) {
            if (Name.of(word).isEmpty()) {
                throw settings.refuse("irc.operators", "names of accounts with commas between");
            }
        }
        return words.stream().map(word -> new Name(word).key()).collect(toUnmodifiableSet());
    }
}
