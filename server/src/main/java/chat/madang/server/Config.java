package chat.madang.server;

import static java.util.stream.Collectors.toUnmodifiableSet;

import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Handle;
import chat.madang.core.Name;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Rules;
import chat.madang.core.Title;
import chat.madang.gate.Limits;
import chat.madang.gate.NewAccounts;
import chat.madang.gate.coded.CodedOptions;
import chat.madang.gate.irc.IrcOptions;
import chat.madang.gate.open.OpenOptions;
import chat.madang.gate.relay.RelayOptions;
import chat.madang.gate.rooms.RoomsOptions;
import chat.madang.gate.rooms.RoomsOptions.Format;
import chat.madang.gate.rooms.RoomsOptions.Shutdown;
import chat.madang.gate.tcrp.TcrpOptions;
import chat.madang.gate.web.WebOptions;
import chat.madang.store.Retention;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How the server is set up, checked. The meaning of each is in `madang.toml`.
record Config(
        InetAddress bind, Path data, int workers, Limits limits, Yard yard, Gates gates, Ops ops) {
    private static final int WORKERS_MAX = 1_024;
    private static final int CONNECTIONS_MAX = 1_000_000;
    private static final int PORT_MAX = 65_535;
    static final int SECONDS_MAX = 86_400;
    private static final int DAYS_MAX = 36_500;
    private static final int PAYLOAD_BYTES_MAX = 1 << 29;
    private static final String PORT_OFF = "off";
    private static final String ZONE_LOCAL = "local";
    private static final Pattern COMMA = Pattern.compile(",");

    /// What holds in the yard, whichever the gate.
    ///
    /// @param retention how much is kept of each conversation
    /// @param homes the rooms that gates have for their own
    record Yard(Rules rules, Retention retention, List<KeepRoom> homes) {
        Yard {
            homes = List.copyOf(homes);
        }
    }

    /// The gates.
    ///
    /// @param duo its port; it has no options
    /// @param relayBind where `relay` listens
    /// @param accountsPerAddress how many accounts are made from one address in an hour
    record Gates(
            Gate<WebOptions> web,
            Gate<RoomsOptions> rooms,
            Gate<CodedOptions> coded,
            Gate<OpenOptions> open,
            OptionalInt duo,
            Gate<IrcOptions> irc,
            Gate<RelayOptions> relay,
            InetAddress relayBind,
            Gate<TcrpOptions> tcrp,
            int accountsPerAddress) {}

    /// What an operator reads.
    ///
    /// @param port 0 is any free one; empty when it stays closed
    record Ops(InetAddress bind, OptionalInt port) {}

    /// One gate.
    ///
    /// @param port 0 is any free one; empty when the gate stays closed
    record Gate<O>(OptionalInt port, O options) {}

    /// @throws StartFailure when a value cannot be used
    static Config of(Settings settings) throws StartFailure {
        return new Config(
                address(settings, "bind"),
                data(settings),
                workers(settings),
                limits(settings),
                yard(settings),
                gates(settings),
                new Ops(address(settings, "ops.bind"), port(settings, "ops.port")));
    }

    /// The folder for what must last.
    ///
    /// @throws StartFailure when there can be none of that name
    static Path data(Settings settings) throws StartFailure {
        try {
            return Path.of(settings.text("data")).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            throw settings.refuse("data", "a folder");
        }
    }

    private static InetAddress address(Settings settings, String key) throws StartFailure {
        if (settings.text(key).isBlank()) throw badAddress(settings, key);
        try {
            return InetAddress.getByName(settings.text(key));
        } catch (UnknownHostException _) {
            throw badAddress(settings, key);
        }
    }

    private static StartFailure badAddress(Settings settings, String key) {
        return settings.refuse(key, "an address of this machine, such as 127.0.0.1");
    }

    private static int workers(Settings settings) throws StartFailure {
        int workers = settings.number("workers", 0, WORKERS_MAX);
        if (workers > 0) return workers;
        // The other half is for the core, the journal, and what the system does for the sockets.
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private static Limits limits(Settings settings) throws StartFailure {
        return new Limits(
                settings.number("limits.outbound", Limits.OUTBOUND_BYTES_MIN, Integer.MAX_VALUE),
                settings.number("limits.connections", 1, CONNECTIONS_MAX));
    }

    private static Yard yard(Settings settings) throws StartFailure {
        var rules =
                new Rules(
                        settings.number("duo.store", 1, Integer.MAX_VALUE),
                        Rules.USUAL.scheduledMax(),
                        reserved(settings));
        return new Yard(
                rules,
                new Retention(
                        settings.number("history.messages", 1, Integer.MAX_VALUE),
                        settings.number("history.days", 0, DAYS_MAX)),
                homes(settings));
    }

    /// The names that nobody may have: those that are configured, and that of the service at `irc`.
    ///
    /// @throws StartFailure when one of them cannot be a name
    static Set<Name> reserved(Settings settings) throws StartFailure {
        var words =
                COMMA.splitAsStream(settings.text("names.reserved"))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
        for (var word : words) {
            if (Name.of(word).isEmpty()) {
                throw settings.refuse("names.reserved", "names with commas between");
            }
        }
        return Stream.concat(words.stream().map(Name::new), Stream.of(IrcOptions.SERVICE))
                .collect(toUnmodifiableSet());
    }

    /// How people make accounts by themselves, at each gate that has a way to.
    static NewAccounts newAccounts(Settings settings) throws StartFailure {
        return new NewAccounts(
                settings.yes("accounts.registration"),
                settings.yes("accounts.before-connect"),
                settings.yes("accounts.email-required"),
                reserved(settings).stream().map(Name::key).collect(toUnmodifiableSet()));
    }

    /// The home rooms of the gates that are open; where `open` is at home, its rules hold.
    private static List<KeepRoom> homes(Settings settings) throws StartFailure {
        var home =
                new RoomPolicy(
                        settings.number("home.capacity", 1, Integer.MAX_VALUE),
                        Ends.NEVER,
                        Host.NONE);
        var open =
                new RoomPolicy(
                        settings.number("open.capacity", 1, Integer.MAX_VALUE),
                        Ends.NEVER,
                        Host.ELDEST);
        var homes = new ArrayList<KeepRoom>();
        for (var gate : List.of("coded", "relay", "web", "open")) {
            if (port(settings, gate + ".port").isEmpty()) continue;
            var policy = gate.equals("open") ? open : home;
            homes.add(new KeepRoom(title(settings, gate + ".home"), policy));
        }
        return homes;
    }

    private static Gates gates(Settings settings) throws StartFailure {
        return new Gates(
                new Gate<>(port(settings, "web.port"), WebConfig.of(settings)),
                new Gate<>(port(settings, "rooms.port"), rooms(settings)),
                new Gate<>(port(settings, "coded.port"), new CodedOptions(home(settings, "coded"))),
                new Gate<>(
                        port(settings, "open.port"),
                        new OpenOptions(home(settings, "open"), zone(settings))),
                port(settings, "duo.port"),
                new Gate<>(port(settings, "irc.port"), IrcConfig.of(settings)),
                new Gate<>(port(settings, "relay.port"), relay(settings)),
                address(settings, "relay.bind"),
                new Gate<>(port(settings, "tcrp.port"), tcrp(settings)),
                settings.number("accounts.per-address", 1, Integer.MAX_VALUE));
    }

    private static RoomsOptions rooms(Settings settings) throws StartFailure {
        int capacity = settings.number("rooms.capacity", 1, Integer.MAX_VALUE);
        return new RoomsOptions(
                settings.choice("rooms.format", Format.class),
                settings.choice("rooms.shutdown", Shutdown.class),
                new RoomPolicy(capacity, Ends.WITH_LAST_MEMBER, Host.NONE));
    }

    private static RelayOptions relay(Settings settings) throws StartFailure {
        return new RelayOptions(
                home(settings, "relay"),
                settings.number("relay.idle", 1, SECONDS_MAX),
                settings.number("relay.rate", 1, Integer.MAX_VALUE));
    }

    private static TcrpOptions tcrp(Settings settings) throws StartFailure {
        return new TcrpOptions(
                settings.number("tcrp.payload", 1, PAYLOAD_BYTES_MAX),
                settings.number("tcrp.idle", 1, SECONDS_MAX),
                settings.number("tcrp.capacity", 1, Integer.MAX_VALUE));
    }

    static Handle home(Settings settings, String gate) throws StartFailure {
        return Handle.of(title(settings, gate + ".home"));
    }

    private static Title title(Settings settings, String key) throws StartFailure {
        return Title.of(settings.text(key))
                .orElseThrow(() -> settings.refuse(key, "the title of a room"));
    }

    private static ZoneId zone(Settings settings) throws StartFailure {
        var zone = settings.text("open.zone");
        if (zone.equals(ZONE_LOCAL)) return ZoneId.systemDefault();
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException _) {
            throw settings.refuse("open.zone", "a time zone, such as Asia/Seoul, or local");
        }
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
