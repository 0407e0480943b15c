package chat.madang.server;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The value of every key, and where it comes from: the defaults, a file over them, options on top.
///
/// Keys are dotted: `rooms.port`. Which keys there are is what the defaults have; they are the
/// commented file `madang.toml` beside this class, so that the documentation is what is in force.
final class Settings {
    private static final TomlMapper TOML = new TomlMapper();

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    /// @param origin for messages: `madang.toml:12` or `--rooms-port`
    private record Setting(String value, String origin) {}

    private Settings(Map<String, Setting> settings) {
        this.settings.putAll(settings);
    }

    /// What holds when nobody says otherwise.
    static Settings defaults() {
        var name = "madang.toml";
        try (InputStream in = Settings.class.getResourceAsStream(name)) {
            var text =
                    new String(
                            Objects.requireNonNull(in, name).readAllBytes(),
                            StandardCharsets.UTF_8);
            return new Settings(parse(text, name));
        } catch (IOException | StartFailure e) {
            throw new IllegalStateException("the defaults cannot be read", e);
        }
    }

    /// These settings, with those of a TOML file over them.
    ///
    /// @throws StartFailure when the file cannot be read, is not TOML, or has a key that is not
    ///   there
    Settings withFile(Path file) throws StartFailure {
        try {
            var read = parse(Files.readString(file), file.toString());
            for (var entry : read.entrySet()) {
                if (settings.containsKey(entry.getKey())) continue;
                throw new StartFailure(
                        "%s: there is no key \"%s\". The keys are: %s"
                                .formatted(
                                        entry.getValue().origin(),
                                        entry.getKey(),
                                        String.join(", ", settings.keySet())));
            }
            return with(read);
        } catch (NoSuchFileException e) {
            throw new StartFailure("there is no file %s".formatted(file), e);
        } catch (MalformedInputException e) {
            throw new StartFailure("%s: not UTF-8".formatted(file), e);
        } catch (IOException e) {
            throw new StartFailure("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// These settings, with one from the command line over them.
    Settings withOption(String key, String value, String option) {
        return with(Map.of(key, new Setting(value, option)));
    }

    /// The value as it stands.
    String text(String key) {
        return setting(key).value();
    }

    /// The value as a whole number.
    ///
    /// @throws StartFailure when it is none, or out of range
    int number(String key, int min, int max) throws StartFailure {
        try {
            int number = Integer.parseInt(text(key));
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException _) {
            // Refused below, like a number out of range.
        }
        throw refuse(key, "%d..%d".formatted(min, max));
    }

    /// Whether the value is `true`.
    ///
    /// @throws StartFailure when it is neither that nor `false`
    boolean yes(String key) throws StartFailure {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse(key, "true, false");
        };
    }

    /// The value as one of an enum's, written in lower case.
    ///
    /// @throws StartFailure when it is none of them
    <E extends Enum<E>> E choice(String key, Class<E> choices) throws StartFailure {
        for (var choice : choices.getEnumConstants()) {
            if (word(choice).equals(text(key))) return choice;
        }
        var words = Arrays.stream(choices.getEnumConstants()).map(Settings::word).toList();
        throw refuse(key, String.join(", ", words));
    }

    /// What to throw when a value cannot be used: says where it stands, and what would be right.
    StartFailure refuse(String key, String expected) {
        var setting = setting(key);
        return new StartFailure(
                "%s: %s: \"%s\" (expected: %s)"
                        .formatted(setting.origin(), key, setting.value(), expected));
    }

    private Settings with(Map<String, Setting> over) {
        var merged = new LinkedHashMap<>(settings);
        merged.putAll(over);
        return new Settings(merged);
    }

    private Setting setting(String key) {
        return Objects.requireNonNull(settings.get(key), key);
    }

    private static Map<String, Setting> parse(String text, String file) throws StartFailure {
        try {
            var lines = TomlLines.of(text);
            var parsed = new LinkedHashMap<String, Setting>();
            flatten(
                    TOML.readTree(text),
                    "",
                    (key, value) -> parsed.put(key, new Setting(value, file + lines.suffix(key))));
            return parsed;
        } catch (JacksonException e) {
            throw new StartFailure(
                    "%s:%d: %s"
                            .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
                    e);
        }
    }

    private static void flatten(
            JsonNode node, String key, java.util.function.BiConsumer<String, String> put) {
        if (!node.isObject()) {
            put.accept(key, node.isContainer() ? node.toString() : node.asString());
            return;
        }
        for (var property : node.properties()) {
            flatten(
                    property.getValue(),
                    key.isEmpty() ? property.getKey() : key + "." + property.getKey(),
                    put);
        }
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
