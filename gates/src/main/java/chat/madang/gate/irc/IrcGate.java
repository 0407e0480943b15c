package chat.madang.gate.irc;

import chat.madang.core.Archive;
import chat.madang.core.Markers;
import chat.madang.core.Registry;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Doorkeeper;
import chat.madang.gate.Gate;
import chat.madang.gate.RegistrationRate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// The gate for IRC clients. docs/protocols/irc.md.
public final class IrcGate implements Gate {
    private static final Logger log = LoggerFactory.getLogger(IrcGate.class);

    private final IrcOptions.Source source;

    /// Threads: any.
    private volatile IrcOptions options;

    private final Doorkeeper doorkeeper;
    private final Registry registry;
    private final Archive archive;
    private final Markers markers;
    private final InstantSource clock;
    private final RegistrationRate registrationRate;

    /// Those who have connected and are not in the yard. Threads: any loop.
    private final AtomicInteger unknown = new AtomicInteger();

    /// @param source where the options come from
    /// @param doorkeeper knows the accounts' passwords
    /// @param registry makes accounts
    /// @param registrationRate how many from one address, at all gates
    /// @param archive has what was said
    /// @param markers has how far people have read
    public IrcGate(
            IrcOptions options,
            IrcOptions.Source source,
            Doorkeeper doorkeeper,
            Registry registry,
            RegistrationRate registrationRate,
            Archive archive,
            Markers markers,
            InstantSource clock) {
        this.options = options;
        this.source = source;
        this.doorkeeper = doorkeeper;
        this.registry = registry;
        this.archive = archive;
        this.markers = markers;
        this.clock = clock;
        this.registrationRate = registrationRate;
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

    IrcOptions.Source source() {
        return source;
    }

    /// Has what can change be as its source says now; answered with why nothing has changed, if so.
    CompletionStage<Optional<String>> reread() {
        return source.read().handle(this::reread);
    }

    private Optional<String> reread(@Nullable IrcOptions read, @Nullable Throwable failure) {
        if (read != null) {
            options = options.reread(read);
            log.info("reread file={}", source.file());
            return Optional.empty();
        }
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        var why = String.valueOf(cause == null ? null : cause.getMessage());
        log.warn("not reread file={} why=\"{}\"", source.file(), why);
        return Optional.of(why);
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
