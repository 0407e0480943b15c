package chat.madang.tools.bench;

import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.ChatUrl;

import java.util.Map;
import java.util.function.Function;

/// The protocols that a URL can name.
final class Wires {
    private static final String FORMAT = "format";
    private static final Map<String, Integer> PORTS =
            Map.of("irc", 6667, "rooms", 9001, "coded", 9002);

    private Wires() {}

    /// The port where a protocol is found by default.
    ///
    /// @throws BadUrlException for another scheme
    static int defaultPort(ChatUrl where) throws BadUrlException {
        var port = PORTS.get(where.scheme());
        if (port != null) return port;
        throw unknown("scheme", where.scheme(), "irc, rooms, coded");
    }

    /// What makes the wire for a load.
    ///
    /// @throws BadUrlException for another scheme, or parameters that it does not know
    static Function<Load, Wire> of(ChatUrl where) throws BadUrlException {
        return switch (where.scheme()) {
            case "irc" -> {
                where.allowOnly();
                yield load -> new IrcWire(load.party(), load.size());
            }
            case "coded" -> {
                where.allowOnly();
                yield mute(where, load -> new CodedWire(load.party(), load.size()));
            }
            case "rooms" -> {
                where.allowOnly(FORMAT);
                yield mute(where, rooms(where.parameters().getOrDefault(FORMAT, "json")));
            }
            default -> throw unknown("scheme", where.scheme(), "irc, rooms, coded");
        };
    }

    private static Function<Load, Wire> rooms(String format) throws BadUrlException {
        return switch (format) {
            case "json" -> load -> new JsonRoomsWire(load.party(), load.size());
            case "protobuf" -> load -> new ProtobufRoomsWire(load.party(), load.size());
            default -> throw unknown(FORMAT, format, "json, protobuf");
        };
    }

    /// What makes the wire of a protocol that has no echo, and refuses a load that wants one.
    private static Function<Load, Wire> mute(ChatUrl where, Function<Load, Wire> wire) {
        return load -> {
            if (!load.party().echo()) return wire.apply(load);
            throw new IllegalArgumentException(
                    "scheme: %s (expected: irc, for --echo)".formatted(where.scheme()));
        };
    }

    private static BadUrlException unknown(String what, String value, String expected) {
        return new BadUrlException("%s: %s (expected: %s)".formatted(what, value, expected));
    }
}
