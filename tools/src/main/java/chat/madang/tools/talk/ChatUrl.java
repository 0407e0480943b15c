package chat.madang.tools.talk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Where to talk and how: `scheme://host[:port][/path][?parameter=value&…]`, or `scheme://` or
/// `scheme` alone when the person is to be asked for the rest.
///
/// The host is a name, an IPv4 address, or an IPv6 address in brackets, which it keeps.
///
/// @param scheme in lower case; names the protocol
/// @param host empty when it was left out
/// @param port 1..65535; each protocol has a default for when it is left out
/// @param path what follows the first slash, decoded; empty when nothing does
/// @param parameters in the order they were written, each name once; an empty value may be missing
public record ChatUrl(
        String scheme, String host, OptionalInt port, String path, Map<String, String> parameters) {
    /// The highest TCP or UDP port.
    public static final int PORT_MAX = 65_535;

    private static final Pattern FORM =
            Pattern.compile(
                    """
                    (?<scheme>[A-Za-z][A-Za-z0-9+.-]*)(?:(?:://)?|://\
                    (?<host>\\[[0-9A-Fa-f:.]+(?:%[^\\]\\s]+)?\\]|[^:/?#@\\[\\]\\s]+)\
                    (?::(?<port>[0-9]{1,9}))?\
                    (?:/(?<path>(?:[^%?#\\s]|%[0-9A-Fa-f]{2})*))?\
                    (?:\\?(?<query>[^#\\s]*))?)\
                    """);

    private static final Pattern ESCAPE = Pattern.compile("%(?<byte>[0-9A-Fa-f]{2})");

    public ChatUrl {
        parameters = Map.copyOf(parameters);
    }

    /// The URL that `text` spells.
    ///
    /// @throws BadUrlException when it is none; which schemes and parameters there are is the
    ///   protocols' to check
    public static ChatUrl parse(String text) throws BadUrlException {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw malformed(text);
        }
        return new ChatUrl(
                form.group("scheme").toLowerCase(Locale.ROOT),
                Optional.ofNullable(form.group("host")).orElse(""),
                port(Optional.ofNullable(form.group("port"))),
                decoded(Optional.ofNullable(form.group("path")).orElse("")),
                parameters(Optional.ofNullable(form.group("query")).orElse("")));
    }

    /// Whether it says where to.
    public boolean hasHost() {
        return !host.isEmpty();
    }

    /// The address to connect to.
    ///
    /// @throws BadUrlException when the host was left out
    public Address address(int defaultPort) throws BadUrlException {
        if (!hasHost()) throw malformed(scheme);
        return new Address(host, port.orElse(defaultPort));
    }

    /// Refuses a path, and parameters that the protocol does not know.
    ///
    /// @param known the parameters that it knows
    /// @throws BadUrlException when there is a path or another parameter
    public void allowOnly(String... known) throws BadUrlException {
        if (!path.isEmpty()) throw new BadUrlException("path: %s (expected: none)".formatted(path));
        allowPathAndOnly(known);
    }

    /// Refuses parameters that the protocol, which has a use for the path, does not know.
    ///
    /// @param known the parameters that it knows
    /// @throws BadUrlException when there is another
    public void allowPathAndOnly(String... known) throws BadUrlException {
        for (var name : parameters.keySet()) {
            if (!List.of(known).contains(name)) {
                var expected = known.length == 0 ? "none" : String.join(", ", known);
                throw new BadUrlException("parameter: %s (expected: %s)".formatted(name, expected));
            }
        }
    }

    private static BadUrlException malformed(String text) {
        return new BadUrlException(
                "URL: %s (expected: SCHEME://HOST[:PORT], as in rooms://localhost:9001)"
                        .formatted(text));
    }

    private static OptionalInt port(Optional<String> digits) throws BadUrlException {
        if (digits.isEmpty()) return OptionalInt.empty();
        int port = Integer.parseInt(digits.get());
        if (port < 1 || port > PORT_MAX) {
            throw new BadUrlException("port: %d (expected: 1..%d)".formatted(port, PORT_MAX));
        }
        return OptionalInt.of(port);
    }

    /// `text` with every `%XX` replaced by the byte that it stands for, read as UTF-8.
    private static String decoded(String text) throws BadUrlException {
        var bytes = new ByteArrayOutputStream();
        var escapes = ESCAPE.matcher(text);
        int at = 0;
        while (escapes.find()) {
            bytes.writeBytes(text.substring(at, escapes.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(HexFormat.fromHexDigits(escapes.group("byte")));
            at = escapes.end();
        }
        bytes.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
        try {
            var utf8 = ByteBuffer.wrap(bytes.toByteArray());
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException noText) {
            throw new BadUrlException("path: %s (expected: UTF-8)".formatted(text));
        }
    }

    private static Map<String, String> parameters(String query) throws BadUrlException {
        var parameters = new LinkedHashMap<String, String>();
        if (query.isEmpty()) return parameters;
        for (var parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            var name = equals < 0 ? parameter : parameter.substring(0, equals);
            var value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (name.isEmpty()) {
                throw new BadUrlException(
                        "parameter: %s (expected: name or name=value)".formatted(parameter));
            }
            if (parameters.put(name, value) != null) {
                throw new BadUrlException("parameter: %s twice (expected: once)".formatted(name));
            }
        }
        return parameters;
    }
}
