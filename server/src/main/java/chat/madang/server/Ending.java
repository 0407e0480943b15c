package chat.madang.server;

import java.util.concurrent.CountDownLatch;

/// The wish that a server ends: somebody has asked for it, or one of its threads cannot go on.
/// Threads: any.
final class Ending {
    private final CountDownLatch wished = new CountDownLatch(1);
    private volatile boolean failed;

    /// Somebody asks the server to end.
    void ask() {
        wished.countDown();
    }

    /// The server has to end, because a thread that everybody needs cannot go on.
    void fail() {
        failed = true;
        wished.countDown();
    }

    /// Waits for the wish; false when it is because of a failure.
    boolean await() throws InterruptedException {
        wished.await();
        return !failed;
    }
}
