package chat.madang.server;

import chat.madang.core.Chat;
import chat.madang.core.Outbox;
import chat.madang.gate.DatagramGate;
import chat.madang.gate.Doorkeeper;
import chat.madang.gate.Gate;
import chat.madang.gate.Gatehouse;
import chat.madang.gate.Hosts;
import chat.madang.gate.House;
import chat.madang.gate.RegistrationRate;
import chat.madang.gate.coded.CodedGate;
import chat.madang.gate.duo.DuoGate;
import chat.madang.gate.irc.IrcGate;
import chat.madang.gate.irc.IrcOptions;
import chat.madang.gate.open.OpenGate;
import chat.madang.gate.relay.RelayGate;
import chat.madang.gate.rooms.RoomsGate;
import chat.madang.gate.tcrp.TcrpGate;
import chat.madang.gate.web.WebGate;
import chat.madang.server.ChatLoop.Ways;
import chat.madang.store.Store;
import chat.madang.store.StoreFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/// A running server: the data folder, the store, the core on its thread, the loops, and the open
/// gates.
final class Server implements AutoCloseable {
    /// The file in the data folder that has everything which lasts.
    static final String STORE_FILE = "madang.db";

    private static final String TCP = "tcp";
    private static final String UDP = "udp";
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private final Config config;
    private final IrcSource source;
    private final DataFolder data;
    private final Store store;
    private final RoomLog roomLog;
    private final Gatehouse gatehouse;
    private final Doorkeeper doorkeeper;
    private final ChatLoop chatLoop;
    private final AccountWatch accountWatch;
    private final Census census = new Census();
    private final Ops ops;
    private final List<Door> doors = new ArrayList<>();
    private final Ending ending;
    private boolean closed;

    /// A gate, or the port for operators, and where it is open.
    record Door(String name, String transport, InetSocketAddress address) {}

    private Server(Config config, IrcSource source, DataFolder data, Store store, Ending ending) {
        this.config = config;
        this.source = source;
        this.data = data;
        this.store = store;
        this.ending = ending;
        this.gatehouse = new Gatehouse(config.workers(), config.limits());
        this.roomLog =
                RoomLog.open(config.data(), config.gates().open().options(), Clock.systemUTC());
        this.doorkeeper = new Doorkeeper(store.accounts()::check);
        this.chatLoop =
                new ChatLoop(
                        new Chat(config.yard().rules(), store.memory()),
                        Clock.systemUTC(),
                        new Ways(outboxes(), store),
                        config.limits().connectionsMax(),
                        ending::fail);
        this.accountWatch = new AccountWatch(store.accounts(), chatLoop);
        this.ops = new Ops(chatLoop, store, gatehouse, census);
    }

    /// Starts everything, or nothing. The configuration stays as it is.
    ///
    /// @throws StartFailure when the data folder, the store or a port cannot be had
    static Server start(Config config) throws StartFailure {
        return start(config, new IrcSource("*", () -> config));
    }

    /// Starts everything, or nothing.
    ///
    /// @param source where what can change is read again
    /// @throws StartFailure when the data folder, the store or a port cannot be had
    static Server start(Config config, IrcSource source) throws StartFailure {
        var server = open(config, source);
        try {
            var opsDoor = server.openOps();
            config.yard().homes().forEach(server.chatLoop::offer);
            server.chatLoop.start();
            server.accountWatch.start();
            server.openDoors();
            opsDoor.ifPresent(server.doors::add);
            return server;
        } catch (StartFailure | RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    /// Everything that it needs, or nothing. Nobody comes in yet.
    private static Server open(Config config, IrcSource source) throws StartFailure {
        var data = DataFolder.open(config.data());
        try {
            return open(config, source, data);
        } catch (StartFailure | RuntimeException | Error failure) {
            end("the data folder", data::close);
            throw failure;
        }
    }

    private static Server open(Config config, IrcSource source, DataFolder data)
            throws StartFailure {
        var ending = new Ending();
        var store = openStore(config, ending);
        try {
            return new Server(config, source, data, store, ending);
        } catch (RuntimeException | Error failure) {
            end("the store", store::close);
            throw failure;
        }
    }

    private static Store openStore(Config config, Ending ending) throws StartFailure {
        var file = config.data().resolve(STORE_FILE);
        try {
            return Store.open(file, config.yard().retention(), ending::fail);
        } catch (StoreFailure failure) {
            throw new StartFailure(String.valueOf(failure.getMessage()), failure);
        }
    }

    /// Which gates are open, and where; last, the port for operators.
    List<Door> doors() {
        return List.copyOf(doors);
    }

    /// What carries the bytes: `epoll` or `nio`.
    String transport() {
        return gatehouse.transport();
    }

    /// Waits until somebody asks the server to stop; false when it has to because it has failed.
    boolean awaitStopAsked() throws InterruptedException {
        return ending.await();
    }

    /// Says goodbye to everybody and ends every thread. Waits for it. Again: nothing.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        end("what is told of readiness", ops::stopping);
        end("the account watch", accountWatch::close);
        end("the core", chatLoop::stop);
        end("the doorkeeper", doorkeeper::close);
        // Now everything is in the journal; what waits for it is told before the goodbye.
        end("the store", store::close);
        end("what could not be kept", chatLoop::takeBack);
        end("the gates", gatehouse::close);
        end("what is counted", ops::close);
        end("the room log", roomLog::close);
        end("the data folder", data::close);
    }

    /// How one part of the server ends.
    private interface End {
        void run() throws Exception;
    }

    /// Ends one part; whatever becomes of it, the others end too.
    private static void end(String part, End end) {
        try {
            end.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            log.error("not ended in order: {}", part, e);
        }
    }

    private List<Outbox> outboxes() {
        var outboxes = new ArrayList<Outbox>(gatehouse.outboxes());
        outboxes.add(roomLog);
        outboxes.add(census);
        return outboxes;
    }

    private void openDoors() throws StartFailure {
        var house = gatehouse.house(chatLoop, new Hosts(store.accounts().secret("hosts")));
        var gates = config.gates();
        var registrationRate = new RegistrationRate(gates.accountsPerAddress());
        var web = openWeb(house, registrationRate);
        open(new RoomsGate(gates.rooms().options(), ending::ask), gates.rooms().port(), house);
        open(new CodedGate(gates.coded().options()), gates.coded().port(), house);
        open(new OpenGate(gates.open().options(), Clock.systemUTC()), gates.open().port(), house);
        open(new DuoGate(doorkeeper), gates.duo(), house);
        open(
                new IrcGate(
                        gates.irc().options(),
                        source,
                        doorkeeper,
                        store.registry(),
                        registrationRate,
                        store.archive(),
                        store.markers(),
                        Clock.systemUTC()),
                gates.irc().port(),
                house);
        if (gates.irc().port().isPresent()) warnOfOperators(gates.irc().options());
        openDatagrams(new RelayGate(gates.relay().options()), gates.relay().port(), house);
        openBoth(new TcrpGate(gates.tcrp().options()), gates.tcrp().port(), house);
        web.ifPresent(WebGate::awaitPage);
        ops.started(house, doors.stream().map(Door::name).distinct().toList());
    }

    /// Nothing when that door is to be closed.
    private Optional<WebGate> openWeb(House house, RegistrationRate registrationRate)
            throws StartFailure {
        var web = config.gates().web();
        if (web.port().isEmpty()) return Optional.empty();
        var gate =
                new WebGate(
                        web.options(),
                        doorkeeper,
                        store.registry(),
                        registrationRate,
                        store.archive(),
                        store.markers(),
                        store.accounts().secret("web"),
                        Clock.systemUTC());
        open(gate, web.port(), house);
        return Optional.of(gate);
    }

    private Optional<Door> openOps() throws StartFailure {
        if (config.ops().port().isEmpty()) return Optional.empty();
        var wished = new InetSocketAddress(config.ops().bind(), config.ops().port().getAsInt());
        try {
            return Optional.of(
                    new Door(Ops.NAME, Ops.TRANSPORT, ops.open(wished, Clock.systemUTC())));
        } catch (IOException e) {
            throw cannotOpen(Ops.NAME, wished, e);
        }
    }

    /// Whoever makes an account of such a name is the operator.
    private void warnOfOperators(IrcOptions options) {
        var missing = new TreeSet<>(options.operators());
        store.accounts().all().forEach(account -> missing.remove(account.name().key()));
        for (var name : missing) {
            log.warn(
                    "irc.operators names no account name={}: add it before somebody else does",
                    name);
        }
    }

    private void open(Gate gate, OptionalInt port, House house) throws StartFailure {
        if (port.isEmpty()) return;
        var wished = new InetSocketAddress(config.bind(), port.getAsInt());
        try {
            doors.add(new Door(gate.name(), TCP, gatehouse.open(gate, wished, house)));
        } catch (IOException e) {
            throw cannotOpen(gate.name(), wished, e);
        }
    }

    private void openDatagrams(DatagramGate gate, OptionalInt port, House house)
            throws StartFailure {
        if (port.isEmpty()) return;
        var wished = new InetSocketAddress(config.gates().relayBind(), port.getAsInt());
        try {
            doors.add(new Door(gate.name(), UDP, gatehouse.open(gate, wished, house)));
        } catch (IOException e) {
            throw cannotOpen(gate.name(), wished, e);
        }
    }

    private void openBoth(TcrpGate gate, OptionalInt port, House house) throws StartFailure {
        if (port.isEmpty()) return;
        var wished = new InetSocketAddress(config.bind(), port.getAsInt());
        try {
            var address = gatehouse.openBoth(gate, gate, wished, house);
            doors.add(new Door(gate.name(), TCP, address));
            doors.add(new Door(gate.name(), UDP, address));
        } catch (IOException e) {
            throw cannotOpen(gate.name(), wished, e);
        }
    }

    private static StartFailure cannotOpen(
            String gate, InetSocketAddress wished, IOException cause) {
        return new StartFailure(
                "cannot open gate %s on %s: %s. Choose another port with --%s-port N (0: any free one, off: none)"
                        .formatted(gate, Addresses.text(wished), reason(cause), gate),
                cause);
    }

    private static String reason(IOException e) {
        var message = String.valueOf(e.getMessage());
        return message.contains("in use") ? "the port is in use" : message;
    }
}
