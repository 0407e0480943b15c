package chat.madang.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder for what must last, held by one server at a time through a lock on a file in it.
final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "madang.lock";

    /// The byte of the file that is locked by the one server.
    private static final int HOLDER = 0;

    /// The byte that it locks then, to be seen by those who ask: so they never hold the one above,
    /// and no server is refused because of them.
    private static final int SIGN = 1;

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
            if (isLocked(lock, HOLDER, false)) {
                lock.lock(SIGN, 1, false);
                return new DataFolder(lock);
            }
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
    /// @throws StartFailure when it cannot be made
    static void make(Path folder) throws StartFailure {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /// Whether a server, in another process than this one, holds the folder. Makes nothing.
    ///
    /// @throws StartFailure when that cannot be known
    static boolean isHeld(Path folder) throws StartFailure {
        var file = folder.resolve(LOCK_FILE);
        try (var lock = FileChannel.open(file, StandardOpenOption.READ)) {
            return !isLocked(lock, SIGN, true);
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw new StartFailure("cannot read %s: %s".formatted(file, reason(e)), e);
        }
    }

    /// Lets go of the folder.
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /// Locks one byte of the file, if nobody else has; a shared lock is had by many.
    private static boolean isLocked(FileChannel file, int at, boolean shared) throws IOException {
        try {
            return file.tryLock(at, 1, shared) != null;
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
