package chat.madang.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.Archive;
import chat.madang.core.Markers;
import chat.madang.core.Registry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// What a play has instead of a disk: accounts, what has happened, and how far people have read.
/// One for all gates of a play.
public final class MemoryStore {
    private final Stage stage;
    private final MemoryArchive archive;
    private final MemoryMarkers markers = new MemoryMarkers();

    /// Null until somebody has come who can be of an account.
    private @Nullable MemoryRegistry registry;

    /// @param stage what happens there is kept
    public MemoryStore(Stage stage) {
        this.stage = stage;
        this.archive =
                new MemoryArchive(name ->
                        Optional.ofNullable(registry).flatMap(known -> known.account(name)));
        stage.setJournal(archive::take);
    }

    /// What has happened.
    public Archive archive() {
        return archive;
    }

    /// How far people have read.
    public Markers markers() {
        return markers;
    }

    /// Where accounts are made.
    ///
    /// @param list those of the beginning: `kim:1234 lee:5678`
    public Registry registry(String list) {
        if (registry == null) registry = new MemoryRegistry(stage, list);
        return registry;
    }

    /// Who knows the passwords.
    public Doorkeeper doorkeeper() {
        return new Doorkeeper(
                this::check,
                Runnable::run,
                () -> Duration.between(Stage.START, stage.now()).toNanos());
    }

    private Optional<Account> check(String name, byte[] password) {
        return registry == null
                ? Optional.empty()
                : registry.check(name, new String(password, UTF_8));
    }
}
