package chat.madang.gate.web;

import chat.madang.core.Archive;
import chat.madang.core.Markers;
import chat.madang.core.Registry;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Doorkeeper;
import chat.madang.gate.Gate;
import chat.madang.gate.RegistrationRate;

import io.netty.channel.Channel;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The gate for browsers and bots. docs/protocols/web.md.
public final class WebGate implements Gate {
    private final WebOptions options;
    private final Doorkeeper doorkeeper;
    private final Registry registry;
    private final RegistrationRate registrationRate;
    private final Archive archive;
    private final Markers markers;
    private final Tokens tokens;
    private final InstantSource clock;

    /// Being loaded while the server starts.
    private final CompletableFuture<PageFiles> files =
            CompletableFuture.supplyAsync(
                    PageFiles::load, load -> Thread.ofPlatform().name("page").daemon().start(load));

    /// Who is here, by the key in their tokens. Threads: any loop.
    private final Map<String, Stay> stays = new ConcurrentHashMap<>();

    /// @param doorkeeper knows the accounts' passwords
    /// @param registry makes accounts
    /// @param registrationRate how many from one address, at all gates
    /// @param archive has what was said
    /// @param markers has how far people have read
    /// @param secret bytes that nobody knows; tokens are good as long as it stays the same
    public WebGate(
            WebOptions options,
            Doorkeeper doorkeeper,
            Registry registry,
            RegistrationRate registrationRate,
            Archive archive,
            Markers markers,
            byte[] secret,
            InstantSource clock) {
        this.options = options;
        this.doorkeeper = doorkeeper;
        this.registry = registry;
        this.registrationRate = registrationRate;
        this.archive = archive;
        this.markers = markers;
        this.tokens = new Tokens(secret, clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public Dialogue greet(Connection connection) {
        return new WebDialogue(connection, this);
    }

    /// Serves the page; what asks for the API becomes a connection.
    @Override
    public void receive(Channel channel, Runnable admit) {
        WebDoor.open(channel, this, admit);
    }

    @Override
    public int lingerSeconds() {
        return options.lingerSeconds();
    }

    /// Waits until the page can be served.
    ///
    /// @throws java.util.concurrent.CompletionException when it cannot be read
    public void awaitPage() {
        files.join();
    }

    PageFiles files() {
        return files.join();
    }

    WebOptions options() {
        return options;
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    Registry registry() {
        return registry;
    }

    RegistrationRate registrationRate() {
        return registrationRate;
    }

    Archive archive() {
        return archive;
    }

    Markers markers() {
        return markers;
    }

    Tokens tokens() {
        return tokens;
    }

    InstantSource clock() {
        return clock;
    }

    Map<String, Stay> stays() {
        return stays;
    }
}
