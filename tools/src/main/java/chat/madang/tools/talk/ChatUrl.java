package chat.madang.tools.talk;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Where to talk and how: `scheme://host[:port][?parameter=value&…]`.
///
/// The host is a name, an IPv4 address, or an IPv6 address in brackets, which it keeps.
///
/// @param scheme in lower case; names the protocol
/// @param port 1..65535; each protocol has a default for when it is left out
/// @param parameters in the order they were written, each name once
public record ChatUrl(
        String scheme, String host, OptionalInt port, Map<String, String> parameters) {
    /// The highest TCP or UDP port.
    public static final int PORT_MAX = 65_535;

    private static final Pattern FORM =
            Pattern.compile(
                    """
                    (?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://\
                    (?<host>\\[[0-9A-Fa-f:.]+(?:%[^\\]\\s]+)?\\]|[^:/?#@\\[\\]\\s]+)\
                    (?::(?<port>[0-9]{1,9}))?\
                    /?\
                    (?:\\?(?<query>[^#\\s]*))?\
                    """);

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
            throw new BadUrlException(
                    "URL: %s (expected: SCHEME://HOST[:PORT], as in rooms://localhost:9001)"
                            .formatted(text));
        }
        return new ChatUrl(
                form.group("scheme").toLowerCase(Locale.ROOT),
                form.group("host"),
                port(Optional.ofNullable(form.group("port"))),
                parameters(Optional.ofNullable(form.group("query")).orElse("")));
    }

    /// The address to connect to.
    public Address address(int defaultPort) {
        return new Address(host, port.orElse(defaultPort));
    }

    /// Refuses parameters that the protocol does not know.
    ///
    /// @param known the one parameter that it knows
    /// @throws BadUrlException when there is another
    public void allowOnly(String known) throws BadUrlException {
        for (var name : parameters.keySet()) {
            if (!name.equals(known)) {
                throw new BadUrlException("parameter: %s (expected: %s)".formatted(name, known));
            }
        }
    }

    private static OptionalInt port(Optional<String> digits) throws BadUrlException {
        if (digits.isEmpty()) return OptionalInt.empty();
        int port = Integer.parseInt(digits.get());
        if (port < 1 || port > PORT_MAX) {
            throw new BadUrlException("port: %d (expected: 1..%d)".formatted(port, PORT_MAX));
        }
        return OptionalInt.of(port);
    }

    private static Map<String, String> parameters(String query) throws BadUrlException {
        var parameters = new LinkedHashMap<String, String>();
        if (query.isEmpty()) return parameters;
        for (var parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new BadUrlException(
                        "parameter: %s (expected: name=value)".formatted(parameter));
            }
            var name = parameter.substring(0, equals);
            if (parameters.put(name, parameter.substring(equals + 1)) != null) {
                throw new BadUrlException("parameter: %s twice (expected: once)".formatted(name));
            }
        }
        return parameters;
    }
}
