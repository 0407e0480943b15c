package chat.madang.gate.irc;

import chat.madang.core.Archive;
import chat.madang.core.Markers;
import chat.madang.core.Registry;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Doorkeeper;
import chat.madang.gate.Gate;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// The gate for IRC clients. docs/protocols/irc.md.
public final class IrcGate implements Gate {
    private final IrcOptions options;
    private final Doorkeeper doorkeeper;
    private final Registry registry;
    private final Archive archive;
    private final Markers markers;
    private final InstantSource clock;
    private final RegistrationRate registrationRate;

    /// Those who have connected and are not in the yard. Threads: any loop.
    private final AtomicInteger unknown = new AtomicInteger();

    /// @param doorkeeper knows the accounts' passwords
    /// @param registry makes accounts
    /// @param archive has what was said
    /// @param markers has how far people have read
    public IrcGate(
            IrcOptions options,
            Doorkeeper doorkeeper,
            Registry registry,
            Archive archive,
            Markers markers,
            InstantSource clock) {
        this.options = options;
        this.doorkeeper = doorkeeper;
        this.registry = registry;
        this.archive = archive;
        this.markers = markers;
        this.clock = clock;
        this.registrationRate = new RegistrationRate(options.accounts().perAddress());
    }

    @Override
    public String name() {
        return "irc";
    }

    @Override
    public Dialogue greet(Connection connection) {
        return new IrcDialogue(connection, this);
    }

    /// They have to, but are told that their time is over.
    @Override
    public boolean asksWhoIsThere() {
        return false;
    }

    IrcOptions options() {
        return options;
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    Registry registry() {
        return registry;
    }

    Archive archive() {
        return archive;
    }

    Markers markers() {
        return markers;
    }

    InstantSource clock() {
        return clock;
    }

    RegistrationRate registrationRate() {
        return registrationRate;
    }

    AtomicInteger unknown() {
        return unknown;
    }
}
