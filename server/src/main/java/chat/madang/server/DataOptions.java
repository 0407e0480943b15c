package chat.madang.server;

import chat.madang.core.Name;
import chat.madang.store.Accounts;
import chat.madang.store.StoreFailure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/// Which data folder a command is about, and what is in it, whether a server is running or not.
final class DataOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, as TOML. Every option has a key there.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder for what must last.")
    private @Nullable String data;

    /// The folder.
    ///
    /// @throws StartFailure when the settings cannot be used
    Path folder() throws StartFailure {
        return Config.data(settings());
    }

    /// Whether nobody may be called so.
    ///
    /// @throws StartFailure when the settings cannot be used
    boolean isReserved(Name name) throws StartFailure {
        return Config.reserved(settings()).stream()
                .anyMatch(reserved -> reserved.key().equals(name.key()));
    }

    /// The accounts that are there.
    ///
    /// @throws StartFailure when there is no store, or it cannot be used
    Accounts accounts() throws StartFailure {
        var file = folder().resolve(Server.STORE_FILE);
        if (Files.exists(file)) return open(file);
        throw new StartFailure(
                "there is no %s, and so no account. Add one with madang account add NAME, or choose another folder with --data DIR"
                        .formatted(file));
    }

    /// The accounts, in a folder and a store that are made when they are missing.
    ///
    /// @throws StartFailure when that cannot be done
    Accounts accountsOrNew() throws StartFailure {
        DataFolder.make(folder());
        return open(folder().resolve(Server.STORE_FILE));
    }

    /// The settings, with these options in them.
    ///
    /// @throws StartFailure when the file cannot be used
    Settings settings() throws StartFailure {
        var settings = Settings.defaults();
        if (config != null) settings = settings.withFile(config);
        return data == null ? settings : settings.withOption("data", data, "--data");
    }

    /// What the file of settings is called; `*` when there is none.
    String file() {
        return config == null ? "*" : String.valueOf(config.getFileName());
    }

    private static Accounts open(Path file) throws StartFailure {
        try {
            return Accounts.open(file);
        } catch (StoreFailure failure) {
            throw new StartFailure(String.valueOf(failure.getMessage()), failure);
        }
    }
}
