package chat.madang.server;

/// The server cannot start as it was asked to: one line that says why, and how to mend it.
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
