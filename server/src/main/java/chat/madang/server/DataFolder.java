package chat.madang.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder for what must last, held by one server at a time through a lock on a file in it.
final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "madang.lock";

    private final FileChannel lock;

    private DataFolder(FileChannel lock) {
        this.lock = lock;
    }

    /// Makes the folder when it is missing, and takes hold of it.
    ///
    /// @throws StartFailure when it cannot be written, or another server holds it
    static DataFolder open(Path folder) throws StartFailure {
        make(folder);
        try {
            var file = folder.resolve(LOCK_FILE);
            var lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(lock)) return new DataFolder(lock);
            lock.close();
            throw new StartFailure(
                    "another server is using the data folder %s. Stop it, or choose another with --data DIR"
                            .formatted(folder));
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /// Makes the folder when it is missing.
    ///
    /// @throws StartFailure when that cannot be done
    static void make(Path folder) throws StartFailure {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /// Whether a server has hold of the folder. A server that starts at this very moment may be
    /// told that another one has.
    static boolean isHeld(Path folder) {
        var file = folder.resolve(LOCK_FILE);
        try (var lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !isLocked(lock);
        } catch (IOException _) {
            // No server was ever started there, or it was by somebody who keeps us out.
            return false;
        }
    }

    /// Lets go of the folder.
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // Held by another server in this very process.
            return false;
        }
    }

    private static StartFailure cannotWrite(Path folder, IOException e) {
        return new StartFailure(
                "cannot write to the data folder %s: %s. Choose another with --data DIR"
                        .formatted(folder, reason(e)),
                e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "there is a file of that name";
            default -> String.valueOf(e.getMessage());
        };
    }
}
