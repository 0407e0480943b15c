package chat.madang.server;

import chat.madang.gate.irc.IrcOptions;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// The configuration that `irc` reads again, on a thread of its own each time.
///
/// @param file what it is called
/// @param configuration what would hold if the server started now
record IrcSource(String file, Configuration configuration) implements IrcOptions.Source {
    /// What can be read, or not.
    interface Configuration {
        /// Reads it. Blocks.
        ///
        /// @throws StartFailure when it cannot be used
        Config read() throws StartFailure;
    }

    @Override
    public CompletionStage<IrcOptions> read() {
        return CompletableFuture.supplyAsync(this::readNow, Thread::startVirtualThread);
    }

    private IrcOptions readNow() {
        try {
            return configuration.read().gates().irc().options();
        } catch (StartFailure failure) {
            throw new CompletionException(failure);
        }
    }
}
