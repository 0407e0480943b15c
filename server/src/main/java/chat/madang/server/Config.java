package chat.madang.server;

import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.gate.Limits;
import chat.madang.gate.rooms.RoomsOptions;
import chat.madang.gate.rooms.RoomsOptions.Format;
import chat.madang.gate.rooms.RoomsOptions.Shutdown;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// How the server is set up, checked. The meaning of each is in `madang.toml`.
///
/// @param rooms the gate's port and options
record Config(InetAddress bind, Path data, int workers, Limits limits, Rooms rooms) {
    private static final int WORKERS_MAX = 1_024;
    private static final int CONNECTIONS_MAX = 1_000_000;
    private static final int PORT_MAX = 65_535;
    private static final String PORT_OFF = "off";

    /// The `rooms` gate.
    ///
    /// @param port 0 is any free one; empty when the gate stays closed
    record Rooms(OptionalInt port, RoomsOptions options) {}

    /// @throws StartFailure when a value cannot be used
    static Config of(Settings settings) throws StartFailure {
        return new Config(
                bind(settings),
                data(settings),
                workers(settings),
                limits(settings),
                rooms(settings));
    }

    private static InetAddress bind(Settings settings) throws StartFailure {
        if (settings.text("bind").isBlank()) throw badBind(settings);
        try {
            return InetAddress.getByName(settings.text("bind"));
        } catch (UnknownHostException _) {
            throw badBind(settings);
        }
    }

    private static StartFailure badBind(Settings settings) {
        return settings.refuse("bind", "an address of this machine, such as 127.0.0.1");
    }

    private static Path data(Settings settings) throws StartFailure {
        try {
            return Path.of(settings.text("data")).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            throw settings.refuse("data", "a folder");
        }
    }

    private static int workers(Settings settings) throws StartFailure {
        int workers = settings.number("workers", 0, WORKERS_MAX);
        return workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
    }

    private static Limits limits(Settings settings) throws StartFailure {
        return new Limits(
                settings.number("limits.outbound", Limits.OUTBOUND_BYTES_MIN, Integer.MAX_VALUE),
                settings.number("limits.connections", 1, CONNECTIONS_MAX));
    }

    private static Rooms rooms(Settings settings) throws StartFailure {
        int capacity = settings.number("rooms.capacity", 1, Integer.MAX_VALUE);
        var options =
                new RoomsOptions(
                        settings.choice("rooms.format", Format.class),
                        settings.choice("rooms.shutdown", Shutdown.class),
                        new RoomPolicy(capacity, Ends.WITH_LAST_MEMBER));
        return new Rooms(port(settings, "rooms.port"), options);
    }

    private static OptionalInt port(Settings settings, String key) throws StartFailure {
        if (settings.text(key).equals(PORT_OFF)) return OptionalInt.empty();
        try {
            int port = Integer.parseInt(settings.text(key));
            if (port >= 0 && port <= PORT_MAX) return OptionalInt.of(port);
        } catch (NumberFormatException _) {
            // Refused below, like a number out of range.
        }
        throw settings.refuse(key, "0..%d, or %s".formatted(PORT_MAX, PORT_OFF));
    }
}
