package chat.madang.server;

import static java.util.stream.Collectors.toUnmodifiableSet;

import chat.madang.gate.Pace;
import chat.madang.gate.web.WebOptions;

import java.util.Set;
import java.util.regex.Pattern;

/// How the `web` gate is set up, checked.
final class WebConfig {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern ORIGIN = Pattern.compile("https?://[0-9A-Za-z.\\[\\]:-]+");

    private WebConfig() {}

    /// @throws StartFailure when a value cannot be used
    static WebOptions of(Settings settings) throws StartFailure {
        return new WebOptions(
                Config.home(settings, "web"),
                origins(settings),
                Config.newAccounts(settings),
                new Pace(
                        settings.number("web.rate", 1, Integer.MAX_VALUE),
                        settings.number("web.burst", 1, Integer.MAX_VALUE),
                        settings.yes("web.rate-loopback")),
                settings.number("web.linger", 0, Config.SECONDS_MAX),
                settings.number("web.capacity", 2, Integer.MAX_VALUE),
                settings.number("web.rooms", 1, Integer.MAX_VALUE),
                Version.text());
    }

    private static Set<String> origins(Settings settings) throws StartFailure {
        var origins =
                COMMA.splitAsStream(settings.text("web.origins"))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .collect(toUnmodifiableSet());
        for (var origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw settings.refuse(
                        "web.origins", "such as https://chat.example, with commas between");
            }
        }
        return origins;
    }
}
